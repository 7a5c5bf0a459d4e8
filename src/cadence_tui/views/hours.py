"""Hours of a week in the reader's words: `lun-jue 09:00-12:00`."""

import re

from cadence_tui.locale import Speech
from cadence_tui.model.hours import WEEKDAYS

_NAME = re.compile("|".join(WEEKDAYS))


def hours_text(hours: str, speech: Speech) -> str:
    """Hours as they are kept, with the names of the days as the reader calls them."""
    return _NAME.sub(lambda name: speech.formats.weekdays[WEEKDAYS.index(name[0])], hours)
