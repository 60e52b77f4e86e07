"""Who of those known may be the person sought? A match is a suggestion; nothing here merges two records."""
