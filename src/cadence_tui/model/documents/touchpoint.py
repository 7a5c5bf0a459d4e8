"""Touchpoints: one planned or held contact with an account."""

import datetime as dt
from typing import Literal

from cadence_tui.model.documents.base import Document

TouchStatus = Literal["planned", "confirmed", "held", "no_show", "declined", "cancelled"]
OPEN_STATUSES: tuple[TouchStatus, ...] = ("planned", "confirmed")


class Touchpoint(Document, tag="touchpoint", kw_only=True):
    """A contact from plan to record; due touches are computed and become documents when planned.

    `touch` is the kind of the touch model (check_in, business_review, renewal_90 …), `due_id` the id of the
    due touch it fulfils, `date` the owner's day, `start` the instant of a call. `minutes` is the customer's
    time, `work_minutes` preparation and write-up. `internal` contacts never restart the clock (P1).
    `covers` is whose call it is while somebody stands in for them, `session` the group session that an
    account's people came to. `suggested` is another instant that the owner's own calendar asks for (their
    midnight: that day, at an hour that is open), and `rescheduled` counts how often the customer asked for
    another one. `why` is what they said when they declined.
    """

    account: str
    owner: str = ""
    touch: str = "check_in"
    channel: str = "call"
    status: TouchStatus = "planned"
    date: dt.date
    start: dt.datetime | None = None
    minutes: int = 0
    work_minutes: int = 0
    due_id: str = ""
    rule: str = ""
    ideal: dt.date | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    value: float = 0.0
    pinned: bool = False
    internal: bool = False
    contact: str = ""
    call: str = ""
    purpose: str = ""
    external_id: str = ""
    covers: str = ""
    session: str = ""
    suggested: dt.datetime | None = None
    rescheduled: int = 0
    why: str = ""
