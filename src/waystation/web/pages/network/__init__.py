"""The pages of a network: what it is, how it changes, what was observed."""
