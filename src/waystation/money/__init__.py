"""What was paid, what waits, what does it cost, and do the books balance?"""
