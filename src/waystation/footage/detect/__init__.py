"""What in a recording would betray people: faces, heads, text, regions that people point at, speech?"""
