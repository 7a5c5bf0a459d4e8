"""Shapes of the rule files: what a file may say, checked on reading."""
