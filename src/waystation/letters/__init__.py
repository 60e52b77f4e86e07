"""Letters from the door to the desk, and answers to those who wrote them: sealed, in a spool of files."""
