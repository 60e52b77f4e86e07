"""Networks, cases and records as tables and text that people can edit, and back without a loss."""
