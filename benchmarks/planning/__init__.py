"""The planner against what is provably possible, and against the clock."""
