"""The toolbox below everything else: errors and units. Standard library only."""
