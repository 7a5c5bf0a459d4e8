"""Documents on disk, shared by many processes; knows no customer."""
