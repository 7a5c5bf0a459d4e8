"""Wording of proposed rhythms, of what came of them, of experiments: every share with its interval (T11)."""

from typing import Any

from cadence_tui.model.message import message
from cadence_tui.views.words import Args, Patterns, Words


def points_text(difference: float, words: Words) -> str:
    """`+37 points`: a difference of two shares."""
    return words.speech.say("{n} points", n=signed(difference * 100, words))


def signed(value: float, words: Words, places: int = 0) -> str:
    """A number that always carries its sign."""
    rounded = round(value, places)
    sign = "−" if rounded < 0 else "+" if rounded > 0 else ""
    return f"{sign}{words.speech.number(abs(rounded), places)}"


def _evidence(args: Args, words: Words) -> str:
    return words.speech.say(
        "{held} of {offered} calls held from {first} to {last}: {rate} ({confidence} interval {low} to"
        " {high}); {no_show} no-show, {declined} declined",
        held=args["held"],
        offered=args["offered"],
        first=words.day(args["first"]),
        last=words.day(args["last"]),
        no_show=args["no_show"],
        declined=args["declined"],
        **_shares(args, words, "rate", "low", "high", "confidence"),
    )


def _practised(args: Args, words: Words) -> str:
    every, rule = words.every(args["every_days"]), words.every(args["rule_days"])
    return words.speech.say("calls were offered {every}; the rule says {rule}", every=every, rule=rule)


def _by_rule(args: Args, words: Words) -> str:
    every, rule = words.every(args["every_days"]), words.every(args["rule_days"])
    return words.speech.say(
        "offered {every} although the rule says {rule}: keep to the rule", every=every, rule=rule
    )


def _low(args: Args, words: Words) -> str:
    shares = _shares(args, words, "high", "below")
    return words.speech.say("even the upper end, {high}, is below {below}", **shares)


def _high(args: Args, words: Words) -> str:
    shares = _shares(args, words, "low", "above")
    return words.speech.say("even the lower end, {low}, is above {above}", **shares)


def _declined(args: Args, words: Words) -> str:
    return words.speech.say(
        "{declined} of {offered} were declined: {share}, at least {least} speaks for mail",
        declined=args["declined"],
        offered=args["offered"],
        **_shares(args, words, "share", "least"),
    )


def _slow_end(args: Args, words: Words) -> str:
    return words.speech.say(
        "{every} is as slow as the guideline allows ({slowest} days)",
        every=words.every(args["days"]),
        slowest=words.speech.number(args["slowest"]),
    )


def _wish(args: Args, words: Words) -> str:
    every = words.every(args["every_days"])
    return words.speech.say("the customer wished it {every}: that binds, so ask them", every=every)


def _pinned(args: Args, words: Words) -> str:
    touch = words.touch(args["touch"])
    return words.speech.say("{touch} was agreed for fixed days: that binds, so ask the customer", touch=touch)


def _channel_wish(args: Args, words: Words) -> str:
    channel = words.word("channel", args["channel"])
    return words.speech.say("the customer wished {channel}: that binds, so ask them", channel=channel)


def _few_calls(args: Args, words: Words) -> str:
    figures = {"offered": args["offered"], "least": args["least"]}
    if args["when"] == "before":
        return words.speech.say(
            "Too little to say: calls offered before: {offered}, at least {least} are needed", **figures
        )
    return words.speech.say(
        "Too little to say: calls offered since: {offered}, at least {least} are needed", **figures
    )


def _effect(args: Args, words: Words) -> dict[str, Any]:
    accounts = words.speech.plural("{n} account", "{n} accounts", args["accounts"])
    return {
        "accounts": accounts,
        "calls_before": args["calls_before"],
        "calls_after": args["calls_after"],
        "points": points_text(args["difference"], words),
        **_shares(args, words, "before", "after", "confidence"),
        **_points(args, words),
    }


def _better(args: Args, words: Words) -> str:
    return words.speech.say(
        "Attended better since: {after} against {before}, {points}, {confidence} interval {low} to {high};"
        " {accounts}, {calls_before} calls before and {calls_after} since",
        **_effect(args, words),
    )


def _worse(args: Args, words: Words) -> str:
    return words.speech.say(
        "Attended worse since: {after} against {before}, {points}, {confidence} interval {low} to {high};"
        " {accounts}, {calls_before} calls before and {calls_after} since",
        **_effect(args, words),
    )


def _unclear(args: Args, words: Words) -> str:
    return words.speech.say(
        "{after} since against {before} before, but the {confidence} interval reaches from {low} to {high}"
        " points: no difference shown; {accounts}, {calls_before} calls before and {calls_after} since",
        **_effect(args, words),
    )


def _compared(args: Args, words: Words) -> dict[str, Any]:
    return {
        "accounts": words.speech.plural("{n} account", "{n} accounts", args["accounts"]),
        "calls": words.speech.plural("{n} call", "{n} calls", args["calls"]),
        **_shares(args, words, "a", "b", "confidence"),
        **_points(args, words),
    }


def _b_better(args: Args, words: Words) -> str:
    return words.speech.say(
        "B was attended better: {b} against {a}, difference {points}, {confidence} interval {low} to {high};"
        " {accounts}, {calls}",
        points=points_text(args["difference"], words),
        **_compared(args, words),
    )


def _a_better(args: Args, words: Words) -> str:
    turned = {**args, "low": -args["high"], "high": -args["low"]}
    return words.speech.say(
        "A was attended better: {a} against {b}, difference {points}, {confidence} interval {low} to {high};"
        " {accounts}, {calls}",
        points=points_text(-args["difference"], words),
        **_compared(turned, words),
    )


def _no_difference(args: Args, words: Words) -> str:
    return words.speech.say(
        "The {confidence} interval reaches from {low} to {high} points: no difference shown between A ({a})"
        " and B ({b}); {accounts}, {calls}",
        **_compared(args, words),
    )


def _written(args: Args, words: Words) -> str:
    return words.speech.say(
        "Arm {arm} is by {channel}: there is no attendance to compare",
        arm=words.word("arm", args["arm"]),
        channel=words.word("channel", args["channel"]),
    )


def _short(args: Args, words: Words) -> str:
    return words.speech.say(
        "arm {arm}, {every}: in {weeks} hardly anybody is offered a second call; at least {least} are needed",
        arm=words.word("arm", args["arm"]),
        every=words.every(args["every_days"]),
        weeks=words.weeks(args["weeks"]),
        least=words.weeks(args["least"]),
    )


def _experiment_few_accounts(args: Args, words: Words) -> str:
    return words.speech.say(
        "Too little to say: accounts with a call in {arm}: {accounts}, at least {least} are needed",
        arm=words.word("arm", args["arm"]),
        accounts=args["accounts"],
        least=args["least"],
    )


def _experiment_few_calls(args: Args, words: Words) -> str:
    return words.speech.say(
        "Too little to say: calls offered in {arm}: {calls}, at least {least} are needed",
        arm=words.word("arm", args["arm"]),
        calls=args["calls"],
        least=args["least"],
    )


def _shares(args: Args, words: Words, *names: str) -> dict[str, str]:
    return {name: words.speech.percent(args[name]) for name in names}


def _points(args: Args, words: Words) -> dict[str, str]:
    return {name: signed(args[name] * 100, words) for name in ("low", "high")}


ADAPTATION: Patterns = {
    "adapt_evidence": _evidence,
    "adapt_practised": _practised,
    "adapt_by_rule": _by_rule,
    "adapt_low": _low,
    "adapt_high": _high,
    "adapt_declined": _declined,
    "adapt_slow_end": _slow_end,
    "adapt_guideline": message("the guideline allows {fastest} to {slowest} days"),
    "adapt_room": message("then {contacts} contacts a week on average, at most {cap} are allowed"),
    "adapt_minutes": message("{then} minutes in four weeks, now {was}"),
    "adapt_same_minutes": message(
        "nothing changes in what is due: {minutes} minutes in four weeks, as the rule says"
    ),
    "adapt_wish": _wish,
    "adapt_pinned": _pinned,
    "adapt_channel_wish": _channel_wish,
    "effect_few_calls": _few_calls,
    "effect_few_accounts": message(
        "Too little to say: accounts with calls before and since: {accounts}, at least {least} are needed"
    ),
    "effect_better": _better,
    "effect_worse": _worse,
    "effect_unclear": _unclear,
    "experiment_b_better": _b_better,
    "experiment_a_better": _a_better,
    "experiment_unclear": _no_difference,
    "experiment_written": _written,
    "experiment_few_accounts": _experiment_few_accounts,
    "experiment_few_calls": _experiment_few_calls,
    "experiment_short": _short,
    "experiment_peeking": message(
        "it runs until {last}: who looks early and stops at a good moment finds differences that are none"
    ),
    "experiment_stopped_early": message("stopped on {ended}, before its last day, {last}"),
    "experiment_left": message(
        "live by another rhythm than they drew: {a} in A, {b} in B; they count where they were drawn"
    ),
}
