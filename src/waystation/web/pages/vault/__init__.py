"""The pages of the vault itself: who belongs to it, who holds what, what goes in and out."""
