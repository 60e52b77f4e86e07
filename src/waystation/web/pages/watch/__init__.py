"""The pages of the watch."""
