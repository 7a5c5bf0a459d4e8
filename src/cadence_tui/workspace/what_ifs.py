"""What-ifs from the words of a person: who is meant, which tier, which days; every fault is told (T12)."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cadence_tui.content.touch_model import find_touch_model
from cadence_tui.model.documents import Person
from cadence_tui.model.errors import NotFound, Refused, WrongUsage
from cadence_tui.model.message import message
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.model.text import fold
from cadence_tui.practice.feasibility.what_if import (
    Add,
    Away,
    Change,
    Joins,
    Leaves,
    OtherModel,
    Retier,
    Share,
)
from cadence_tui.workspace.feasibility import feasibility_people
from cadence_tui.workspace.session import Workspace

MOST_ACCOUNTS = 2000
"""More new accounts at once than any team takes on."""


class WhatIfs:
    """Collects changes; later ones may speak of who joins by earlier ones, and of another model's tiers.

    Its methods raise NotFound for somebody or something unknown, Refused for a name that may mean several,
    WrongUsage for figures that make no sense.
    """

    def __init__(self, ws: Workspace, changes: Sequence[Change] = ()) -> None:
        self._ws = ws
        self._people = {person.id: person for person in feasibility_people(ws)}
        self.changes: list[Change] = list(changes)

    @property
    def model(self) -> TouchModel:
        """The model that counts after the changes."""
        return model_after(self._ws, self.changes)

    def preset(self, name: str) -> None:
        """Another touch model: the name of one, or a file. Raises BadInput for one with faults."""
        self.changes.append(
            OtherModel(name=Path(name).stem, model=find_touch_model(name, self._ws.rules.folder))
        )

    def share(self, person: str, share: float) -> None:
        """Another part of working hours for calls."""
        if not 0 <= share <= 1:
            raise WrongUsage(message("A share between 0 and 1 is expected, not {share}", share=str(share)))
        self.changes.append(Share(person=self._person(person), share=share))

    def away(self, person: str, first: date, last: date) -> None:
        """Leave on these days, both included."""
        _check_days(first, last)
        self.changes.append(Away(person=self._person(person), first=first, last=last))

    def tier(self, what: str, segment: str) -> None:
        """An account, or all accounts of a tier, in another tier."""
        wanted, whole = self._segment(segment), self._find_segment(what)
        if whole:
            self.changes.append(Retier(segment=wanted, of_segment=whole))
            return
        account = self._ws.records.account(what)
        self.changes.append(Retier(segment=wanted, accounts=(account.id,)))

    def joins(self, name: str, like: str = "") -> None:
        """Somebody new, with the hours of `like`, else of the acting person or of the first of the team."""
        if not name.strip():
            raise WrongUsage(message("Who joins needs a name"))
        model = self._person(like) if like else self._usual_person()
        self.changes.append(Joins(id=f"new:{name.strip()}", name=name.strip(), like=model))

    def leaves(self, person: str, to: str = "") -> None:
        """Somebody goes; their accounts go to `to`, else to the pod."""
        leaving, taker = self._person(person), self._person(to) if to else ""
        if leaving == taker:
            raise WrongUsage(message("Who leaves cannot take over"))
        self.changes.append(Leaves(person=leaving, to=taker))

    def add(self, count: int, segment: str, to: str = "", *, first: date, last: date) -> None:
        """New accounts of a tier for a person, a pod, or whoever has room."""
        if not 1 <= count <= MOST_ACCOUNTS:
            expected = {"least": 1, "most": MOST_ACCOUNTS, "found": count}
            raise WrongUsage(message("{least} to {most} new accounts are expected, not {found}", **expected))
        _check_days(first, last)
        pods = {person.pod for person in self._people.values() if person.pod}
        pod = to if to in pods else ""
        owner = self._person(to) if to and not pod else ""
        wanted = self._segment(segment)
        self.changes.append(Add(count=count, segment=wanted, owner=owner, pod=pod, first=first, last=last))

    def _person(self, text: str) -> str:
        if joining := self._joining(text):
            return joining
        found: Person = self._ws.records.person(text)
        if found.id not in self._people:
            raise NotFound(message("{name} is nobody whose load you can see", name=found.name))
        return found.id

    def _joining(self, text: str) -> str:
        """The id of who joins by that name; empty when somebody of the team is meant.

        A login is only ever its owner's. Raises Refused for a name that somebody of the team has as well.
        """
        people, wanted = self._people.values(), fold(text)
        if any(text in (person.id, person.login) for person in people):
            return ""
        for each in self.changes:
            if not isinstance(each, Joins) or (text != each.id and wanted != fold(each.name)):
                continue
            same = [person for person in people if wanted in (fold(person.name), fold(person.login))]
            if same:
                candidates = ", ".join((f"{each.name} (+)", *(person.login for person in same)))
                raise Refused(
                    message("{name} may mean several: {candidates}", name=text, candidates=candidates)
                )
            return each.id
        return ""

    def _usual_person(self) -> str:
        if self._ws.actor.id in self._people:
            return self._ws.actor.id
        if not self._people:
            raise NotFound(message("Nobody here looks after accounts yet."))
        return next(iter(self._people))

    def _segment(self, text: str) -> str:
        found = self._find_segment(text)
        if not found:
            known = ", ".join(segment.id for segment in self.model.segments)
            raise NotFound(message("There is no segment {name}; there are: {known}", name=text, known=known))
        return found

    def _find_segment(self, text: str) -> str:
        wanted = fold(text)
        for segment in self.model.segments:
            titles = (segment.id, segment.title.en, segment.title.es, segment.title.pt_br)
            if wanted in map(fold, titles):
                return segment.id
        return ""


def model_after(ws: Workspace, changes: Sequence[Change]) -> TouchModel:
    """The touch model that counts after some changes."""
    others = [change.model for change in changes if isinstance(change, OtherModel)]
    return others[-1] if others else ws.rules.touch_model


def _check_days(first: date, last: date) -> None:
    if last < first:
        raise WrongUsage(message("{last} lies before {first}", first=first, last=last))
