"""Do two ways of naming a place mean the same one, or one inside the other?"""
