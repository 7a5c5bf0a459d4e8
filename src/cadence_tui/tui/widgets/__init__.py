"""Widgets that every screen shares; each paints its own lines."""
