"""Wording of the planner's reasons: why a call stands here, why not there, what has no room (P5)."""

from collections.abc import Callable

from cadence_tui.model.hours import clock
from cadence_tui.model.message import Message, Reason, message
from cadence_tui.views.words import Args, Patterns, Words

PLACE: dict[str, Message] = {
    "plan_overdue": message("that day is over"),
    "plan_beyond_horizon": message("farther ahead than is planned"),
    "plan_leave": message("on leave that day"),
    "plan_holiday": message("a public holiday"),
    "plan_day_off": message("no working day"),
    "plan_busy": message("something else in the calendar then"),
    "plan_not_working": message("outside working hours"),
    "plan_taken": message("{other} has a call then"),
    "plan_customer_closed": message("outside the customer's hours"),
    "plan_blocked": message("the customer is closed that day"),
    "plan_outside_window": message("outside its window"),
    "plan_too_close": message("too close to another contact with them"),
    "plan_full_week": message("the week is full"),
    "plan_full_day": message("the day is full"),
    "plan_no_slot": message("no free hour that suits both"),
    "plan_off_grid": message("between two steps of the clock"),
}
"""What speaks against one place, in few words."""


def place_fault(reason: Reason) -> Message:
    """Why a place is not possible, to stand inside a sentence."""
    found = PLACE.get(reason.code)
    return Message(found.text, reason.args) if found else Message(reason.code, {})


def _days(args: Args, words: Words) -> str:
    first, last = args["first"], args["last"]
    if first == last:
        return words.speech.weekday_day(first)
    return words.speech.say("{first} to {last}", first=words.day(first), last=words.day(last))


def _over(told: Message) -> Callable[[Args, Words], str]:
    """A sentence about the days from `first` to `last`; without them, what it says of one place."""

    def worded(args: Args, words: Words) -> str:
        if "first" not in args:
            return words.speech.word(Message(told.text, args))
        days = _days(args, words)
        return f"{words.speech.word(Message(told.text, args))}: {days}"

    return worded


def _retimed(args: Args, words: Words) -> str:
    return words.speech.say("same day, {to} instead of {was}", was=clock(args["from"]), to=clock(args["to"]))


def _levelled(args: Args, words: Words) -> str:
    return words.speech.say(
        "levelled: the week of {ideal} would carry {ideal_load} of {capacity} min, this one carries {load}",
        ideal=words.day(args["from_week"]),
        ideal_load=args["ideal_load"],
        capacity=args["capacity"],
        load=args["week_load"],
    )


def _levelled_day(args: Args, words: Words) -> str:
    return words.speech.say(
        "levelled: {ideal} would carry {ideal_load} of {capacity} min, {here} carries {load}",
        ideal=words.speech.weekday_day(args["from"]),
        ideal_load=args["ideal_load"],
        capacity=args["capacity"],
        here=words.speech.weekday_day(args["to"]),
        load=args["day_load"],
    )


def _preferred_day(args: Args, words: Words) -> str:
    return words.speech.say(
        "the customer prefers {weekday}", weekday=words.speech.formats.weekdays_long[args["weekday"]]
    )


def _full_block(args: Args, words: Words) -> str:
    return words.speech.say(
        "the weeks of {first} to {last} need {need} min and have {have}: {short} short",
        first=words.day(args["first"]),
        last=words.day(args["last"]),
        need=args["need"],
        have=args["have"],
        short=args["short"],
    )


def _full(args: Args, words: Words) -> str:
    if "need" not in args:
        return words.speech.say("full of agreed calls: {days}", days=_days(args, words))
    return words.speech.say(
        "full: {load} of {capacity} min taken, {need} needed",
        load=args["load"],
        capacity=args["capacity"],
        need=args["need"],
    )


def _too_close(args: Args, words: Words) -> str:
    if "date" not in args:
        return words.speech.say("too close to another contact: {days}", days=_days(args, words))
    return words.speech.say(
        "too close to the contact on {day}: at least {gap} apart",
        day=words.speech.weekday_day(args["date"]),
        gap=words.days(args["gap"]),
    )


def _by_priority(args: Args, words: Words) -> str:
    return words.speech.say(
        "number {rank} by value ({value}); the least one that stays is worth {last}",
        rank=args["rank"],
        value=words.speech.number(args["value"], 1),
        last=words.speech.number(args["last_kept_value"], 1),
    )


def _taken(args: Args, words: Words) -> str:
    return words.speech.say(
        "{other} has a call then, {start}–{end}",
        other=args["other"],
        start=clock(args["start"]),
        end=clock(args["end"]),
    )


def _busy(args: Args, words: Words) -> str:
    if "first" in args:
        return words.speech.say("the calendar is full of other things: {days}", days=_days(args, words))
    start, end = clock(args["start"]), clock(args["end"])
    return words.speech.say("the calendar has something else then, {start}–{end}", start=start, end=end)


def _same_day(told: Message) -> Callable[[Args, Words], str]:
    def worded(args: Args, words: Words) -> str:
        days = {name: words.speech.weekday_day(args[name]) for name in ("latest", "soonest")}
        return words.speech.word(Message(told.text, days))

    return worded


def _day_full(args: Args, words: Words) -> str:
    return words.speech.say(
        "{day} is full: {load} of {capacity} min",
        day=words.speech.weekday_day(args["day"]),
        load=args["load"],
        capacity=args["capacity"],
    )


def _after_deadline(args: Args, words: Words) -> str:
    return words.speech.say("after its deadline, {day}", day=words.speech.weekday_day(args["day"]))


def _made_room(args: Args, words: Words) -> str:
    return words.speech.say(
        "leaves the week of {day} to calls that have less choice", day=words.day(args["from_week"])
    )


def _covered(args: Args, words: Words) -> str:
    people = {name: words.names.person(args[name]) for name in ("home", "by")}
    return words.speech.say("{by} makes it, {home} is on leave", **people)


PLAN: Patterns = {
    "plan_fixed": message("agreed with the customer"),
    "plan_kept": message("stays where it was"),
    "plan_retimed": _retimed,
    "plan_at_ideal": message("on its ideal day"),
    "plan_levelled": _levelled,
    "plan_levelled_day": _levelled_day,
    "plan_preferred_day": _preferred_day,
    "plan_overdue": _over(message("these days are over")),
    "plan_beyond_horizon": _over(message("farther ahead than is planned")),
    "plan_outside_window": _over(message("outside its window")),
    "plan_blocked": _over(message("the customer is closed")),
    "plan_leave": _over(message("absence|leave")),
    "plan_holiday": _over(message("public holiday")),
    "plan_day_off": _over(message("no working day")),
    "plan_busy": _busy,
    "plan_full_week": _full,
    "plan_full_day": _full,
    "plan_full_block": _full_block,
    "plan_no_slot": message(
        "no free hour that suits both ({free_minutes} min free, {overlap} in the customer's hours)"
    ),
    "plan_covered": _covered,
    "plan_soonest": message("the first day on which something may be planned"),
    "plan_after_deadline": _after_deadline,
    "plan_day_full": _day_full,
    "plan_made_room": _made_room,
    "plan_no_room": message("no room: {need} min needed, {free_minutes} free at most"),
    "plan_same_day": _same_day(
        message(
            "due by {latest}, and nothing is planned before {soonest}: call without a plan"
            " (c in the portfolio)"
        )
    ),
    "plan_same_day_signal": _same_day(
        message(
            "due by {latest}, and nothing is planned before {soonest}: call from the list of signals"
            " (S in the portfolio, or cadence signals)"
        )
    ),
    "plan_too_close": _too_close,
    "plan_shed_by_priority": _by_priority,
    "plan_no_owner": message("its owner is not in this plan"),
    "plan_off_grid": message("between two steps of the clock"),
    "plan_not_working": message("outside working hours"),
    "plan_customer_closed": message("outside the customer's hours"),
    "plan_taken": _taken,
    "plan_not_due": message("no longer due, or already planned"),
    "plan_changed": message("somebody has changed it meanwhile"),
}
