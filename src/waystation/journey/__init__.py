"""How is a decision lived: stages, hand-overs, incidents, new plans, and the watch over all of it?"""
