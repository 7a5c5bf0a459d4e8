"""The interface: screens and widgets over the workspace and the views."""
