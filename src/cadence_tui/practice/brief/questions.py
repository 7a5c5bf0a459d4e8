"""Questions that were taken along in the last calls and have no answer yet."""

from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.brief.line import BriefLine, line
from cadence_tui.practice.brief.look_back import LookBack, closed_calls, held_at


def question_lines(record: AccountRecord, back: LookBack, calls: int) -> list[BriefLine]:
    """Of that many calls, the latest first; each with its call and its entry there."""
    lines: list[BriefLine] = []
    for call in closed_calls(record)[:calls]:
        when = held_at(call)
        day = back.day_of(when) if when else None
        lines += [
            line("question_left", call.id, text=entry.text, date=day, entry=entry)
            for entry in call.entries
            if entry.mark == "question" and entry.answered is None
        ]
    return lines
