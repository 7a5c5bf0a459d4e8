"""What a person can do: one function per act, one act one transaction."""
