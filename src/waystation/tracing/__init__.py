"""Which persons and which accounts fit together, and why? Names, matches, accounts."""
