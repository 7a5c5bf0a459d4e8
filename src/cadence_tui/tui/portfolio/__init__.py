"""The portfolio part of the interface."""
