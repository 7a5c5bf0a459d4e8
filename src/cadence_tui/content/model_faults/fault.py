"""A fault in meaning, and the tests that every section needs."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from cadence_tui.content.choices import one_of
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.touch_model import TouchModel


class Fault(Struct, frozen=True):
    """The path of a value, what stands there, what should."""

    path: str
    found: str
    expected: Message


def written(*figures: float) -> str:
    """Figures as they may stand in the file: `7`, and `3.5`."""
    return ", ".join(str(int(figure)) if figure == int(figure) else str(figure) for figure in figures)


def unknown(
    path: str, found: Iterable[str], known: Iterable[str], what: Message | None = None
) -> Iterator[Fault]:
    """A fault for each name that is not among the known ones; `what` they are, where there are many."""
    choices = list(known)
    for name in found:
        if name not in choices:
            yield Fault(path, name, one_of(choices, name, what))


def unknown_kinds(path: str, found: Iterable[str], model: TouchModel) -> Iterator[Fault]:
    """A fault for each kind of contact that the model does not have."""
    yield from unknown(path, found, (touch.id for touch in model.touches), message("kinds of contact"))


def repeated(path: str, names: Sequence[str]) -> Iterator[Fault]:
    """A fault for a list that has a name twice."""
    if len(set(names)) < len(names):
        yield Fault(path, ", ".join(names), message("each of them once"))


def reversed_range(path: str, pair: tuple[float, float]) -> Iterator[Fault]:
    """A fault for a range whose least is more than its most."""
    least, most = pair
    if least > most:
        yield Fault(path, written(least, most), message("the least first, then the most"))
