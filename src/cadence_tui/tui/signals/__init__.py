"""The signals part of the interface."""
