"""Lists of events and their filters."""
