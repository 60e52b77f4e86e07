"""The pages of helpers: how each stands, what is missing, one helper with his vetting, the rules."""
