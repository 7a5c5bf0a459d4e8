"""Roles that text plays on the screen, and the styles a theme gives them."""

from rich.style import Style

ROLES = (
    "text",  # what is read
    "dim",  # what is there for whoever looks for it
    "strong",
    "title",
    "accent",
    "key",  # a key in the footer or the help
    "head",  # table header
    "tab",
    "tab_on",
    "bar",  # tab line and footer
    "good",
    "warn",
    "bad",
    "info",
    "cursor",  # the selected row
    "cursor_idle",  # the selected row of a list without focus
    "mark",  # rows marked for a bulk act
    "border",
    "error",
    "input",
    "trend",
    "ghost",  # proposed, not yet agreed
)
"""Every role; a theme must give a style to each."""

_MONO = {
    "strong": "bold",
    "title": "bold",
    "accent": "bold",
    "key": "bold",
    "head": "bold underline",
    "tab_on": "reverse bold",
    "good": "",
    "warn": "underline",
    "bad": "bold underline",
    "cursor": "reverse",
    "cursor_idle": "underline",
    "mark": "bold",
    "error": "reverse bold",
    "input": "underline",
    "ghost": "italic",
}
MONO: dict[str, str] = {role: _MONO.get(role, "") for role in ROLES}
"""Styles without any colour, for NO_COLOR."""


class Palette:
    """Rich styles by role, over one another where roles are joined by a blank (`cursor bad`)."""

    def __init__(self, styles: dict[str, str]) -> None:
        self._styles = {role: Style.parse(text or "none") for role, text in styles.items()}
        self._joined: dict[str, Style] = {"": Style.null()}

    def style(self, roles: str) -> Style:
        """The style of one role or of several, the first one on top where they disagree in background."""
        found = self._joined.get(roles)
        if found is None:
            found = Style.null()
            for role in reversed(roles.split(" ")):
                found += self._styles.get(role, Style.null())
            self._joined[roles] = found
        return found
