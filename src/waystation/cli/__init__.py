"""What does a coordinator type, and what does the answer look like on a terminal and on paper?"""
