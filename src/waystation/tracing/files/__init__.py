"""How do portraits, records and accounts come in from files, and go out again?"""
