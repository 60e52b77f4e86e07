"""What in a recording would betray people, and how is it removed and the removal proved?

The engine reads any phone video, photo or sound in a subprocess that may open nothing and connect to nothing,
finds what would betray (`detect`), covers it (`redact`) and proves what it did (`proof`). It draws nothing on
a screen and keeps nothing: a desk calls it frame by frame and job by job.
"""
