"""What is said of a file that is not taken."""


class Refused(Exception):
    """The file is not taken. Its text is for the editor: what is wrong, and where there is one, the remedy."""
