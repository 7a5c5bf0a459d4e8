"""Reminders to customers on the command line: as data, and as text to read before they are sent (A2)."""

from collections.abc import Iterator, Sequence
from typing import Any

from cadence_tui.locale import Speech
from cadence_tui.workspace.nudges import NudgeMail, warnings_of


def nudge_data(mail: NudgeMail, speech: Speech) -> dict[str, Any]:
    """A mail as the command answers it."""
    return {
        "account": mail.account,
        "actions": mail.actions,
        "to": [{"name": each.name, "email": each.email} for each in mail.to],
        "language": mail.language,
        "subject": mail.subject,
        "body": mail.body,
        "next_eligible": mail.budget.next_eligible if mail.budget else None,
        "nudged": mail.nudged,
        "warnings": [speech.word(each) for each in warnings_of(mail)],
    }


def nudge_text(mails: Sequence[NudgeMail]) -> Iterator[str]:
    """The mails one after another, each with its readers and subject."""
    for number, mail in enumerate(mails):
        if number:
            yield ""
        yield (
            ", ".join(f"{each.name} <{each.email}>" if each.email else each.name for each in mail.to)
            or mail.name
        )
        yield mail.subject
        yield ""
        yield from mail.body.splitlines()
