"""A year of touches with one account, the records of its calls, and what is agreed next."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from cadence_tui.content.sample.calls import Scribe
from cadence_tui.content.sample.cases import Case
from cadence_tui.content.sample.diary import Diary
from cadence_tui.content.sample.patterns import Patterns, Size
from cadence_tui.content.sample.promises import carry
from cadence_tui.content.sample.visits import Visit, coming, past
from cadence_tui.content.sample.writing import Pen
from cadence_tui.model.documents import Action, Call, Contact, Preferences, Touchpoint
from cadence_tui.model.documents.touchpoint import TouchStatus

_MISSED: tuple[TouchStatus, ...] = ("no_show", "declined", "no_show")


@dataclass(slots=True)
class History:
    """What happened and what is agreed, each list oldest first."""

    touchpoints: list[Touchpoint] = field(default_factory=list[Touchpoint])
    calls: list[Call] = field(default_factory=list[Call])
    actions: list[Action] = field(default_factory=list[Action])


class Historian:
    """Writes the history of one account after another into one diary."""

    def __init__(self, patterns: Patterns, size: Size, diary: Diary) -> None:
        self._patterns = patterns
        self._size = size
        self._diary = diary

    def write(
        self, case: Case, people: list[Contact], wishes: Preferences, pen: Pen, scribe: Scribe
    ) -> History:
        """Touches, calls and promises of a case."""
        visits = past(case, self._patterns, self._size.history_days, self._diary)
        history = History()
        for visit, status in zip(visits, self._statuses(case, visits), strict=True):
            touchpoint = self._happened(case, visit, status, people, pen)
            if touchpoint:
                history.touchpoints.append(touchpoint)
        self._internal_note(case, history, pen)
        self._record(case, history, people, scribe)
        agreed = self._agreed(case, people, wishes, visits, pen)
        history.touchpoints += sorted(agreed, key=lambda touch: touch.date)
        scribe.link(history.calls, history.touchpoints)
        return history

    def _statuses(self, case: Case, visits: list[Visit]) -> Iterator[TouchStatus]:
        """Attendance spread evenly over the calls; mails always went out."""
        story = case.story
        exact = story is not None and story.attendance is not None
        share = story.attendance if story and story.attendance is not None else case.mood.attendance
        luck = 0.0 if exact else case.rng.random()
        calls = missed = 0
        for visit in visits:
            if not visit.minutes:
                yield "held"
                continue
            came = int((calls + 1) * share + luck) > int(calls * share + luck)
            calls += 1
            if came or (visit.fixed and not exact):
                yield "held"
                continue
            yield _MISSED[missed % len(_MISSED)]
            missed += 1

    def _happened(
        self, case: Case, visit: Visit, status: TouchStatus, people: list[Contact], pen: Pen
    ) -> Touchpoint | None:
        start = None
        if visit.minutes:
            turn = int(case.rng.random() * len(self._patterns.slots))
            start = self._diary.book(case.owner, visit.day, visit.minutes, case.zone, turn=turn)
            if start is None:
                return None
        return Touchpoint(
            id=case.ids.new(),
            account=case.id,
            owner=case.owner.id,
            touch=visit.touch,
            channel=visit.channel,
            status=status,
            date=visit.day,
            start=start,
            minutes=visit.minutes,
            work_minutes=visit.work,
            contact=present(people, visit.day)[0].id,
            purpose=self._purpose(visit, pen) if visit.fixed else "",
        )

    def _purpose(self, visit: Visit, pen: Pen) -> str:
        usual = "check_in" if visit.minutes else "email"
        return pen.write("calendar", self._patterns.banks.get(visit.touch, usual))

    def _internal_note(self, case: Case, history: History, pen: Pen) -> None:
        if case.story is None or case.story.internal is None:
            return
        history.touchpoints.append(
            Touchpoint(
                id=case.ids.new(),
                account=case.id,
                owner=case.owner.id,
                touch="ad_hoc",
                channel="email",
                status="held",
                date=case.day(case.story.internal),
                internal=True,
                purpose=pen.write("calendar", "internal"),
            )
        )

    def _record(self, case: Case, history: History, people: list[Contact], scribe: Scribe) -> None:
        spoken = [touch for touch in history.touchpoints if touch.status == "held" and touch.start]
        recorded = spoken[-self._size.calls :]
        for place, touch in enumerate(recorded):
            left = len(recorded) - place
            call, actions = scribe.record(case, touch, present(people, touch.date), newest=left)
            history.calls.append(call)
            history.actions += actions
        history.actions += scribe.told_promises(case, history.calls, present(people, case.end)[0].name)
        carry(history.actions, history.calls)

    def _agreed(
        self, case: Case, people: list[Contact], wishes: Preferences, seen: list[Visit], pen: Pen
    ) -> Iterator[Touchpoint]:
        if case.story and case.story.planned is not None:
            yield from self._told(case, people)
            return
        if case.churned or wishes.channel in self._patterns.silent_channels:
            return
        for visit in coming(case, self._patterns, seen, wishes):
            if case.rng.random() < self._patterns.planned_share:
                yield from self._booked(case, visit, people, wishes, pen)

    def _booked(
        self, case: Case, visit: Visit, people: list[Contact], wishes: Preferences, pen: Pen
    ) -> Iterator[Touchpoint]:
        day = visit.day
        for _ in range(self._patterns.moves):
            day = self._diary.workday(day, 1)
            if _suits(day, wishes):
                turn = int(case.rng.random() * len(self._patterns.slots))
                start = self._diary.book(case.owner, day, visit.minutes, case.zone, wishes.hours, turn)
                if start:
                    confirmed = case.rng.random() < self._patterns.confirmed_share
                    yield Touchpoint(
                        id=case.ids.new(),
                        account=case.id,
                        owner=case.owner.id,
                        touch=visit.touch,
                        channel=visit.channel,
                        status="confirmed" if confirmed else "planned",
                        date=day,
                        start=start,
                        minutes=visit.minutes,
                        work_minutes=visit.work,
                        ideal=visit.day,
                        contact=present(people, day)[0].id,
                        purpose=self._purpose(visit, pen),
                    )
                    return
            day += timedelta(days=1)

    def _told(self, case: Case, people: list[Contact]) -> Iterator[Touchpoint]:
        for plan in case.story.planned if case.story and case.story.planned else ():
            day = self._diary.workday(case.day(plan.day), 1)
            yield Touchpoint(
                id=case.ids.new(),
                account=case.id,
                owner=case.owner.id,
                touch=plan.touch,
                channel="video",
                status=plan.status,
                date=day,
                start=self._diary.reserve(case.owner, day, plan.at, plan.minutes),
                minutes=plan.minutes,
                work_minutes=plan.work,
                ideal=case.day(plan.day),
                contact=present(people, day)[0].id,
                purpose=plan.purpose,
            )


def present(people: list[Contact], day: date) -> list[Contact]:
    """The contacts who were still there, in their order."""
    return [person for person in people if person.left is None or person.left > day]


def _suits(day: date, wishes: Preferences) -> bool:
    if wishes.weekdays and day.weekday() not in wishes.weekdays:
        return False
    return not any(first <= day <= last for first, last in wishes.quiet)
