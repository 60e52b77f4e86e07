"""`waystation footage`: what in recordings would betray people, and how is its removal proven?"""
