"""The team part of the interface."""
