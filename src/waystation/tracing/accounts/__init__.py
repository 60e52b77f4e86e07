"""Where do accounts of the same events contradict each other? No side is taken."""
