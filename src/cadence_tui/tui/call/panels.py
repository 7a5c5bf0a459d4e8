"""What the panels of the live guide hold: clock line, agenda, questions, what was written."""

from collections.abc import Sequence
from datetime import datetime

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Call
from cadence_tui.practice.questions import Prompt
from cadence_tui.tui.spans import Line, fit_line, width_of
from cadence_tui.tui.widgets.page import PageLine
from cadence_tui.views.call_list import call_row, hour_text
from cadence_tui.views.captured import entry_spans
from cadence_tui.views.guide import (
    Clocks,
    agenda_line,
    call_clock_spans,
    call_warning,
    meter_spans,
    section_warning,
)
from cadence_tui.views.wording import reason_text
from cadence_tui.views.wording_call import in_language
from cadence_tui.workspace.guides import GuideFacts


def head_line(facts: GuideFacts, call: Call, now: datetime, zone: str, speech: Speech) -> Line:
    """With whom the call is, by which agenda, at which hour for both sides."""
    parts = [in_language(facts.agenda.title, speech), facts.contact]
    if facts.touch is not None:
        parts.append(hour_text(call_row(facts.touch, facts.account, call, now=now, zone=zone), speech))
    text = " · ".join(part for part in parts if part)
    return [(facts.account.name, "title"), (f" · {text}", "")]


def clock_line(
    clock: Clocks, facts: GuideFacts, booked: int, width: int, speech: Speech, *, narrow: bool
) -> Line:
    """The clock of the call, a warning in words, the listening meter at the right.

    On a narrow screen a warning takes the place of the bar, and that of the section stands with the section.
    """
    warnings = [call_warning(clock, speech), [] if narrow else section_warning(clock, speech)]
    told = [warning for warning in warnings if warning]
    left: Line = [(" ", ""), *call_clock_spans(clock, booked, *([0] if narrow and told else []))]
    for place, warning in enumerate(told):
        left += [(" · " if place else " ", "dim"), *warning]
    right = [*meter_spans(clock, facts.guide, speech), (" ", "")]
    room = width - width_of(right)
    return [*fit_line(left, room), *right] if room > 0 else fit_line(left, width)


def section_strip(clock: Clocks, width: int, speech: Speech) -> Line:
    """The current section with its clock and its warning, and the next one, for narrow screens."""
    places = [section.place for section in clock.sections]
    if "here" not in places:
        return []
    at = places.index("here")
    title, time = agenda_line(clock.sections[at], speech)
    line: Line = [(" ", ""), *title, (" ", ""), *time]
    if warning := section_warning(clock, speech):
        # Its sign stands before the clock already.
        line += [(" · ", "dim"), *((text.removeprefix("! "), role) for text, role in warning)]
    if at + 1 < len(clock.sections):
        then = clock.sections[at + 1]
        line += [("   " + speech.say("then {section}", section=then.title), "dim")]
    return fit_line(line, width)


def agenda_lines(clock: Clocks, width: int, speech: Speech) -> list[Line]:
    """The agenda, a section a line."""
    lines: list[Line] = []
    for section in clock.sections:
        title, time = agenda_line(section, speech)
        room = width - width_of(time) - 1
        lines.append([*fit_line(title, room), *time, (" ", "")])
    return lines


def question_lines(
    facts: GuideFacts, call: Call, prompts: Sequence[Prompt], chosen: str, speech: Speech
) -> list[PageLine]:
    """What to cover, the questions, what was left open in earlier calls, and the figures at hand.

    Marks: asked, chosen; asked every time, of the team's own.
    """
    section = next((each for each in facts.agenda.sections if each.id == call.section), None)
    lines = [
        PageLine([("· ", "dim"), (in_language(hint, speech), "dim")], indent=2)
        for hint in (section.hints if section else ())
    ]
    for prompt in prompts:
        asked = prompt.id in call.asked
        mark = ("✓ ", "good") if asked else ("▸ ", "accent") if prompt.id == chosen else ("  ", "")
        kept = ("◆ ", "accent") if prompt.pinned else ("✎ ", "info") if prompt.own else ("", "")
        lines.append(PageLine([mark, kept, (prompt.text, "dim" if asked else "")], key=prompt.id, indent=2))
        if prompt.id == chosen:
            lines += [PageLine([("    ↳ ", "dim"), (more, "dim")], indent=6) for more in prompt.follow_ups]
    if facts.left:
        lines += [PageLine([]), PageLine([(speech.say("guide|Left open"), "title")])]
        lines += [
            PageLine(
                [("? ", "accent"), (left.text, ""), (f" · {speech.day(left.at.date())}", "dim")], indent=2
            )
            for left in facts.left
        ]
    if facts.findings:
        lines += [PageLine([]), PageLine([(speech.say("At hand"), "title")])]
        lines += [
            PageLine([(reason_text(why, speech, facts.names), "dim")], indent=2) for why in facts.findings
        ]
    return lines


def entry_lines(facts: GuideFacts, call: Call, zone: str, speech: Speech) -> list[PageLine]:
    """What was written, oldest first; the key is the place of the entry."""
    if not call.entries:
        return [
            PageLine([(speech.say("What is typed appears here."), "dim")]),
            PageLine([(speech.say("A line begins with a mark, or is a note:"), "dim")]),
            PageLine([("! ", "accent"), (speech.say("promise: who, what, by when"), "dim")], indent=2),
            PageLine([("? ", "accent"), (speech.say("question to take along"), "dim")], indent=2),
            PageLine([("+ ", "good"), (speech.say("chance"), "dim")], indent=2),
            PageLine([("- ", "bad"), (speech.say("worry"), "dim")], indent=2),
            PageLine([("~ ", "info"), (speech.say("mood"), "dim")], indent=2),
            PageLine([("= ", "strong"), (speech.say("decision"), "dim")], indent=2),
        ]
    return [
        PageLine(
            entry_spans(
                entry,
                facts.names,
                speech,
                zone,
                facts.listener.doubts(entry),
                today=facts.listener.today,
                amount=facts.listener.amount(entry),
            ),
            key=str(place),
            indent=8,
        )
        for place, entry in enumerate(call.entries)
    ]
