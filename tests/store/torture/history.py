"""What was asked of a store and what it answered, kept outside of it, and whether that can be true."""

from collections.abc import Sequence

from msgspec import Struct

from cadence_tui.store.protocol import Commit


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the history; `at` is the system's monotonic clock in nanoseconds.

    `what` is invoke, ok, fail or unknown for a transaction, look and read for a reader that then saw `seq`,
    and broken for what no process of the torture may ever meet.
    """

    what: str
    who: str
    at: int
    txn: str = ""
    seq: int = 0
    text: str = ""


class _Story(Struct):
    """The attempts at one transaction, taken together."""

    first_asked: int
    answered: int = 0
    seq: int = 0
    attempts: int = 0
    refusals: int = 0


def check_history(events: Sequence[Event], commits: Sequence[Commit]) -> None:
    """Raises AssertionError when the events and the commits now in the store do not fit together."""
    broken = [event for event in events if event.what == "broken"]
    assert not broken, f"{broken[0].who}: {broken[0].text}"
    stories = _stories(events)
    _check_presence(stories, {commit.txn: commit.seq for commit in commits})
    _check_order(stories)
    _check_reads(events)


def unanswered(events: Sequence[Event]) -> dict[str, str]:
    """The last transaction that each process asked for without an answer, by process."""
    open_ones: dict[str, str] = {}
    for event in events:
        if event.what == "invoke":
            open_ones[event.who] = event.txn
        elif event.what in {"ok", "fail", "unknown"}:
            open_ones.pop(event.who, None)
    return open_ones


def _stories(events: Sequence[Event]) -> dict[str, _Story]:
    stories: dict[str, _Story] = {}
    for event in events:
        if event.what == "invoke":
            stories.setdefault(event.txn, _Story(first_asked=event.at)).attempts += 1
        elif event.what == "ok":
            story = stories[event.txn]
            assert story.seq in {0, event.seq}, f"{event.txn} was answered with two numbers"
            # Asked twice, it was kept by the time of the first answer.
            story.answered, story.seq = story.answered or event.at, event.seq
        elif event.what == "fail":
            stories[event.txn].refusals += 1
    return stories


def _check_presence(stories: dict[str, _Story], present: dict[str, int]) -> None:
    for txn, story in stories.items():
        if story.answered:
            assert present.get(txn) == story.seq, f"{txn} was acknowledged as {story.seq} and is lost"
        elif story.refusals == story.attempts:
            assert txn not in present, f"{txn} was refused every time, but is there"
    phantoms = present.keys() - stories.keys()
    assert not phantoms, f"nobody asked for {phantoms}"


def _check_order(stories: dict[str, _Story]) -> None:
    """What was answered before another was asked for comes before it."""
    answers = sorted((story.answered, story.seq) for story in stories.values() if story.answered)
    newest = place = 0
    for story in sorted((s for s in stories.values() if s.answered), key=lambda s: s.first_asked):
        while answers[place][0] < story.first_asked:
            newest = max(newest, answers[place][1])
            place += 1
        assert story.seq > newest, f"commit {story.seq} was asked for after {newest} was acknowledged"


def _check_reads(events: Sequence[Event]) -> None:
    """No reader goes back, and none misses what was acknowledged before it looked."""
    acknowledged = 0
    seen: dict[str, int] = {}
    for event in sorted(events, key=lambda event: event.at):
        if event.what == "ok":
            acknowledged = max(acknowledged, event.seq)
        elif event.what == "look":
            seen[event.who] = max(seen.get(event.who, 0), acknowledged)
        elif event.what == "read":
            assert event.seq >= seen.get(event.who, 0), f"{event.who} reads an old state at {event.seq}"
            seen[event.who] = event.seq
