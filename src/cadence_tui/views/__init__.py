"""Read models for screens, commands and reports, worded in the reader's language."""
