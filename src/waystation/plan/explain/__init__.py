"""How is an answer said to a person, in whole sentences?"""
