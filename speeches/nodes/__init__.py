"""What a site of several machines shares, and how it does without; one machine has none of it (docs/growing.md)."""
