"""The workspace of a Customer Success Manager, in a terminal."""

__version__ = "0.5.0"
