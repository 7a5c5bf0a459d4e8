"""Wording of how an account stands in a brief: health, risks and chances, signals, tickets (C1)."""

from collections.abc import Mapping

from cadence_tui.model.message import Reason
from cadence_tui.views.brief_words import Args, BriefWords, Wording, dim
from cadence_tui.views.lines import Spans
from cadence_tui.views.portfolio_cells import BAND_MARKS
from cadence_tui.views.wording import reason_text
from cadence_tui.views.wording_call import late_spans
from cadence_tui.views.wording_signals import cause_title


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


def _change(change: float, words: BriefWords) -> tuple[str, str]:
    sign, role = ("+", "good") if change > 0 else ("−", "bad")
    return f"{sign}{words.speech.number(abs(change))} ", role


def _movers_rest(args: Args, words: BriefWords) -> Spans:
    return [_change(args["change"], words), (words.speech.say("everything else"), "dim")]


def _mover(args: Args, words: BriefWords) -> Spans:
    why: Reason = args["reason"]
    return [
        _change(args["change"], words),
        (words.word("component", args["component"]), ""),
        *dim(reason_text(why, words.speech, words.names)),
    ]


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


ACCOUNT: Mapping[str, Wording] = {
    "account": _account,
    "goal": _goal,
    "mover": _mover,
    "movers_rest": _movers_rest,
    "risk": _risk,
    "opportunity": _opportunity,
    "handoff": _handoff,
    "signal_open": _signal_open,
    "ticket": _ticket,
}
