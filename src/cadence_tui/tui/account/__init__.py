"""The account part of the interface."""
