"""Shortages and ways out in words (P5)."""

from collections.abc import Iterator

from cadence_tui.locale import Speech
from cadence_tui.planning.ways_out import WayOut
from cadence_tui.views.lines import BLANK, Spans, TextLine, heading, line
from cadence_tui.views.names import Names
from cadence_tui.views.proposal import ProposedCall, ShedCall
from cadence_tui.views.proposal_lines import moment_text, weeks_text
from cadence_tui.views.ways import MAIL, Outcome, Short
from cadence_tui.views.wording import reason_text


def short_spans(short: Short, names: Names, speech: Speech) -> Spans:
    """Who is short of how much, and when."""
    minutes, weeks = speech.number(short.shortage.minutes), weeks_text(short.shortage, speech)
    name = names.person(short.shortage.owner)
    if short.by_days:
        told = speech.plural(
            "{name}: {n} call finds no day or hour, {weeks}",
            "{name}: {n} calls find no day or hour, {weeks}",
            len(short.calls),
            name=name,
            weeks=weeks,
        )
        return [(told, "warn")]
    told = speech.say("{name} is {minutes} min short, {weeks}", name=name, minutes=minutes, weeks=weeks)
    return [(told, "bad")]


def way_text(way: WayOut, names: Names, short: Short, speech: Speech) -> str:
    """What would be done."""
    calls = len(way.requests)
    if way.code == "colleague":
        name = names.person(way.colleague)
        return speech.plural("{name} takes {n} call", "{name} takes {n} calls", calls, name=name)
    if way.code == "later":
        return speech.plural("{n} call waits a week longer", "{n} calls wait a week longer", calls)
    if way.code == MAIL:
        return speech.plural("{n} call becomes a mail", "{n} calls become mails", calls)
    weeks = weeks_text(short.shortage, speech)
    return speech.say("{minutes} min more, {weeks}", minutes=speech.number(way.minutes), weeks=weeks)


def effect_text(outcome: Outcome | None, speech: Speech) -> str:
    """What it is worth, in few words."""
    if outcome is None:
        return speech.say("being tried …")
    return speech.say("without room {was} → {now}", was=outcome.left_before, now=outcome.left)


def short_lines(short: Short, accounts: dict[str, str], names: Names, speech: Speech) -> list[TextLine]:
    """A shortage in full: the calls that gave way and why each of them."""
    lines = [line(*short_spans(short, names, speech), indent=2), BLANK]
    lines.append(heading(speech.say("What gave way")))
    for shed in short.calls:
        lines += _shed_lines(shed, accounts, names, speech)
    return lines


def way_lines(
    way: WayOut, short: Short, outcome: Outcome | None, accounts: dict[str, str], names: Names, speech: Speech
) -> list[TextLine]:
    """A way in full: what it does to weeks and people, and where each call would stand."""
    lines = [line((way_text(way, names, short, speech), "title"), indent=2)]
    if outcome is None:
        return [*lines, line((speech.say("being tried …"), "dim"))]
    lines += [line((effect_text(outcome, speech), "strong")), *_peaks(outcome, names, speech), BLANK]
    gone = [shed for shed in short.calls if shed.id in way.requests]
    if way.code == MAIL:
        lines.append(heading(speech.say("As mails")))
        for shed in gone:
            lines += _shed_lines(shed, accounts, names, speech)
        return lines
    places = {call.id: call for call in outcome.placed}
    lines.append(heading(speech.say("Where they would stand")))
    for shed in gone:
        lines.append(_placed_line(shed, places.get(shed.id), accounts, names, speech))
    return lines


def _peaks(outcome: Outcome, names: Names, speech: Speech) -> Iterator[TextLine]:
    for owner in dict.fromkeys(filter(None, (outcome.way.owner, outcome.way.colleague))):
        was, _ = outcome.peak(owner, before=True)
        now, capacity = outcome.peak(owner)
        told = speech.say(
            "{name}: fullest week {was} → {now} of {capacity} min",
            name=names.person(owner),
            was=speech.number(was),
            now=speech.number(now),
            capacity=speech.number(capacity),
        )
        yield line((told, ""), indent=2)


def _shed_lines(shed: ShedCall, accounts: dict[str, str], names: Names, speech: Speech) -> Iterator[TextLine]:
    kind = names.title("touch", shed.touch, speech)
    day = speech.weekday_day(shed.ideal)
    told = f" · {kind} · {day} · {speech.say('{n} min', n=shed.minutes)}"
    yield line((accounts.get(shed.account, ""), "strong"), (told, ""), indent=2)
    if shed.reasons:
        yield line(("  " + reason_text(shed.reasons[0], speech, names), "dim"), indent=4)


def _placed_line(
    shed: ShedCall, place: ProposedCall | None, accounts: dict[str, str], names: Names, speech: Speech
) -> TextLine:
    kind = names.title("touch", shed.touch, speech)
    if place is None:
        where: tuple[str, str] = (speech.say("still no place"), "warn")
    else:
        where = (moment_text(place.date, place.start, speech), "good")
    return line((accounts.get(shed.account, ""), "strong"), (f" · {kind} · ", ""), where, indent=2)
