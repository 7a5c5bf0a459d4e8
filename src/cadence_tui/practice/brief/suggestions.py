"""Two or three suggestions for a call, each with what it follows from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.brief import BriefRules
from cadence_tui.model.rules.suggestions import SuggestionCode, Suggestions
from cadence_tui.practice.brief.line import BriefLine, line
from cadence_tui.practice.brief.look_back import LookBack
from cadence_tui.practice.brief.outlook import ticket_lines
from cadence_tui.practice.brief.people import acquaintances
from cadence_tui.practice.brief.promises import promise_lines
from cadence_tui.practice.observations import Observation

_SEVERE = ("critical", "high")
_SUBJECTS = ("other", "team", "feature", "name", "title")
"""The figures that say whom or what an observation is about; of several the first."""


class Finding(Struct, frozen=True, kw_only=True):
    """What a suggestion follows from: its code and figures, and its record."""

    code: SuggestionCode
    args: Mapping[str, Any]
    source: str


def suggestion_lines(
    record: AccountRecord,
    observations: Sequence[Observation],
    questions: Iterable[BriefLine],
    back: LookBack,
    rules: BriefRules,
    suggestions: Suggestions,
    most: int,
) -> list[BriefLine]:
    """One thing that presses, what the observations suggest, the rest of the brief; no two alike."""
    pressing = next(_pressing(record, back), None)
    found = [pressing] if pressing else []
    found += [_of(observation) for observation in observations]
    found += _findings(record, questions, back, rules)
    lines: list[BriefLine] = []
    told: set[tuple[str, str]] = set()
    for finding in found:
        about = {_about(finding), ("code", finding.code)}
        if len(lines) == most or finding.code not in suggestions.suggestions or about & told:
            continue
        told |= about
        lines.append(line("suggestion", finding.source, observation=finding.code, figures=finding.args))
    return lines


def _of(observation: Observation) -> Finding:
    source = observation.sources[0] if observation.sources else ""
    return Finding(code=observation.code, args=observation.args, source=source)


def _about(finding: Finding) -> tuple[str, str]:
    for name in _SUBJECTS:
        if name in finding.args:
            return ("team" if name == "other" else name), str(finding.args[name])
    return "code", finding.code


def _pressing(record: AccountRecord, back: LookBack) -> Iterator[Finding]:
    """What is not to wait until they ask: their worst ticket, our latest promise."""
    for ticket in ticket_lines(record, back)[:1]:
        if ticket.args["severity"] in _SEVERE:
            args = {name: ticket.args[name] for name in ("title", "severity", "days")}
            yield Finding(code="ticket_severe", args=args, source=ticket.source)
    for promise in promise_lines(record, "ours", back)[:1]:
        if days := promise.args.get("days_late"):
            args = {"title": promise.args["title"], "days": days}
            yield Finding(code="promise_ours_late", args=args, source=promise.source)


def _findings(
    record: AccountRecord, questions: Iterable[BriefLine], back: LookBack, rules: BriefRules
) -> Iterator[Finding]:
    """What the brief finds besides usage, people and surveys, the weightiest first."""
    account = record.account
    for risk in record.risks:
        if risk.status == "open" and not risk.plan:
            args = {"title": risk.title, "severity": risk.severity}
            yield Finding(code="risk_open", args=args, source=risk.id)
    if account.renewal and 0 <= (days := -back.days_ago(account.renewal)) <= rules.renewal_days:
        args = {"days": days, "renewal": account.renewal}
        yield Finding(code="renewal_near", args=args, source=account.id)
    for each in acquaintances(record, back, rules):
        if each.key and each.silent:
            days = back.days_ago(each.spoken) if each.spoken else None
            args = {"name": each.contact.name, "days": days, "champion": each.contact.champion}
            yield Finding(code="contact_silent", args=args, source=each.contact.id)
    for question in questions:
        args = {"text": question.args["text"], "date": question.args["date"]}
        yield Finding(code="question_open", args=args, source=question.source)
    for chance in record.opportunities:
        if chance.status in ("open", "proposed"):
            args = {"title": chance.title, "raised": back.day_of(chance.raised)}
            yield Finding(code="opportunity_open", args=args, source=chance.id)
    if account.goal:
        days = back.days_ago(back.day) if back.day else None
        yield Finding(code="goal_known", args={"goal": account.goal, "days": days}, source=account.id)
