"""The day in a mail: calls, promises late and due, what was given back, what waits (A2)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents.action import Side
from cadence_tui.model.documents.review import ReviewedKind
from cadence_tui.model.message import Reason
from cadence_tui.practice.review import Subject
from cadence_tui.views.names import Names
from cadence_tui.views.review_page import subject_title
from cadence_tui.views.wording import reason_text
from cadence_tui.views.words import Words

RENEWAL_NEAR_DAYS = 90


class DigestCall(Struct, frozen=True, kw_only=True):
    """A call of the day; `start` is in the reader's zone. `open` and `late` count the account's promises."""

    id: str
    account: str
    name: str
    touch: str
    start: datetime | None
    minutes: int
    purpose: str
    open: int
    late: int
    renewal_days: int | None


class DigestPromise(Struct, frozen=True, kw_only=True):
    """A promise; `since` is when it began to wait on the customer, `nudged` when they were reminded last."""

    id: str
    account: str
    name: str
    title: str
    side: Side
    owner: str
    due: date | None
    late_days: int
    returned: str | None = None
    since: date | None = None
    nudged: date | None = None


class DigestReview(Struct, frozen=True, kw_only=True):
    """What waits for the lead, with the weightiest reason; `kind` as in a review."""

    id: str
    kind: ReviewedKind
    account: str
    name: str
    subject: Subject
    age_days: int
    reason: Reason


class Digest(Struct, frozen=True, kw_only=True):
    """What a person has before them on a day. `review` is everything that waits for a lead."""

    person: str
    name: str
    day: date
    calls: tuple[DigestCall, ...] = ()
    late_ours: tuple[DigestPromise, ...] = ()
    late_theirs: tuple[DigestPromise, ...] = ()
    due_week: tuple[DigestPromise, ...] = ()
    returned: tuple[DigestPromise, ...] = ()
    waiting: tuple[DigestPromise, ...] = ()
    review: tuple[DigestReview, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        parts = (self.calls, self.late_ours, self.late_theirs, self.due_week, self.returned)
        return not any((*parts, self.waiting, self.review))


class DigestLine(Struct, frozen=True):
    """A line of the mail: its text, how far it is set in, how much further where it goes on."""

    text: str
    indent: int = 0
    hanging: int = 0


def digest_lines(found: Digest, names: Names, speech: Speech, most: int) -> Iterator[DigestLine]:
    """The mail, at most so many lines of a kind and the rest counted; one sentence when there is nothing."""
    yield DigestLine(f"{speech.long_date(found.day)} - {found.name}")
    if found.is_empty:
        yield DigestLine(speech.say("Nothing waits today: no call, no promise late or due."))
        return
    say = speech.say
    calls = [line for call in found.calls for line in _call(call, names, speech)]
    yield from _section(say("Calls today"), len(found.calls), calls)
    for title, promises, told in (
        (say("Returned by the lead"), found.returned, _dated),
        (say("Late, ours"), found.late_ours, _dated),
        (say("Late, the customer's"), found.late_theirs, _dated),
        (say("Due this week"), found.due_week, _dated),
        (say("Waiting on the customer"), found.waiting, _awaited),
    ):
        texts = [_promise(each, told(each, speech)) for each in promises[:most]]
        yield from _section(title, len(promises), _rows(texts, len(promises), speech))
    reviews = [_review(each, names, speech) for each in found.review[:most]]
    yield from _section(
        say("Waits for your review"), len(found.review), _rows(reviews, len(found.review), speech)
    )


def _section(title: str, number: int, lines: Sequence[DigestLine]) -> Iterator[DigestLine]:
    if number:
        yield DigestLine("")
        yield DigestLine(f"{title} ({number})")
        yield from lines


def _rows(texts: Sequence[str], number: int, speech: Speech) -> list[DigestLine]:
    lines = [DigestLine(text, 2, 2) for text in texts]
    left = number - len(texts)
    if left:
        lines.append(DigestLine(speech.plural("and {n} more", "and {n} more", left), 2))
    return lines


def _call(call: DigestCall, names: Names, speech: Speech) -> Iterator[DigestLine]:
    hour = speech.time(call.start) if call.start else "--:--"
    what = f"{names.title('touch', call.touch, speech)}, {speech.say('{n} min', n=call.minutes)}"
    yield DigestLine(f"{hour}  {call.name}: {what}", 2, 7)
    why = "; ".join(_reasons(call, speech))
    if why:
        yield DigestLine(why, 9)


def _reasons(call: DigestCall, speech: Speech) -> Iterator[str]:
    """Why it matters, on one line: what it is for, what is owed, how near the renewal is."""
    if call.purpose:
        yield call.purpose
    if call.late:
        yield speech.plural("{n} promise late", "{n} promises late", call.late)
    if call.open > call.late:
        yield speech.plural("{n} promise open", "{n} promises open", call.open - call.late)
    if call.renewal_days is not None and 0 <= call.renewal_days <= RENEWAL_NEAR_DAYS:
        yield speech.plural("renews in {n} day", "renews in {n} days", call.renewal_days)


def _dated(each: DigestPromise, speech: Speech) -> Iterator[str]:
    if each.late_days:
        yield speech.plural("{n} day late", "{n} days late", each.late_days)
    elif each.due:
        yield speech.say("due {day}", day=speech.weekday_day(each.due))
    if each.side == "theirs" and each.owner:
        yield each.owner


def _awaited(each: DigestPromise, speech: Speech) -> Iterator[str]:
    """Since when it waits, and when they were reminded last: that it is late stands elsewhere."""
    if each.since:
        yield speech.say("since {day}", day=speech.day(each.since))
    if each.nudged:
        yield speech.say("reminded {day}", day=speech.day(each.nudged))
    else:
        yield speech.say("not reminded yet")


def _promise(each: DigestPromise, told: Iterable[str]) -> str:
    beside = ", ".join(told)
    text = f"{each.name}: {each.title}" + (f" ({beside})" if beside else "")
    return f"{text}: {each.returned}" if each.returned else text


def _review(each: DigestReview, names: Names, speech: Speech) -> str:
    title = subject_title(each.subject, Words(speech=speech, names=names))
    return f"{each.name}: {title} ({reason_text(each.reason, speech, names)})"
