"""When an account's contract runs and what it is worth."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from msgspec import Struct

from cadence_tui.content.sample.chance import between, whole
from cadence_tui.content.sample.patterns import Segment, Stage
from cadence_tui.content.sample.stories import Story
from cadence_tui.content.sample.world import Country
from cadence_tui.model.money import Money

_FEWEST_SEATS = 3


class Term(Struct, frozen=True):
    """Start, next renewal, and the day the customer left."""

    start: date
    renewal: date | None = None
    churned: date | None = None


def anchor(story: Story | None, today: date) -> date:
    """The day a story counts from."""
    if story is None or story.anchor == "today":
        return today
    return today + timedelta(days=-today.weekday() % 7)


def term(stage: Stage, story: Story | None, today: date, rng: Random) -> Term:
    """Dates that put the account into the stage, unless the story says when it started or renews."""
    years = whole(rng, stage.years)
    start = today - timedelta(days=whole(rng, stage.started)) if stage.started else None
    renewal = today + timedelta(days=whole(rng, stage.renews)) if stage.renews else None
    if story is None:
        return _complete(start, renewal, years, today)
    day = anchor(story, today)
    if story.churned is not None:
        left = day + timedelta(days=story.churned)
        return Term(years_later(left, -years), left, left)
    if story.start is not None:
        start, renewal = day + timedelta(days=story.start), None
    if story.renewal is not None:
        renewal = day + timedelta(days=story.renewal)
        start = None if story.start is None else start
    told = _complete(start, renewal, years, today)
    return Term(told.start) if story.trial else told


def value(segment: Segment, country: Country, story: Story | None, rng: Random) -> tuple[Money | None, int]:
    """Yearly revenue in the country's currency, none for a trial; and the seats it buys."""
    dollars, price = between(rng, segment.arr), between(rng, segment.seat_price)
    if story and story.arr:
        local = story.arr
        dollars = local / country.rate
    else:
        local = max(1, round(dollars * country.rate / country.round_to)) * country.round_to
    seats = max(_FEWEST_SEATS, round(dollars / price))
    if story and story.trial:
        return None, seats
    return Money(Decimal(local).quantize(Decimal("0.01")), country.currency), seats


def years_later(day: date, years: int) -> date:
    """The same day of another year; 29 February falls back to the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _complete(start: date | None, renewal: date | None, years: int, today: date) -> Term:
    if start is None:
        start = years_later(renewal or today, -years)
    return Term(start, renewal or _anniversary(start, today))


def _anniversary(start: date, today: date) -> date:
    return next(day for day in (years_later(start, n) for n in range(1, 100)) if day > today)
