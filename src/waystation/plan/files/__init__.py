"""What does a file say, and is it written as it should be?"""
