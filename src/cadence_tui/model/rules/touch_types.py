"""Words and bounds that the parts of a touch model's file share."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Channel = Literal["call", "video", "email", "message", "auto_email", "in_app"]
DeliveredBy = Literal["csm", "pod", "automation"]
Weekday = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
CURRENCY_FORM = "^[A-Z]{3}$"
ID_FORM = r"^[a-z][a-z0-9_]*$"
MONTH_DAY_FORM = r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
Text = Annotated[str, Meta(min_length=1)]
Id = Annotated[str, Meta(pattern=ID_FORM)]
Currency = Annotated[str, Meta(pattern=CURRENCY_FORM)]
Count = Annotated[int, Meta(ge=0, le=3660)]
Positive = Annotated[int, Meta(gt=0, le=3660)]
Factor = Annotated[float, Meta(gt=0, le=1000)]
Period = Annotated[float, Meta(ge=1, le=3660)]
Share = Annotated[float, Meta(ge=0, le=1)]
MonthDay = Annotated[str, Meta(pattern=MONTH_DAY_FORM)]
Rrule = Annotated[str, Meta(min_length=1, max_length=200)]
"""A rule of RFC 5545, as in `FREQ=MONTHLY;BYDAY=1TU`; its meaning is checked where the file is."""
LIVE_CHANNELS: tuple[Channel, ...] = ("call", "video")
AUTOMATED_CHANNELS: tuple[Channel, ...] = ("auto_email", "in_app")


class Shape(Struct, frozen=True, forbid_unknown_fields=True):
    """Base of every table of the file: unknown keys are faults."""
