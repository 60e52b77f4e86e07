"""An invented office with the documented journeys, for trying the console and for its tests."""
