"""Group sessions: the list of them, and the guests of one."""
