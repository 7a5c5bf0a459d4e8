"""The libraries that know iCalendar, loaded when first asked for; what they hand out has no types."""

from importlib import import_module
from typing import Any


def icalendar() -> Any:
    """Components and properties, from text and to it."""
    module: Any = import_module("icalendar")
    # As it does for events: what cannot be read of one to-do is told with its line, not as a broken file.
    module.Todo.ignore_exceptions = True
    return module


def recurring_events() -> Any:
    """What recurs, unfolded."""
    return import_module("recurring_ical_events")
