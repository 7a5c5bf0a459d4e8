"""Formats in and out: CSV, JSON lines, Markdown."""
