"""What is unsafe about this installation? Looked at from outside: no passphrase, no key of a member."""
