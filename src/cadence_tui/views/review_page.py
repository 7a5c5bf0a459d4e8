"""What is judged, on one page: why it waits, the account, how promises were kept, all that speaks for or
against it (A3)."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cadence_tui.model.documents import Action, Call, Risk
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.text import plain
from cadence_tui.practice.health.result import Health, Movement
from cadence_tui.practice.kept import Kept
from cadence_tui.practice.placement import Placement
from cadence_tui.practice.review import AccountOverride, ReviewItem, Subject, answerable
from cadence_tui.views.action_lines import (
    comment_lines,
    promise_evidence,
    standing_line,
    verdict_lines,
)
from cadence_tui.views.health_lines import component_lines, moved_lines
from cadence_tui.views.kept import rate_text
from cadence_tui.views.lines import BLANK, TextLine, line
from cadence_tui.views.portfolio_cells import BAND_MARKS
from cadence_tui.views.portfolio_row import PortfolioRow
from cadence_tui.views.reader import Reader
from cadence_tui.views.vocabulary import word_of
from cadence_tui.views.wording import worded, worded_all
from cadence_tui.views.wording_review import FIELD_TITLES
from cadence_tui.views.words import Words

_FEW = 3
"""Health components and movements beside an item: all of them are a page of their own."""


class Evidence(Struct, frozen=True, kw_only=True):
    """What stands beside an item: its account with health and documents, and how promises were kept.

    `owner_kept` is of who answers for the item, `ours` and `theirs` of its account. `rule` is what the rule
    would give where a segment or stage is set by hand. `moved` is what moved health lately.
    """

    row: PortfolioRow
    record: AccountRecord
    health: Health
    moved: Sequence[Movement] = ()
    rule: Placement | None = None
    owner_kept: Kept = Kept()
    ours: Kept = Kept()
    theirs: Kept = Kept()


def item_lines(
    item: ReviewItem, subject: Subject, evidence: Evidence, reader: Reader, words: Words, me: str
) -> list[TextLine]:
    """The page of an item; `me` is the id of the reader, told when they are to judge their own."""
    own = words.speech.say("it is your own: another lead may see it differently")
    reasons = [*(worded(why, words) for why in item.reasons), *([own] if answerable(subject) == me else [])]
    return [
        line((subject_title(subject, words), "strong")),
        *(line(("▸ ", "bad"), (plain(text), "warn"), indent=2) for text in reasons),
        _account_line(evidence.row, words),
        _kept_line(subject, evidence, reader),
        BLANK,
        *_about(subject, evidence, reader, words),
    ]


def subject_title(subject: Subject, words: Words) -> str:
    """The title of a promise or risk; of what was set by hand the field and the value."""
    if not isinstance(subject, AccountOverride):
        return plain(subject.title)
    return override_title(subject.field, subject.override.value, words)


def override_title(field: str, value: str, words: Words) -> str:
    """`segment set by hand: Enterprise`."""
    name = words.speech.word(FIELD_TITLES[field])
    return words.speech.say(
        "{field} set by hand: {value}", field=name, value=value_title(field, value, words)
    )


def value_title(field: str, value: str, words: Words) -> str:
    """A segment, stage or band in the reader's words."""
    if field == "health":
        return word_of("band", value, words.speech)
    return plain(words.title("segment" if field == "segment" else "stage", value))


def _account_line(row: PortfolioRow, words: Words) -> TextLine:
    """`TechStart · ● 62 −12 · mid-market, maturity · US$ 48k · renews 23 Jan (61 d) · 4 promises, 2 late`."""
    say, speech = words.speech.say, words.speech
    glyph, role = BAND_MARKS[row.band]
    score = "?" if row.score is None else str(row.score)
    change = f" {row.delta:+d}".replace("-", "−") if row.delta else ""
    parts = [
        (plain(row.name), "accent"),
        (f"{glyph} {score}{change} {words.word('band', row.band)}", role),
        (f"{words.title('segment', row.segment)}, {words.title('stage', row.stage)}", ""),
    ]
    if row.arr is not None:
        parts.append((speech.money(row.arr, short=True), ""))
    if row.renewal is not None:
        parts.append((say("renews {day}", day=speech.day(row.renewal, year=True)), ""))
    if row.open_actions:
        counted = speech.plural("{n} promise", "{n} promises", row.open_actions)
        late = f", {say('{n} late', n=row.overdue_actions)}" if row.overdue_actions else ""
        parts.append((counted + late, "bad" if late else ""))
    return line(*_between(parts), indent=2)


def _kept_line(subject: Subject, evidence: Evidence, reader: Reader) -> TextLine:
    say, speech, who = reader.speech.say, reader.speech, answerable(subject)
    rates = [f"{reader.name(who)} {rate_text(evidence.owner_kept, speech)}"] if who else []
    rates.append(say("account, ours {rate}", rate=rate_text(evidence.ours, speech)))
    rates.append(say("review|theirs {rate}", rate=rate_text(evidence.theirs, speech)))
    return line((say("kept in time: {rates}", rates=" · ".join(rates)), "dim"), indent=2)


def _about(subject: Subject, evidence: Evidence, reader: Reader, words: Words) -> Iterator[TextLine]:
    if isinstance(subject, Action):
        if subject.evidence:
            yield line(
                (reader.speech.say("review|what shows it: {text}", text=plain(subject.evidence)), "good")
            )
        yield standing_line(subject, reader)
        yield from promise_evidence(subject, evidence.record, reader)
    elif isinstance(subject, Risk):
        yield from _risk(subject, evidence, reader, words)
    else:
        yield from _override(subject, evidence, reader, words)


def _risk(risk: Risk, evidence: Evidence, reader: Reader, words: Words) -> Iterator[TextLine]:
    say, speech = reader.speech.say, reader.speech
    severity = word_of("risk_severity", risk.severity, speech)
    days = speech.plural("{n} day", "{n} days", reader.days_since(risk.raised))
    raised = say("review|raised on {day}, {days} ago", day=reader.day(risk.raised), days=days)
    owner = reader.name(risk.owner) if risk.owner else say("nobody")
    yield line(
        (say("review|severity {word}", word=severity), "bad" if risk.severity == "high" else "warn"),
        (" · ", "dim"),
        (owner, "" if risk.owner else "warn"),
        (" · ", "dim"),
        (raised, "dim"),
    )
    yield _plan(risk, reader)
    yield from verdict_lines(risk.verdicts, reader)
    yield from comment_lines(risk.comments, reader)
    yield from _moved(evidence, words)
    call = next((call for call in evidence.record.calls if call.id == risk.origin), None)
    if call is not None:
        yield from _said_in(call, reader)


def _plan(risk: Risk, reader: Reader) -> TextLine:
    say = reader.speech.say
    if not risk.plan.strip():
        return line((say("review|no plan against it yet"), "bad"))
    if risk.plan_due is None:
        return line((say("review|plan: {text}", text=plain(risk.plan)), ""), indent=2)
    day = reader.speech.weekday_day(risk.plan_due)
    return line((say("review|plan until {day}: {text}", day=day, text=plain(risk.plan)), ""), indent=2)


def _said_in(call: Call, reader: Reader) -> Iterator[TextLine]:
    """What was of concern in the call in which it was noticed."""
    when = reader.day(call.started) if call.started else "–"
    yield line((reader.speech.say("From the call of {day}", day=when), "title"))
    noted = [entry.text for entry in call.entries if entry.mark == "concern"]
    concerns = list(dict.fromkeys([*noted, *call.concerns]))
    for text in concerns[:_FEW] or [call.summary]:
        yield line((plain(text), ""), indent=2)


def _override(each: AccountOverride, evidence: Evidence, reader: Reader, words: Words) -> Iterator[TextLine]:
    say, override = reader.speech.say, each.override
    by = reader.name(override.by) if override.by else say("review|an import")
    when = f", {reader.day(override.at)}" if override.at else ""
    until = (
        say("until {day}", day=reader.speech.day(override.until, year=True))
        if override.until
        else say("review|without a last day")
    )
    yield line((by + when, ""), (" · ", "dim"), (until, "" if override.until else "warn"))
    if override.why:
        yield line((plain(override.why), ""), indent=2)
    if evidence.rule is not None:
        value = value_title(each.field, evidence.rule.value, words)
        yield line((say("The rule says: {value}", value=value), "title"))
        yield line((worded_all(evidence.rule.reasons, words), ""), indent=2)
    else:
        yield from _reckoned(evidence.health, words)
        yield from _moved(evidence, words)
    yield from verdict_lines(override.verdicts, reader)


def _reckoned(health: Health, words: Words) -> Iterator[TextLine]:
    score = "?" if health.score is None else str(health.score)
    value = f"{words.word('band', health.computed)} {score}"
    yield line((words.speech.say("The rule says: {value}", value=value), "title"))
    costly = sorted(
        zip(health.components, component_lines(health, words), strict=True),
        key=lambda pair: pair[0].points - pair[0].max_points,
    )
    yield from (told for component, told in costly[:_FEW] if component.known)


def _moved(evidence: Evidence, words: Words) -> Iterator[TextLine]:
    lines = moved_lines(evidence.moved[:_FEW], words)
    if lines:
        yield line((words.speech.say("What moved health in four weeks"), "title"))
        yield from lines


def _between(parts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    spans: list[tuple[str, str]] = []
    for part in parts:
        spans += [(" · ", "dim"), part] if spans else [part]
    return spans
