"""A transcript as it is read: turns, who had the floor, tags beside it, what it said before."""
