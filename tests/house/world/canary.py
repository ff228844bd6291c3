"""What may reach nobody outside of the silo: every word in it says this."""

CANARY = "Kanārijputniņš"
