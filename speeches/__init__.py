__version__ = "0.1"
"""This release's name; CHANGELOG.md says what is in it."""
