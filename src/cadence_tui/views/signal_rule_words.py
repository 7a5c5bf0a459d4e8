"""What raises a signal and until when it is answered, in words (T7)."""

from functools import singledispatch

from cadence_tui.model.rules.signals import (
    BandDrop,
    CallConcern,
    ChampionLeft,
    Deadline,
    Detractor,
    Milestone,
    NearLimit,
    Promoter,
    SignalRule,
    SilentAccount,
    SilentTeam,
    SupportSpike,
    UsageDrop,
)
from cadence_tui.views.words import Words


def deadline_text(deadline: Deadline, words: Words) -> str:
    """`within 48 hours on working days`."""
    speech = words.speech
    if deadline.hours is not None:
        return speech.plural(
            "within {n} hour on working days", "within {n} hours on working days", deadline.hours
        )
    if deadline.working_hours is not None:
        return speech.plural("within {n} working hour", "within {n} working hours", deadline.working_hours)
    if deadline.working_days is not None:
        return speech.plural("within {n} working day", "within {n} working days", deadline.working_days)
    return speech.say("in the same week")


@singledispatch
def threshold_text(rule: SignalRule, words: Words) -> str:
    """The figures from which on a cause is raised: `no contact for 45 days`."""
    raise TypeError(type(rule))


@threshold_text.register
def _(rule: UsageDrop, words: Words) -> str:
    return words.speech.say(
        "logins of {recent} {share} below those of the {baseline} before, of at least {logins}",
        recent=words.weeks(rule.recent_weeks),
        share=words.speech.percent(rule.drop_share),
        baseline=words.weeks(rule.baseline_weeks),
        logins=rule.least_logins,
    )


@threshold_text.register
def _(rule: BandDrop, words: Words) -> str:
    days = words.days(rule.within_days)
    if not rule.least_points:
        return words.speech.say("a worse health band than {days} ago", days=days)
    return words.speech.say(
        "a worse health band than {days} ago, by {points} points or more", days=days, points=rule.least_points
    )


@threshold_text.register
def _(rule: SupportSpike, words: Words) -> str:
    text = words.speech.say(
        "{tickets} tickets in {days}, {factor} times as many as usual",
        tickets=rule.least_tickets,
        days=words.days(rule.window_days),
        factor=words.speech.number(rule.factor),
    )
    if not rule.severe:
        return text
    severe = words.listed(words.word("severity", each) for each in rule.severe)
    return words.speech.say(
        "{usual}; or {n} of severity {severe}", usual=text, n=rule.least_severe, severe=severe
    )


@threshold_text.register
def _(rule: SilentTeam, words: Words) -> str:
    return words.speech.say(
        "no login for {silent} by a team with {logins} a week in the {baseline} before",
        silent=words.weeks(rule.silent_weeks),
        logins=rule.least_logins,
        baseline=words.weeks(rule.baseline_weeks),
    )


@threshold_text.register
def _(rule: ChampionLeft, words: Words) -> str:
    return words.speech.say("a champion who left in the last {days}", days=words.days(rule.within_days))


@threshold_text.register
def _(rule: Detractor, words: Words) -> str:
    score, days = words.speech.number(rule.score_to), words.days(rule.within_days)
    return words.speech.say("NPS of {score} or less in the last {days}", score=score, days=days)


@threshold_text.register
def _(rule: Promoter, words: Words) -> str:
    score, days = words.speech.number(rule.score_from), words.days(rule.within_days)
    return words.speech.say("NPS of {score} or more in the last {days}", score=score, days=days)


@threshold_text.register
def _(rule: Milestone, words: Words) -> str:
    shares = words.any_of(map(words.speech.percent, rule.seat_shares))
    weeks = words.weeks(rule.within_weeks)
    return words.speech.say(
        "{shares} of the seats in use for the first time in {weeks}", shares=shares, weeks=weeks
    )


@threshold_text.register
def _(rule: NearLimit, words: Words) -> str:
    share, weeks = words.speech.percent(rule.seat_share), words.weeks(rule.weeks)
    return words.speech.say("{share} of the seats in use for {weeks}", share=share, weeks=weeks)


@threshold_text.register
def _(rule: SilentAccount, words: Words) -> str:
    return words.speech.say("a paying account without contact for {days}", days=words.days(rule.days))


@threshold_text.register
def _(rule: CallConcern, words: Words) -> str:
    return words.speech.say("told by whoever closes a call")
