"""The search pages: what is asked, what was found, and how both are written."""
