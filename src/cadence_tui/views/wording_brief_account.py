"""Wording of how an account stands in a brief: health, usage, risks and chances, people (C1)."""

from collections.abc import Mapping

from cadence_tui.model.message import Reason
from cadence_tui.views.brief_words import Args, BriefWords, Wording, dim
from cadence_tui.views.lines import Spans
from cadence_tui.views.portfolio_cells import BAND_MARKS
from cadence_tui.views.wording import reason_text
from cadence_tui.views.wording_call import late_spans
from cadence_tui.views.wording_signals import cause_title

_FALLING, _RISING, _SAME = ("▼ ", "bad"), ("▲ ", "good"), ("= ", "dim")


def _account(args: Args, words: BriefWords) -> Spans:
    say, speech = words.speech.say, words.speech
    spans = _score(args, words)
    parts = [words.names.title("segment", args["segment"], speech)]
    parts.append(words.names.title("stage", args["stage"], speech))
    if args["arr"]:
        parts.append(speech.money(args["arr"], short=True))
    spans += dim(*parts)
    if args["churned"]:
        return [*spans, (" · " + say("left on {day}", day=speech.day(args["churned"], year=True)), "bad")]
    days = args["renewal_days"]
    if days is None:
        return spans
    if days < 0:
        return [*spans, (" · " + say("renewal passed {days} ago", days=words.days(-days)), "bad")]
    told = say("renewal in {days} ({day})", days=words.days(days), day=speech.day(args["renewal"]))
    soon = days <= words.files.rules.renewal_days
    return [*spans, (f" · {told}", "warn" if soon else "dim")]


def _score(args: Args, words: BriefWords) -> Spans:
    score, before, speech = args["score"], args["before"], words.speech
    if score is None:
        return [(speech.say("health unknown"), "dim")]
    glyph, role = BAND_MARKS[args["band"]]
    told = (
        speech.say("health {score}, too little known for a band", score=score)
        if args["band"] == "unknown"
        else speech.say("health {score}", score=score)
    )
    spans: Spans = [(f"{glyph} ", role), (told, "strong")]
    if before is not None and before != score and args["band"] != "unknown":
        sign = "+" if score > before else "−"
        change = f"{sign}{speech.number(abs(score - before))}"
        told = speech.say("{change} since {day}", change=change, day=speech.day(args["since"]))
        spans.append((f" {told}", "good" if score > before else "bad"))
    return spans


def _goal(args: Args, words: BriefWords) -> Spans:
    return [(words.speech.say("goal: {goal}", goal=args["goal"]), "")]


def _mover(args: Args, words: BriefWords) -> Spans:
    change = args["change"]
    sign, role = ("+", "good") if change > 0 else ("−", "bad")
    why: Reason = args["reason"]
    figure = f"{sign}{words.speech.number(abs(change))} "
    return [
        (figure, role),
        (words.word("component", args["component"]), ""),
        *dim(reason_text(why, words.speech, words.names)),
    ]


def _team_usage(args: Args, words: BriefWords) -> Spans:
    speech, team, logins, before = words.speech, args["team"], args["logins"], args["before"]
    parts: list[str] = []
    if not logins:
        told = speech.say("{team} did not log in last week", team=team)
    else:
        told = speech.plural(
            "{team} logged in {n} time last week", "{team} logged in {n} times last week", logins, team=team
        )
    if before is not None:
        told += speech.say(", {n} the week before", n=speech.number(before))
    if args["usual"] is not None and args["usual"] != before:
        parts.append(speech.say("usually {usual}", usual=speech.number(args["usual"])))
    if args["seats"]:
        parts.append(speech.say("{active} of {seats} seats", active=args["active"], seats=args["seats"]))
    return [_trend(logins, before), (told, ""), *dim(*parts)]


def _trend(found: float, before: float | None) -> tuple[str, str]:
    if before is None or found == before:
        return _SAME if before is not None else ("  ", "")
    return _RISING if found > before else _FALLING


def _usage_stale(args: Args, words: BriefWords) -> Spans:
    speech, weeks = words.speech, args["weeks"]
    told = speech.plural(
        "no usage known for {n} week; in that of {day}: {logins} logins",
        "no usage known for {n} weeks; in that of {day}: {logins} logins",
        weeks,
        day=speech.day(args["week"]),
        logins=speech.number(args["logins"]),
    )
    return [(told, "warn")]


def _feature_new_use(args: Args, words: BriefWords) -> Spans:
    speech = words.speech
    told = _uses(args, words)
    if args["before"] is not None:
        told += speech.say(", {n} the week before", n=speech.number(args["before"]))
    since = speech.say("not part of the first set-up, in use since {day}", day=speech.day(args["since"]))
    return [("+ ", "good"), (told, ""), (f" · {since}", "accent")]


def _feature_gone(args: Args, words: BriefWords) -> Spans:
    speech = words.speech
    told = speech.say("{feature} was not used last week", feature=args["feature"])
    usual = speech.say("usually {usual}", usual=speech.number(args["usual"]))
    return [_FALLING, (told, ""), *dim(usual)]


def _feature_changed(args: Args, words: BriefWords) -> Spans:
    speech = words.speech
    told = _uses(args, words)
    usual = speech.say("usually {usual}", usual=speech.number(args["usual"]))
    return [_trend(args["uses"], args["usual"]), (told, ""), *dim(usual)]


def _uses(args: Args, words: BriefWords) -> str:
    return words.speech.plural(
        "{feature} used {n} time last week",
        "{feature} used {n} times last week",
        args["uses"],
        feature=args["feature"],
    )


def _risk(args: Args, words: BriefWords) -> Spans:
    speech = words.speech
    spans: Spans = [("! ", "bad"), (args["title"], ""), *dim(words.word("risk_severity", args["severity"]))]
    spans += dim(speech.say("open for {days}", days=words.days(args["days"])))
    if not args["plan"]:
        return [*spans, (" · " + speech.say("brief|no plan"), "bad")]
    told = speech.say("brief|plan: {plan}", plan=args["plan"])
    due = f", {speech.day(args['plan_due'])}" if args["plan_due"] else ""
    return [*spans, (f" · {told}{due}", ""), *late_spans(args["days_late"], speech)]


def _opportunity(args: Args, words: BriefWords) -> Spans:
    speech = words.speech
    parts = [words.word("opportunity_status", args["status"])] if args["status"] != "open" else []
    parts += [speech.money(args["amount"], short=True)] if args["amount"] else []
    parts.append(speech.say("brief|for {days}", days=words.days(args["days"])))
    if args["expected"]:
        parts.append(speech.say("brief|expected {day}", day=speech.day(args["expected"])))
    return [("+ ", "good"), (args["title"], ""), *dim(*parts)]


def _handoff(args: Args, words: BriefWords) -> Spans:
    to = words.word("handoff_to", args["to"])
    who = words.names.person(args["person"]) if args["person"] else ""
    status = words.word("handoff_status", args["status"])
    since = words.speech.say("brief|for {days}", days=words.days(args["days"]))
    return [("→ ", "accent"), (f"{to}: ", "dim"), (args["what"], ""), *dim(who, f"{status} {since}")]


def _signal_open(args: Args, words: BriefWords) -> Spans:
    signal, speech = args["signal"], words.speech
    spans: Spans = [("! ", "warn"), (cause_title(signal.cause, words.reader), "")]
    spans += dim(reason_text(args["why"], speech, words.names))
    if signal.status == "snoozed" and signal.snoozed_until:
        return [*spans, *dim(speech.say("quiet until {day}", day=speech.day(signal.snoozed_until)))]
    if signal.deadline:
        day = signal.deadline.astimezone(words.tz).date()
        told = speech.say("answer due {day}", day=speech.day(day))
        spans.append((f" · ▼ {told}" if args["late"] else f" · {told}", "bad" if args["late"] else "dim"))
    return spans


def _ticket(args: Args, words: BriefWords) -> Spans:
    urgent = args["severity"] in ("high", "critical")
    spans: Spans = [(args["title"], ""), (f" · {words.word('severity', args['severity'])}", _urgent(urgent))]
    spans += dim(words.speech.say("open for {days}", days=words.days(args["days"])))
    return [*spans, (" · " + words.speech.say("ticket|new"), "warn")] if args["new"] else spans


def _urgent(urgent: bool) -> str:
    return "bad" if urgent else "dim"


def _person(args: Args, words: BriefWords) -> Spans:
    say = words.speech.say
    parts = [args["role"]]
    parts += [say("champion")] if args["champion"] else []
    parts += [say("sponsor")] if args["sponsor"] else []
    spans: Spans = [(args["name"], "strong" if args["expected"] else ""), *dim(*parts)]
    if args["expected"]:
        spans.append((" · " + say("in this call"), "accent"))
    if args["spoken"] is None:
        told = say("nobody of ours has spoken with them yet") if args["silent"] else ""
    elif args["silent"]:
        told = say("not spoken with for {days}", days=words.days(args["days"]))
    else:
        told = say("last spoken {day}", day=words.speech.day(args["spoken"]))
    return [*spans, (f" · {told}", "warn" if args["silent"] else "dim")] if told else spans


def _no_champion(args: Args, words: BriefWords) -> Spans:
    return [(words.speech.say("no champion there now"), "warn")]


def _more_silent(args: Args, words: BriefWords) -> Spans:
    told = words.speech.plural(
        "{n} more not spoken with for long", "{n} more not spoken with for long", args["count"]
    )
    return [(told, "dim")]


def _person_left(args: Args, words: BriefWords) -> Spans:
    told = words.speech.say("left on {day}", day=words.speech.day(args["left"]))
    return [(args["name"], ""), *dim(args["role"]), (f" · {told}", "bad")]


ACCOUNT: Mapping[str, Wording] = {
    "account": _account,
    "goal": _goal,
    "mover": _mover,
    "team_usage": _team_usage,
    "usage_stale": _usage_stale,
    "feature_new_use": _feature_new_use,
    "feature_gone": _feature_gone,
    "feature_changed": _feature_changed,
    "risk": _risk,
    "opportunity": _opportunity,
    "handoff": _handoff,
    "signal_open": _signal_open,
    "ticket": _ticket,
    "champion": _person,
    "sponsor": _person,
    "person": _person,
    "no_champion": _no_champion,
    "more_silent": _more_silent,
    "person_left": _person_left,
}
