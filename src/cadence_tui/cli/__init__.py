"""The command line: a thin layer over the workspace and the views."""
