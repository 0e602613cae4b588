"""Speakers, tags and places at the desk, and two of them made one."""
