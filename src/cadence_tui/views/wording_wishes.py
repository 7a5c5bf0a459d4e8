"""Wording of wishes that leave a tier's guideline, and of days that the contact budget closes (T9, T10)."""

from collections.abc import Iterable

from cadence_tui.model.message import message
from cadence_tui.views.hours import hours_text
from cadence_tui.views.words import Args, Patterns, Words


def _rhythm_outside(args: Args, words: Words) -> str:
    return words.speech.say(
        "{touch} {every} is outside the guideline of {segment}: {fastest} to {slowest} days",
        every=words.every(args["every_days"]),
        **_guideline(args, words),
    )


def _pinned_outside(args: Args, words: Words) -> str:
    return words.speech.say(
        "{touch} on the agreed days comes {every} on average, outside the guideline of {segment}:"
        " {fastest} to {slowest} days",
        every=words.every(args["every_days"]),
        **_guideline(args, words),
    )


def _guideline(args: Args, words: Words) -> dict[str, str]:
    return {
        "touch": words.touch(args["touch"]),
        "segment": words.title("segment", args["segment"]),
        "fastest": words.speech.number(args["fastest"]),
        "slowest": words.speech.number(args["slowest"]),
    }


def _no_calls(args: Args, words: Words) -> str:
    return words.speech.say(
        "{segment} is promised {touch} by {was} {every}; wished is {channel}",
        segment=words.title("segment", args["segment"]),
        touch=words.touch(args["touch"]),
        was=words.word("channel", args["was"]),
        every=words.every(args["every_days"]),
        channel=words.word("channel", args["channel"]),
    )


def _weekdays_closed(args: Args, words: Words) -> str:
    return words.speech.say(
        "none of the wished weekdays ({wished}) is one of contact ({worked}): they cannot be kept",
        wished=_weekdays(args["weekdays"], words),
        worked=_weekdays(args["worked"], words),
    )


def _quiet_too_long(args: Args, words: Words) -> str:
    return words.speech.say(
        "quiet from {first} to {last} is {days}; nobody is to be left longer than {minimum}",
        first=words.date(args["first"]),
        last=words.date(args["last"]),
        days=words.days(args["days"]),
        minimum=words.days(args["minimum"]),
    )


def _refuses_too_much(args: Args, words: Words) -> str:
    refused, minimum = words.listed(map(words.touch, args["refused"])), words.days(args["minimum"])
    if args["left"] is None:
        return words.speech.say(
            "with {refused} refused nothing is left; nobody is to be left longer than {minimum}",
            refused=refused,
            minimum=minimum,
        )
    return words.speech.say(
        "with {refused} refused a contact comes {every} only; nobody is to be left longer than {minimum}",
        refused=refused,
        every=words.every(args["left"]),
        minimum=minimum,
    )


def _pinned_not_due(args: Args, words: Words) -> str:
    return words.speech.say(
        "{touch} is not planned for {segment} at all",
        touch=words.touch(args["touch"]),
        segment=words.title("segment", args["segment"]),
    )


def _pinned_faulty(args: Args, words: Words) -> str:
    return words.speech.say(
        "the agreed day of {touch} cannot be read: {when}",
        touch=words.touch(args["touch"]),
        when=args["when"],
    )


def _pinned_refused(args: Args, words: Words) -> str:
    return words.speech.say(
        "{touch} is not wanted and has agreed days all the same: none will come",
        touch=words.touch(args["touch"]),
    )


def _pinned_closed(args: Args, words: Words) -> str:
    return words.speech.say(
        "{touch}: {count} of {of} agreed days of the year are a {weekday}, without contact; they will move",
        touch=words.touch(args["touch"]),
        weekday=words.speech.formats.weekdays_long[args["weekday"]],
        count=args["count"],
        of=args["of"],
    )


def _pinned_unwished(args: Args, words: Words) -> str:
    return words.speech.say(
        "{touch}: {count} of {of} agreed days of the year are a {weekday}; wished are {wished}",
        touch=words.touch(args["touch"]),
        weekday=words.speech.formats.weekdays_long[args["weekday"]],
        count=args["count"],
        of=args["of"],
        wished=_weekdays(args["wished"], words),
    )


def _hours_apart(args: Args, words: Words) -> str:
    return words.speech.say(
        "their hours ({hours}, {zone}) and those of {owner} ({theirs}) have {common} min in common;"
        " a call takes {needed}",
        hours=hours_text(args["hours"], words.speech),
        zone=args["zone"],
        owner=words.names.person(args["owner"]),
        theirs=hours_text(args["theirs"], words.speech),
        common=args["common"],
        needed=args["needed"],
    )


def _weekdays_apart(args: Args, words: Words) -> str:
    return words.speech.say(
        "on the wished weekdays ({weekdays}) their hours ({hours}, {zone}) and those of {owner} ({theirs})"
        " have {common} min in common; a call takes {needed}",
        weekdays=_weekdays(args["weekdays"], words),
        hours=hours_text(args["hours"], words.speech),
        zone=args["zone"],
        owner=words.names.person(args["owner"]),
        theirs=hours_text(args["theirs"], words.speech),
        common=args["common"],
        needed=args["needed"],
    )


def _not_in_force(args: Args, words: Words) -> str:
    if args["role"] == "champion":
        return words.speech.say(
            "{spoken} (champion) is spoken to; these wishes count when {name} is",
            spoken=args["spoken"],
            name=args["name"],
        )
    return words.speech.say(
        "{spoken} (sponsor) is spoken to; these wishes count when {name} is",
        spoken=args["spoken"],
        name=args["name"],
    )


def _of_somebody_gone(args: Args, words: Words) -> str:
    return words.speech.say(
        "{name} left on {day}; these wishes no longer count", name=args["name"], day=words.date(args["left"])
    )


def _budget_gap(args: Args, words: Words) -> str:
    return words.speech.say(
        "contact on {day}: at least {gap} apart", day=words.day(args["day"]), gap=words.days(args["gap_days"])
    )


def _budget_day_over(args: Args, words: Words) -> str:
    return words.speech.say("the working day of {name} is over", name=words.names.person(args["person"]))


def _budget_cap(args: Args, words: Words) -> str:
    return words.speech.say(
        "{count} contacts in the week of {week}: at most {cap}",
        count=args["count"],
        week=words.day(args["week"]),
        cap=args["cap"],
    )


def _budget_closed(args: Args, words: Words) -> str:
    why = args["why"]
    if why == "quiet":
        return words.speech.say("quiet days of the customer")
    if why == "holiday":
        return words.speech.say("public holiday")
    return words.title("season", why)


def _budget_weekday(args: Args, words: Words) -> str:
    return words.speech.say("contact on {weekdays} only", weekdays=_weekdays(args["weekdays"], words))


def _weekdays(days: Iterable[int], words: Words) -> str:
    return words.listed(words.speech.formats.weekdays[day] for day in days)


WISHES: Patterns = {
    "wish_rhythm_outside": _rhythm_outside,
    "wish_no_calls": _no_calls,
    "wish_weekdays_closed": _weekdays_closed,
    "wish_quiet_too_long": _quiet_too_long,
    "wish_refuses_too_much": _refuses_too_much,
    "wish_pinned_faulty": _pinned_faulty,
    "wish_pinned_not_due": _pinned_not_due,
    "wish_pinned_outside": _pinned_outside,
    "wish_pinned_refused": _pinned_refused,
    "wish_pinned_closed": _pinned_closed,
    "wish_pinned_unwished": _pinned_unwished,
    "wish_hours_apart": _hours_apart,
    "wish_weekdays_apart": _weekdays_apart,
    "wish_not_in_force": _not_in_force,
    "wish_of_nobody_meant": message("nobody is champion or sponsor there; these wishes count when {name} is"),
    "wish_of_somebody_gone": _of_somebody_gone,
    "budget_gap": _budget_gap,
    "budget_day_over": _budget_day_over,
    "budget_cap": _budget_cap,
    "budget_closed": _budget_closed,
    "budget_weekday": _budget_weekday,
}
