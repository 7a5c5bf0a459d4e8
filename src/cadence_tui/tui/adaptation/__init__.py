"""Proposed rhythms and experiments in the interface."""
