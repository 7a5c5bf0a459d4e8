"""Checks that a text of a rule file can be filled."""

from collections.abc import Collection
from string import Formatter


def check_pattern(field: str, text: str, allowed: Collection[str]) -> None:
    """Refuses a text with braces that no figure will fill. Raises ValueError naming the field."""
    expected = ", ".join(f"{{{name}}}" for name in sorted(allowed)) or "no braces"
    try:
        parts = [*Formatter().parse(text)]
    except ValueError:
        raise ValueError(f"{field}: {expected}") from None
    if any(name is not None and (name not in allowed or spec or bang) for _, name, spec, bang in parts):
        raise ValueError(f"{field}: {expected}")
