"""Promises as a Markdown task list that people read and tick off (A4)."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from cadence_tui.exchange.exports import markdown_text


class TaskLine(Struct, frozen=True, kw_only=True):
    """One promise: whether it is closed, its title, what else is to be known of it, notes below it."""

    closed: bool
    title: str
    facts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class TaskGroup(Struct, frozen=True):
    """Promises under one heading."""

    title: str
    lines: tuple[TaskLine, ...]


def task_list(title: str, groups: Iterable[TaskGroup]) -> Iterator[str]:
    """Lines of a Markdown page; texts are plain and stay so (X8)."""
    yield f"# {markdown_text(title)}\n"
    for group in groups:
        yield f"\n## {markdown_text(group.title)}\n\n"
        for line in group.lines:
            yield from _lines(line)


def _lines(line: TaskLine) -> Iterator[str]:
    facts = " · ".join(markdown_text(fact) for fact in line.facts if fact)
    told = f" — {facts}" if facts else ""
    yield f"- [{'x' if line.closed else ' '}] {markdown_text(line.title)}{told}\n"
    for note in line.notes:
        yield f"  - {markdown_text(note)}\n"
