"""Arrays in, arrays out: which inner loops are compiled to machine code?"""
