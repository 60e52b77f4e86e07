"""What can be proven about a release, to everybody, and to whoever holds the original?"""
