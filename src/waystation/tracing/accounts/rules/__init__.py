"""By which rules can two claims not both be right? One module for each kind of claim."""
