"""A line of a brief: its code and figures, and the record it speaks of."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class BriefLine(Struct, frozen=True, kw_only=True):
    """A line: its code and figures, worded by `views.wording_brief`, and the id of its record."""

    code: str
    args: Mapping[str, Any]
    source: str = ""


def line(code: str, source: str = "", /, **args: Any) -> BriefLine:
    """A line of that code about that record."""
    return BriefLine(code=code, args=args, source=source)
