"""Do a network and a case make sense, and what is to be warned of?"""
