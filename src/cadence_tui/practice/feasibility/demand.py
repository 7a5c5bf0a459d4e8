"""What is asked of whom: due touches and agreed ones, each once, as minutes on a day (T12, P1)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import Touchpoint
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS, DeliveredBy
from cadence_tui.practice.due.touches import Due, asking
from cadence_tui.practice.feasibility.team import Team
from cadence_tui.practice.segments import segment_of


class Ask(Struct, frozen=True, kw_only=True):
    """One touch of the stretch. `minutes` is what it costs its owner, preparation and write-up included.

    It lies on `day` and may be moved between `earliest` and `latest`.
    """

    account: str
    owner: str
    segment: str
    touch: str
    day: date
    earliest: date
    latest: date
    minutes: int
    is_call: bool
    by: DeliveredBy


class Demand(Struct, frozen=True):
    """What each account asks for, by account id, and the team that it was worked out for."""

    team: Team
    asks: Mapping[str, tuple[Ask, ...]]

    def all(self) -> Iterator[Ask]:
        """Every touch."""
        return (ask for asks in self.asks.values() for ask in asks)

    def narrowed(self, people: Collection[str]) -> "Demand":
        """The same for some people and what they have to do only."""
        team = self.team
        kept = {
            account: asks
            for account, asks in self.asks.items()
            if team.records[account].account.owner in people or any(ask.owner in people for ask in asks)
        }
        few = replace(
            team,
            people=tuple(person for person in team.people if person.id in people),
            records={account: team.records[account] for account in kept},
            gone=frozenset(),
        )
        return Demand(few, kept)

    def minutes(self) -> dict[str, int]:
        """Minutes asked by person; those of accounts without an owner under an empty id."""
        found: dict[str, int] = {}
        for ask in self.all():
            found[ask.owner] = found.get(ask.owner, 0) + ask.minutes
        return found


def demand(team: Team, known: Demand | None = None) -> Demand:
    """What the team's accounts ask for; of accounts that are as they were for `known` it is taken from there.

    `known` must be of the same day and stretch.
    """
    delivered = _delivered(team.model)
    asks: dict[str, tuple[Ask, ...]] = {}
    for account, record in team.records.items():
        if known and known.team.model is team.model and known.team.records.get(account) is record:
            asks[account] = known.asks[account]
        else:
            asks[account] = asks_of(record, team, delivered)
    return Demand(team, asks)


def asks_of(
    record: AccountRecord, team: Team, delivered: Mapping[str, DeliveredBy] | None = None
) -> tuple[Ask, ...]:
    """What one account asks for from now on; its owner does what nobody else was named for."""
    delivered = _delivered(team.model) if delivered is None else delivered
    segment = segment_of(record.account, team.model, team.today).value
    due = asking(
        record,
        team.model,
        today=team.today,
        until=team.last,
        band=team.bands.get(record.account.id, ""),
        holidays=team.holidays.get((record.account.country, ""), frozenset()),
    ).due
    agreed = [touch for touch in record.touchpoints if _counts(touch, record, team)]
    return (
        *(_of_agreed(touch, record, segment, delivered.get(touch.rule, "csm"), team) for touch in agreed),
        *(_of_due(each, segment, team) for each in due),
    )


def _of_due(due: Due, segment: str, team: Team) -> Ask:
    soonest = team.soonest
    return Ask(
        account=due.account,
        owner=due.owner,
        segment=segment,
        touch=due.touch,
        day=max(due.ideal, soonest),
        earliest=max(due.earliest, soonest),
        latest=max(due.ideal, due.latest, soonest),
        minutes=_cost(due.minutes + due.work_minutes, due.delivered_by),
        is_call=_is_call(due.channel, due.minutes),
        by=due.delivered_by,
    )


def _of_agreed(touch: Touchpoint, record: AccountRecord, segment: str, by: DeliveredBy, team: Team) -> Ask:
    return Ask(
        account=touch.account,
        owner=touch.owner or record.account.owner,
        segment=segment,
        touch=touch.touch,
        day=touch.date,
        earliest=touch.date,
        latest=touch.date,
        minutes=_cost(touch.minutes + touch.work_minutes, by),
        is_call=_is_call(touch.channel, touch.minutes),
        by=by,
    )


def _counts(touch: Touchpoint, record: AccountRecord, team: Team) -> bool:
    """Whether a touch takes time that is left: agreed, and not over."""
    churned = record.account.churned
    if not team.today <= touch.date <= team.last or (churned and churned <= touch.date):
        return False
    return touch.status in OPEN_STATUSES and not _is_over(touch, team)


def _is_over(touch: Touchpoint, team: Team) -> bool:
    """Whether its hour has passed: the hour is no time that is left, so the call may not ask for any."""
    if touch.start is None or team.now is None:
        return False
    return touch.start + timedelta(minutes=touch.minutes) <= team.now


def _cost(minutes: int, by: DeliveredBy) -> int:
    """Automation costs nobody's time."""
    return 0 if by == "automation" else minutes


def _is_call(channel: str, minutes: int) -> bool:
    return channel in LIVE_CHANNELS and minutes > 0


def _delivered(model: TouchModel) -> dict[str, DeliveredBy]:
    """By whom, by the id of the rule that a touch came from."""
    found: dict[str, DeliveredBy] = {rule.id: rule.delivered_by for rule in model.rules}
    for step in (*model.new_account, *model.renewal):
        found[f"{step.segment}.{step.touch}"] = step.delivered_by
    return found


def near(day: date, team: Team) -> int:
    """The week of a day in the stretch: 0 for its first and what lies before it; beyond it, beyond it."""
    return max(0, (day - team.start) // timedelta(weeks=1))
