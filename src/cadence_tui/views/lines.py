"""Lines of text with roles, as every face can show them."""

from typing import TypeAlias

from msgspec import Struct

Spans: TypeAlias = list[tuple[str, str]]


class TextLine(Struct, frozen=True, kw_only=True):
    """A line: texts with their roles, the id of the record it speaks of, blanks before continued lines."""

    spans: Spans
    key: str = ""
    indent: int = 0


def line(*spans: tuple[str, str], key: str = "", indent: int = 0) -> TextLine:
    """A line of some texts with their roles."""
    return TextLine(spans=list(spans), key=key, indent=indent)


BLANK = TextLine(spans=[])


def heading(text: str) -> TextLine:
    """The title of a part."""
    return line((text, "title"))
