"""Which support fits, and why. Plain Python: it knows neither Django nor Latvia.

Facts go in, a verdict per programme comes out, each criterion with its state and reason, what is missing, and what would make
it fit. The logic has three values (Kleene): an unknown fact is never treated as false.
"""
