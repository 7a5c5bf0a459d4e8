"""The rule files and language packs that ship with the program, and how they are read."""
