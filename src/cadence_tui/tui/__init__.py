"""The interface: screens and widgets over the workspace and the views."""

import os

# What a key changes is seen two ticks of the screen later; Textual's sixty a second make that a wait.
os.environ.setdefault("TEXTUAL_FPS", "250")
