"""The call part of the interface."""
