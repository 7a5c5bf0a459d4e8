"""The recap mail after a call, in the customer's language (C8)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct

from cadence_tui.locale.speech import Speech
from cadence_tui.model.documents import Account, Action, Call
from cadence_tui.model.documents.action import Side
from cadence_tui.model.rules.call import RecapWords
from cadence_tui.practice.letters import listed, moment_words


class Recap(Struct, frozen=True, kw_only=True):
    """A mail to the customer: subject and plain text."""

    subject: str
    body: str


def recap(
    call: Call,
    account: Account,
    actions: Sequence[Action],
    words: RecapWords,
    speech: Speech,
    *,
    day: date,
    to: str,
    sender: str,
    names: Mapping[str, str],
    next_touch: date | datetime | None,
    place: str = "",
) -> Recap:
    """The mail about a call held on `day`; parts without content are left out.

    `to` is the reader's first name, empty for several readers; `names` are the team's names by id;
    `next_touch` is the next day, or the instant in the customer's zone, which `place` names where the sender
    has another hour.
    """
    decisions = [entry.text for entry in call.entries if entry.mark == "decision"]
    points = [point for point in call.key_points if point not in decisions]
    when = moment_words(next_touch, speech, place=place) if next_touch else ""
    titles = {action.title for action in actions}
    parts = [
        words.greeting.format(name=to) if to else words.greeting_all,
        words.thanks,
        listed(words.points, points),
        listed(words.decisions, decisions),
        listed(words.ours, _promises(actions, "ours", words, speech, names)),
        listed(words.theirs, _promises(actions, "theirs", words, speech, names)),
        listed(words.shared, [thing for thing in call.shared if thing not in titles]) if words.shared else "",
        words.next_touch.format(when=when) if when else words.no_next_touch,
        words.correct_me,
        words.sign_off.format(sender=sender),
    ]
    return Recap(
        subject=words.subject.format(account=account.name, date=speech.day(day)),
        body="\n\n".join(part for part in parts if part) + "\n",
    )


def as_text(mail: Recap) -> str:
    """The mail as one text: its subject on the first line."""
    return f"{mail.subject}\n\n{mail.body}"


def from_text(text: str) -> Recap:
    """The mail of such a text."""
    subject, _, body = text.partition("\n")
    return Recap(subject=subject.strip(), body=body.strip("\n") + "\n")


def _promises(
    actions: Iterable[Action], side: Side, words: RecapWords, speech: Speech, names: Mapping[str, str]
) -> list[str]:
    lines: list[str] = []
    for action in actions:
        if action.side != side:
            continue
        owner = names.get(action.owner, action.owner)
        figures = {
            "text": action.title,
            "owner": owner,
            "due": speech.weekday_day(action.due) if action.due else "",
        }
        pattern = words.promise if action.due else words.promise_undated
        lines.append(pattern.format_map(figures) if owner else action.title)
    return lines
