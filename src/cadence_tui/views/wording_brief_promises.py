"""Wording of promises in a brief: how late, carried, moved, reminded, stuck on what (C1, A1)."""

from collections.abc import Mapping

from cadence_tui.model.message import Message, message
from cadence_tui.views.brief_words import Args, BriefWords, Wording, dim
from cadence_tui.views.lines import Spans
from cadence_tui.views.wording_actions import VERDICT_WORDS
from cadence_tui.views.wording_call import late_spans

_STATUS: Mapping[str, Message] = {
    "in_progress": message("item|in progress"),
    "blocked": message("item|blocked"),
    "waiting": message("item|waiting on the customer"),
}


def _promise(args: Args, words: BriefWords) -> Spans:
    speech = words.speech
    owner = _owner(args, words)
    due = speech.day(args["due"]) if args["due"] else speech.say("no date")
    spans: Spans = [("! ", "warn")] if args["high"] else []
    spans += [("□ ", "dim"), (args["title"], "")]
    spans += dim(owner, due)
    spans += late_spans(args["days_late"], speech)
    spans += _status(args, words)
    if args["carried"]:
        spans.append(
            (" · " + speech.plural("carried {n} time", "carried {n} times", args["carried"]), "warn")
        )
    return [*spans, *_moved(args, words), *_said(args, words)]


def _owner(args: Args, words: BriefWords) -> str:
    if not args["owner"]:
        return words.speech.say("nobody")
    return words.names.person(args["owner"]) if args["side"] == "ours" else args["owner"]


def _status(args: Args, words: BriefWords) -> Spans:
    if args["status"] not in _STATUS:
        return []
    spans: Spans = [(" · " + words.speech.word(_STATUS[args["status"]]), "warn")]
    return [*spans, (f": {args['blocked_reason']}", "dim")] if args["blocked_reason"] else spans


def _moved(args: Args, words: BriefWords) -> Spans:
    if not args["slips"]:
        return []
    speech = words.speech
    told = speech.say(
        "{moved}, last by {name}: {why}",
        moved=speech.plural("moved {n} time", "moved {n} times", args["slips"]),
        name=words.names.person(args["slip_by"]),
        why=args["slip_why"] or "–",
    )
    return dim(told)


def _said(args: Args, words: BriefWords) -> Spans:
    """Reminders, the lead's word, the last remark."""
    speech, spans = words.speech, list[tuple[str, str]]()
    if args["nudges"]:
        told = speech.plural("reminded {n} time", "reminded {n} times", args["nudges"])
        spans += dim(speech.say("{reminded}, last on {day}", reminded=told, day=speech.day(args["nudged"])))
    if args["returned_by"]:
        name = words.names.person(args["returned_by"])
        told = speech.say("returned by {name}: {why}", name=name, why=args["returned_why"] or "–")
        spans.append((f" · ↩ {told}", "warn"))
    if args["escalated"]:
        until = speech.say("until {day}", day=speech.day(args["escalated"]))
        spans.append((f" · ▲ {speech.word(VERDICT_WORDS['escalated'])} {until}", "bad"))
    if args["remark"]:
        spans += dim(f"{speech.day(args['remark_on'])}: “{args['remark']}”")
    return spans


def _promise_kept(args: Args, words: BriefWords) -> Spans:
    day = words.speech.day(args["done"])
    told = words.speech.say("{title} · kept {day}", title=args["title"], day=day)
    return [("✓ ", "good"), (told, ""), *dim(args["evidence"])]


PROMISES: Mapping[str, Wording] = {"promise": _promise, "promise_kept": _promise_kept}
