"""Turns at the desk: one by one, many at once, and whose they are."""
