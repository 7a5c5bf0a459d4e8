"""What happened at a customer that starts a touch, by when, and what becomes of it (T7)."""
