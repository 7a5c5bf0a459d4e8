"""The whole answer: who can do what the touch model asks, what it costs, what automation takes (T12)."""

from datetime import date

from msgspec import Struct

from cadence_tui.practice.feasibility.cost import AccountCost, TierCost, account_costs, tier_costs
from cadence_tui.practice.feasibility.demand import Ask, Demand
from cadence_tui.practice.feasibility.levers import Lever, levers
from cadence_tui.practice.feasibility.load import Automated, PersonLoad, automated, person_load
from cadence_tui.practice.feasibility.ratios import Ratio, ratios


class Feasibility(Struct, frozen=True, kw_only=True):
    """What a team's model asks for in a stretch of weeks.

    `levers` are there for people with a week that breaks. `unowned` counts accounts that nobody looks after,
    `unowned_minutes` what they ask for. Money is in `currency`.
    """

    today: date
    start: date
    last: date
    weeks: int
    currency: str
    people: tuple[PersonLoad, ...]
    ratios: tuple[Ratio, ...]
    tiers: tuple[TierCost, ...]
    costs: tuple[AccountCost, ...]
    levers: dict[str, tuple[Lever, ...]]
    automated: Automated
    unowned: int
    unowned_minutes: int

    def person(self, person_id: str) -> PersonLoad | None:
        """The figures of a person; None for who is not in the team."""
        return next((person for person in self.people if person.id == person_id), None)


def feasibility(asked: Demand) -> Feasibility:
    """The figures of a team, from what its accounts ask for."""
    team = asked.team
    unowned = [account.id for account in team.accounts() if team.is_unowned(account)]
    people = loads(asked)
    costs = account_costs(asked)
    return Feasibility(
        today=team.today,
        start=team.start,
        last=team.last,
        weeks=team.weeks,
        currency=team.model.currency,
        people=tuple(people),
        ratios=tuple(ratios(team)),
        tiers=tuple(tier_costs(costs, asked)),
        costs=tuple(costs),
        levers=levers(asked, [person.id for person in people if person.verdict == "breaks"]),
        automated=automated(list(asked.all())),
        unowned=len(unowned),
        unowned_minutes=sum(ask.minutes for account in unowned for ask in asked.asks[account]),
    )


def loads(asked: Demand) -> list[PersonLoad]:
    """The load of each person of the team."""
    accounts: dict[str, int] = {}
    for account in asked.team.accounts():
        accounts[account.owner] = accounts.get(account.owner, 0) + 1
    own: dict[str, list[Ask]] = {person.id: [] for person in asked.team.people}
    for ask in asked.all():
        if ask.owner in own:
            own[ask.owner].append(ask)
    return [person_load(person, asks, accounts.get(person, 0), asked.team) for person, asks in own.items()]
