"""The inner loops of a search among many records: arrays in, arrays out."""
