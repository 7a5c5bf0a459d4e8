"""What is to be done about one call that both sides may have changed since they last agreed. Pure (P8)."""

from datetime import date, timedelta

from msgspec import Struct

from cadence_tui.exchange.ics.vdir import There


class Ours(Struct, frozen=True, kw_only=True):
    """A call as it is here. `content` tells its event's bytes from others; places as `vdir.place_text`.

    `lasting` calls can still be moved; the others are history, which nobody's calendar changes. What is not
    `movable` stands there as it is here.
    """

    place: str
    content: str
    suggested: str
    lasting: bool
    movable: bool = True


class Known(Struct, frozen=True, kw_only=True):
    """A call when both sides agreed last: its place here and there, and what was written.

    `deleted` is the day on which it was taken away there and put back.
    """

    file: str
    ours: str
    theirs: str
    content: str
    deleted: date | None = None


class Step(Struct, frozen=True, kw_only=True):
    """What follows for one call. `suggest` is a place asked for there, empty to take an earlier one back.

    `deleted` was taken away there; `write` puts the event there as it is here, and `restored` says that this
    undoes what was done there.
    """

    write: bool = False
    remove: bool = False
    deleted: bool = False
    restored: bool = False
    suggest: str | None = None


_NOTHING = Step()
REMEMBERED = timedelta(days=7)
"""So long after it was put back an event's deletion can still be accepted."""


def step(ours: Ours | None, known: Known | None, there: There | None) -> Step:
    """The step for a call; None stands for a call that is gone here, was not known, or is not there."""
    if ours is None:
        return Step(remove=there is not None)
    if not ours.movable and ours.lasting:
        return _restored(ours, known, there)
    if there is None or not there.place:
        return _without(ours, known)
    if not ours.lasting:
        return Step(write=known is None or ours.content != known.content)
    if there.place != (known.theirs if known else ours.place):
        return _moved_there(ours, known, there)
    if there.place == ours.place:
        return Step(write=ours.content != (known.content if known else there.digest))
    waits = there.place == ours.suggested and (known is None or known.ours == ours.place)
    return _NOTHING if waits else Step(write=True)


def was_deleted(ours: Ours, known: Known | None, there: There | None, today: date) -> bool:
    """Whether an event was taken away there lately, put back, and stands since as it was put."""
    if known is None or known.deleted is None or there is None:
        return False
    stands = ours.place == known.ours == known.theirs == there.place
    return stands and ours.lasting and ours.movable and today - known.deleted <= REMEMBERED


def _restored(ours: Ours, known: Known | None, there: There | None) -> Step:
    if there is not None and there.place == ours.place:
        return Step(write=ours.content != (known.content if known else there.digest))
    # An event that we have moved ourselves since is brought up to date, not put back.
    return Step(write=True, restored=known is not None and known.ours == ours.place)


def _without(ours: Ours, known: Known | None) -> Step:
    if known is None:
        return Step(write=True)
    if not ours.lasting:
        # Who tidies up the past there is left in peace.
        return _NOTHING
    return Step(write=True, deleted=known.ours == ours.place)


def _moved_there(ours: Ours, known: Known | None, there: There) -> Step:
    if there.place == ours.place:
        differs = known is None or ours.content != known.content
        # Where ours has changed since, it may be our own writing that was not remembered.
        back = ours.suggested and (known is None or known.ours == ours.place)
        return Step(write=differs, suggest="" if back else None)
    suggest = None if there.place == ours.suggested else there.place
    # Where both sides moved it, ours stands in the file and theirs is the proposal.
    return Step(write=known is not None and known.ours != ours.place, suggest=suggest)
