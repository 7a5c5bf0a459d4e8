"""The contact budget of an account in words: what was had of it, when the next contact may be (T10)."""

from cadence_tui.practice.contact_budget import Budget, Contacts
from cadence_tui.views.lines import TextLine, line
from cadence_tui.views.wording import worded
from cadence_tui.views.words import Words


def budget_lines(budget: Budget, words: Words) -> list[TextLine]:
    """The contacts of a week and of four, the bounds in force, the next eligible day and why not before."""
    say = words.speech.say
    had = say(
        "contacts: {week} in 7 days, {month} in 28 days", week=budget.week.total, month=budget.month.total
    )
    sorts = f" ({_sorts(budget.month, words)})" if budget.month.total else ""
    bounds = say("at most {cap} a week, {gap} apart", cap=budget.cap, gap=words.days(budget.gap_days))
    return [line((f"{had}{sorts} · {bounds}", "")), *eligible_lines(budget, words)]


def eligible_lines(budget: Budget, words: Words) -> list[TextLine]:
    """The next day on which the account may be contacted, and why not before."""
    say = words.speech.say
    if budget.next_eligible is None:
        return [line((say("next eligible day: none"), "warn"))]
    told = say("next eligible day: {day}", day=words.speech.weekday_day(budget.next_eligible))
    lines = [line((told, "warn" if budget.why else ""))]
    return [*lines, *(line(("▸ ", "info"), (worded(why, words), ""), indent=2) for why in budget.why)]


def _sorts(counts: Contacts, words: Words) -> str:
    plural = words.speech.plural
    told = (
        (counts.calls, plural("{n} call", "{n} calls", counts.calls)),
        (counts.emails, plural("{n} email", "{n} emails", counts.emails)),
        (counts.messages, plural("{n} message to many", "{n} messages to many", counts.messages)),
        (counts.sessions, plural("{n} group session", "{n} group sessions", counts.sessions)),
        (counts.surveys, plural("{n} survey answered", "{n} surveys answered", counts.surveys)),
    )
    return words.listed(text for count, text in told if count)
