"""The commands of the watch."""
