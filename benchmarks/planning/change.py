"""The same book a while later: a twentieth of the accounts has changed, and somebody takes leave."""

from copy import deepcopy
from datetime import timedelta
from random import Random

from benchmarks.planning.books import beside_agreed
from benchmarks.planning.calendars import Calendars, Form
from benchmarks.planning.touches import touches_of
from benchmarks.planning.world import RHYTHMS

DAYS_OFF = 3


def changed(book: Form, part: float = 0.05, seed: int = 1) -> Form:
    """A book in which a part of the accounts left, renews elsewhere, needs more, or has other wishes.

    Touches of the others keep their ids. Calls agreed for the days of the new leave are agreed no more.
    """
    chance = Random(f"{seed} {part}")
    form = deepcopy(book)
    before: dict[str, list[Form]] = {account["id"]: [] for account in form["accounts"]}
    for touch in form["touches"]:
        before[touch["account"]].append(touch)
    active = [account for account in form["accounts"] if before[account["id"]]]
    picked = chance.sample(active, max(1, round(part * len(active))))
    _take_leave(form, chance)
    calendars = Calendars(form)
    for number, account in enumerate(picked):
        anew = (_leaves, _needs_more, _renews_elsewhere, _wishes)[number % 4](account, calendars, chance)
        if anew:
            floating = any(touch["ideal"] is None for touch in before[account["id"]])
            before[account["id"]] = touches_of(account, calendars, form["meta"]["unit"], floating)
    form["touches"] = [touch for touch in beside_agreed(form, before, calendars) if calendars.possible(touch)]
    return form


def _take_leave(form: Form, chance: Random) -> None:
    person = chance.choice(form["csms"])
    calendars = Calendars(form)
    first = calendars.date(7 * chance.randrange(2, min(10, form["weeks"])) + chance.randrange(3))
    last = first + timedelta(days=DAYS_OFF - 1)
    person["pto"] = sorted([*person["pto"], [str(first), str(last)]])
    form["fixed"] = [
        call
        for call in form["fixed"]
        if call["csm"] != person["id"] or not str(first) <= call["date"] <= str(last)
    ]


def _leaves(account: Form, calendars: Calendars, chance: Random) -> bool:
    account["channel"] = "email"
    return True


def _needs_more(account: Form, calendars: Calendars, chance: Random) -> bool:
    account["period"] = max(7, (account["period"] or RHYTHMS[account["segment"]].steady) // 2)
    account["risk"] = 2.5
    return True


def _renews_elsewhere(account: Form, calendars: Calendars, chance: Random) -> bool:
    account["renewal"] = str(calendars.date(chance.randrange(20, 110)))
    return True


def _wishes(account: Form, calendars: Calendars, chance: Random) -> bool:
    """Only wishes: the touches stay as they are."""
    account["pref"] = {"days": [chance.randrange(5)], "from": 600, "to": 720}
    return False
