"""Screens laid over the frame: pick, fill in, read."""
