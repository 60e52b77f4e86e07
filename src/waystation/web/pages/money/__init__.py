"""What is paid, what waits, what is left? The pages of money."""
