"""What to know about an account before a call, on one page, each line with its record (C1)."""
