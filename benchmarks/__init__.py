"""Measures of the interface: ratios against a minimal program, taken in one run."""
