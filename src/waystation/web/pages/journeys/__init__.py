"""Pages of journeys: what is under way, what happens on one, what is done when somebody is taken."""
