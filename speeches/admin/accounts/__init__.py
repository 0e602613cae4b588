"""Who comes in: accounts and rights, passwords and codes, sessions, and what is noted of them."""
