"""The due engine: from touch model, dates, wishes, signals and what was held to the touches due (P1)."""
