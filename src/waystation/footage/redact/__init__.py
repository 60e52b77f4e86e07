"""How is what would betray people removed from a recording, so that nothing of it can be brought back?

In a second pass, from the file of tracks: pixels are replaced by one colour before they are encoded anew. A
blur or a mosaic is never used, as both can be undone well enough to recognise somebody.
"""
