"""A word for the first screen: who was away, or stands in for somebody (P6)."""

from datetime import timedelta

from cadence_tui.model.clock import today
from cadence_tui.model.documents import Absence, Person
from cadence_tui.model.message import Message, message
from cadence_tui.practice.covering import stretches
from cadence_tui.workspace.covering import cover_of, covered_by
from cadence_tui.workspace.session import Workspace

_STILL_NEWS = timedelta(days=14)
"""So long after a leave what happened in it is told without being asked for."""


def greeting(ws: Workspace, key: str) -> Message | None:
    """Where to read what happened meanwhile (`key` shows it), or whom one covers for; mostly nothing."""
    if not ws.records.covers():
        return None
    if fresh_return(ws) is not None:
        return message("Welcome back. What happened meanwhile: {key}", key=key)
    covered = list(covered_by(ws, ws.actor.id).values())
    if not covered:
        return None
    away = sorted({ws.records.get(Person, each.person).name for each in covered})
    until = max(each.last for each in covered)
    return message("You cover for {name} until {day}", name=", ".join(away), day=until)


def fresh_return(ws: Workspace) -> Absence | None:
    """The leave from which the acting person came back some days ago, if a cover of it is still open."""
    person = ws.records.get(Person, ws.actor.id)
    here = today(ws.clock, person.timezone)
    for leave in reversed(stretches(person)):
        if leave.last < here <= leave.last + _STILL_NEWS:
            return leave if cover_of(ws, person.id, leave.first, leave.last) else None
    return None
