"""Statistical disclosure control: the one door for numbers that leave a silo. Plain Python."""
