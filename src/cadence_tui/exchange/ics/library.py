"""The libraries that know iCalendar, loaded when first asked for; what they hand out has no types."""

from importlib import import_module
from typing import Any


def icalendar() -> Any:
    """Components and properties, from text and to it."""
    return import_module("icalendar")


def recurring_events() -> Any:
    """What recurs, unfolded."""
    return import_module("recurring_ical_events")
