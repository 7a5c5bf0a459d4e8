"""Leave, who covers for whom, and the return."""
