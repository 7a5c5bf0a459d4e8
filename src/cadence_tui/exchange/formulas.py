"""Texts that a spreadsheet would run as a formula, guarded on the way out and freed on the way in (X8)."""

import re

# Full-width signs start formulas too where East Asian input is on.
_RISKY = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_GUARDED = re.compile(r"''*[=+\-@\t\r＝＋－＠]")


def guarded(text: str) -> str:
    """The text for a CSV cell: an apostrophe before what begins like a formula, or like a guarded one."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text
