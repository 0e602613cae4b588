"""Texts on their way into the archive: brought in, looked at before they are saved, and what became of them."""
