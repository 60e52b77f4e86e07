"""What may the process do that touches a file from outside? Read what it was handed, compute, answer.

A file from outside may be made to take over whatever decodes it. So decoding happens in a process of its own,
which, before it looks at the first byte, gives up the right to open files, to start programs and to reach the
network, and is held to limits on memory, time and size.
"""
