"""The public door: a process without keys that hands letters of strangers to the desk, and answers back.

Whoever takes its machine finds sealed letters and answers, and sees what is asked from then on.
"""
