"""Shape of `planning.toml`: the figures by which calls are laid on the calendar (P2, P3)."""

from typing import Annotated

from msgspec import Meta, Struct

from cadence_tui.model.hours import parse_hours

Share = Annotated[float, Meta(gt=0, le=1)]
Minutes = Annotated[int, Meta(gt=0, le=600)]


class AdHoc(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A call that no rule asks for: its kind, minutes, and how far a new plan may move it."""

    touch: str
    channel: str
    minutes: Minutes
    work_minutes: Annotated[int, Meta(ge=0, le=600)]
    tolerance_days: Annotated[int, Meta(ge=0, le=90)]
    value: Annotated[float, Meta(gt=0, le=1000)]


class PlanningRules(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How far is planned, how finely, how full.

    `weeks` from this one on get days, the first `slot_weeks` of them hours on a grid of `grid_minutes`.
    Nothing is proposed nearer than `notice_days` after today. `day_share` is the part of a working day that
    may be calls (a person's own share holds for the week). The fullest week may exceed the proven bound by
    `peak_slack` of it. Customers whose zone is known take calls within `customer_hours`, unless they named
    hours of their own.
    """

    weeks: Annotated[int, Meta(ge=1, le=104)]
    slot_weeks: Annotated[int, Meta(ge=0, le=104)]
    grid_minutes: Annotated[int, Meta(ge=5, le=60)]
    notice_days: Annotated[int, Meta(ge=0, le=30)]
    day_share: Share
    peak_slack: Annotated[float, Meta(ge=0, le=1)]
    customer_hours: str
    ad_hoc: AdHoc

    def __post_init__(self) -> None:
        try:
            parse_hours(self.customer_hours)
        except Exception as error:
            raise ValueError(str(error)) from None
