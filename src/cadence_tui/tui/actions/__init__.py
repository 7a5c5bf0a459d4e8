"""The actions part of the interface."""
