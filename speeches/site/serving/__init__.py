"""What stands around every page: who asks, how fast, what is kept, what browsers may do."""
