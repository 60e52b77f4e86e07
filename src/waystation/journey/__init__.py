"""A decision being lived: stages, and the watch that wakes somebody when a word does not come."""
