"""Feasibility: can the team do what its touch model asks, what does it cost, and what if (T12)."""
