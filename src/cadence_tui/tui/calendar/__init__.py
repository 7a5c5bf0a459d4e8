"""The calendar part of the interface."""
