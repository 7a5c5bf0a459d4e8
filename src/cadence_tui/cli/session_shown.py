"""What `cadence session` shows: tables, who was chosen or left out, mails, as text and as data."""

from collections.abc import Iterator, Sequence
from typing import Any

from cadence_tui.cli.columns import columns
from cadence_tui.cli.lines import text_lines
from cadence_tui.cli.reasons import reasons_data
from cadence_tui.practice.group_sessions import Candidate, Chosen
from cadence_tui.views.group_sessions import (
    HeldBack,
    SessionRow,
    candidate_name,
    draft_lines,
    guest_spans,
    held_back_lines,
    wait_text,
    when_line,
)
from cadence_tui.views.session_cards import places_text
from cadence_tui.views.wording import worded_all
from cadence_tui.views.words import Words
from cadence_tui.workspace.session_letters import Written


def table_lines(rows: Sequence[SessionRow], words: Words) -> Iterator[str]:
    """A line for each session."""
    say = words.speech.say
    if not rows:
        yield say("No group sessions.")
        return
    header = [
        say("Id"),
        say("When"),
        say("Group session"),
        say("Kind"),
        say("Host"),
        say("Guests"),
        say("To do"),
    ]
    yield from columns(
        header,
        [
            [
                row.id,
                when_line(row, words),
                row.session.title,
                words.word("session_form", row.session.form),
                row.host,
                places_text(row.session, words.speech),
                wait_text(row, words),
            ]
            for row in rows
        ],
    )


def guest_table_lines(row: SessionRow, words: Words) -> Iterator[str]:
    """A line for each guest."""
    if not row.guests:
        return
    say = words.speech.say
    yield ""
    yield from columns(
        [say("Account"), say("Contact"), say("Email"), say("State")],
        [
            [each.account, each.contact, each.email, "".join(text for text, _ in guest_spans(each, words))]
            for each in row.guests
        ],
    )


def chosen_data(chosen: Chosen, words: Words) -> dict[str, Any]:
    """Who came in, and who is left out why."""
    return {
        "guests": [
            {"key": guest.key, "account": guest.account, "contact": guest.contact} for guest in chosen.guests
        ],
        "left_out": [
            {
                "key": each.candidate.key,
                "account": each.candidate.record.account.id,
                "name": candidate_name(each.candidate),
                "why": reasons_data(each.why, words),
            }
            for each in chosen.left_out
        ],
    }


def chosen_lines(chosen: Chosen, found: Sequence[Candidate], words: Words) -> Iterator[str]:
    """The same as text."""
    names = {each.key: candidate_name(each) for each in found}
    speech = words.speech
    yield speech.plural("{n} guest more", "{n} guests more", len(chosen.guests))
    yield from (f"  + {names[guest.key]}" for guest in chosen.guests)
    if chosen.left_out:
        yield speech.say("Left out: {n}", n=len(chosen.left_out))
    yield from (f"  - {names[each.candidate.key]}: {worded_all(each.why, words)}" for each in chosen.left_out)


def held_data(held: HeldBack, words: Words) -> dict[str, Any]:
    """Who is held back, for programs."""
    return {
        "guest": held.guest,
        "name": held.name,
        "binding": held.binding,
        "next_eligible": held.next_eligible,
        "why": reasons_data(held.why, words),
    }


def written_lines(written: Written, files: Sequence[str], words: Words) -> Iterator[str]:
    """The mails, or where they were written, and who is held back."""
    say = words.speech.say
    if files:
        yield say("Written: {files}", files=", ".join(files))
    else:
        yield from text_lines(draft_lines(written.drafts, words))
    yield words.speech.plural("{n} mail to send", "{n} mails to send", len(written.drafts))
    if written.held_back:
        yield say("Held back: {n}", n=len(written.held_back))
        yield from (f"  {text}" for text in text_lines(held_back_lines(written.held_back, words)))
