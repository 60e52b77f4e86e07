"""Who may come in: the only rows that Django keeps. Nothing in them says who somebody is."""
