"""The record of a held call: what was said, felt and promised."""

from datetime import date, datetime, timedelta

from cadence_tui.content.sample.cases import Case
from cadence_tui.content.sample.chance import between, weighted
from cadence_tui.content.sample.patterns import Mood, Patterns
from cadence_tui.content.sample.promises import Promiser
from cadence_tui.content.sample.stories import CallStory
from cadence_tui.content.sample.writing import Pen
from cadence_tui.model.documents import Action, Call, Contact, Entry, Touchpoint
from cadence_tui.model.documents.call import EntryMark, Sentiment


class Scribe:
    """Writes the calls of one account."""

    def __init__(self, patterns: Patterns, pen: Pen, promiser: Promiser) -> None:
        self._patterns = patterns
        self._pen = pen
        self._promiser = promiser
        self._usual = next(mood for mood in patterns.moods if mood.id == patterns.usual_mood)

    def record(
        self, case: Case, touch: Touchpoint, people: list[Contact], *, newest: int
    ) -> tuple[Call, list[Action]]:
        """The closed call of a touchpoint and its promises; `newest` is 1 for the last call."""
        records, rng = self._patterns.records, case.rng
        if touch.start is None:
            raise ValueError(touch.id)
        self._pen.meet(people[0].name)
        told = case.story.last_call if case.story and newest == 1 else None
        seconds = round(touch.minutes * 60 * between(rng, records.length))
        theirs = between(rng, records.listening)
        sentiment = told.sentiment if told else weighted(rng, self._mood(case, touch).sentiments)
        call = Call(
            id=case.ids.new(),
            account=case.id,
            owner=case.owner.id,
            touchpoint=touch.id,
            agenda=self._agenda(touch),
            status="closed",
            started=touch.start,
            ended=touch.start + timedelta(seconds=seconds),
            booked_minutes=touch.minutes,
            us_seconds=round(seconds * (1 - theirs)),
            them_seconds=round(seconds * theirs),
            attendees=tuple(person.name for person in people[: 1 + (touch.minutes > 30)]),
            sentiment=sentiment,
            adoption=told.adoption if told else weighted(rng, records.adoption[sentiment]),
            relationship=told.relationship if told else weighted(rng, records.relationship[sentiment]),
            summary=told.summary if told else self._summary(touch, sentiment),
        )
        touch.call = call.id
        actions = self._promiser.made_on(case, call, people[0].name)
        call.actions = tuple(action.id for action in actions)
        if told:
            self._tell(call, told, touch.start)
        elif newest <= records.detailed:
            self._detail(case, call, sentiment, touch.start)
        call.entries += tuple(_promise(action, call, place) for place, action in enumerate(actions, 1))
        return call, actions

    def told_promises(self, case: Case, calls: list[Call], customer: str) -> list[Action]:
        """The promises of a story, each bound to the call on which it was made."""
        actions = self._promiser.told(case, calls, customer)
        by_id = {call.id: call for call in calls}
        for action in actions:
            call = by_id.get(action.origin)
            if call:
                call.actions += (action.id,)
                call.entries += (_promise(action, call, len(call.actions)),)
        return actions

    def link(self, calls: list[Call], touches: list[Touchpoint]) -> None:
        """Each call names the next touch, or why there is none."""
        order = {touch.id: place for place, touch in enumerate(touches)}
        for call in calls:
            after = [touch for touch in touches[order[call.touchpoint] + 1 :] if not touch.internal]
            if after:
                call.next_touch = after[0].id
            else:
                call.no_next_reason = self._pen.write("calendar", "no_next")

    def _mood(self, case: Case, touch: Touchpoint) -> Mood:
        weeks = max([case.mood.over, *(team.over for team in (case.story.teams if case.story else ()))])
        recent = touch.date >= case.end - timedelta(weeks=weeks)
        return case.mood if recent else self._usual

    def _agenda(self, touch: Touchpoint) -> str:
        agendas = self._patterns.agendas
        return agendas.kinds.get(
            touch.touch, agendas.pulse if touch.minutes <= agendas.pulse_up_to else agendas.usual
        )

    def _summary(self, touch: Touchpoint, sentiment: Sentiment) -> str:
        bank = self._patterns.banks.get(touch.touch)
        return self._pen.write("summaries", sentiment if sentiment == "concerning" or not bank else bank)

    def _tell(self, call: Call, told: CallStory, start: datetime) -> None:
        call.key_points = told.key_points
        call.concerns = told.concerns
        call.opportunities = told.opportunities
        call.entries = tuple(
            Entry(at=start + timedelta(minutes=4 * place), text=line.text, mark=line.mark)
            for place, line in enumerate(told.entries, 1)
        )

    def _detail(self, case: Case, call: Call, sentiment: Sentiment, start: datetime) -> None:
        records, rng, pen = self._patterns.records, case.rng, self._pen
        notes = tuple(pen.write("notes", sentiment) for _ in range(records.notes))
        lines: list[tuple[EntryMark, str]] = [("note", text) for text in notes]
        worry = 1.0 if sentiment == "concerning" else records.concern_share
        if rng.random() < worry:
            call.concerns = (pen.write("lines", "concerns"),)
            lines.append(("concern", call.concerns[0]))
        if rng.random() < records.opportunity_share:
            call.opportunities = (pen.write("lines", "opportunities"),)
            lines.append(("opportunity", call.opportunities[0]))
        if rng.random() < records.question_share:
            lines.append(("question", pen.write("lines", "questions")))
        if rng.random() < records.decision_share:
            lines.append(("decision", pen.write("lines", "decisions")))
        call.key_points = notes
        step = max(1, call.booked_minutes // (len(lines) + 3))
        call.entries = tuple(
            Entry(at=start + timedelta(minutes=step * place), text=text, mark=mark)
            for place, (mark, text) in enumerate(lines, 1)
        )


def _promise(action: Action, call: Call, place: int) -> Entry:
    ended = call.ended or action.created
    return Entry(
        at=ended - timedelta(seconds=max(10, 100 - 20 * place)),
        text=action.title,
        mark="promise_ours" if action.side == "ours" else "promise_theirs",
        owner=action.owner,
        due=_first_due(action),
        action=action.id,
    )


def _first_due(action: Action) -> date | None:
    return action.slips[0].was if action.slips else action.due
