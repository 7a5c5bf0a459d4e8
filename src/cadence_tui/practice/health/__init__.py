"""Portfolio health: a score that can be taken apart, on any day (H1, H2)."""
