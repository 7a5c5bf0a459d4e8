"""The ledger: promises of both sides, kept, late, moved, blocked, discussed and reviewed."""

from datetime import UTC, date, datetime, time, timedelta

from cadence_tui.content.sample.cases import Case
from cadence_tui.content.sample.chance import weighted, whole
from cadence_tui.content.sample.diary import Diary
from cadence_tui.content.sample.patterns import PromisePattern
from cadence_tui.content.sample.stories import PromiseStory
from cadence_tui.content.sample.writing import Pen
from cadence_tui.model.documents import Action, Call, Comment, Slip, Verdict
from cadence_tui.model.documents.action import ActionStatus, Priority, Side

_OFFICE_HOUR = time(15, 30, tzinfo=UTC)


class Promiser:
    """Makes the promises of one account; the lead looks at some of them."""

    def __init__(self, pattern: PromisePattern, pen: Pen, diary: Diary, lead: str) -> None:
        self._pattern = pattern
        self._pen = pen
        self._diary = diary
        self._lead = lead

    def made_on(self, case: Case, call: Call, customer: str) -> list[Action]:
        """What both sides promised on a call; a story tells its own."""
        if (case.story and case.story.promises) or call.ended is None:
            return []
        if (case.today - call.ended.date()).days > self._pattern.since:
            return []
        made: list[Action] = []
        if case.rng.random() < self._pattern.ours:
            made.append(self._drawn(case, call.id, call.ended, "ours", case.owner.id))
        if case.rng.random() < self._pattern.theirs:
            made.append(self._drawn(case, call.id, call.ended, "theirs", customer))
        return made

    def told(self, case: Case, calls: list[Call], customer: str) -> list[Action]:
        """The promises of a story, bound to the calls of their days."""
        promises = case.story.promises if case.story else ()
        return [self._of_story(case, promise, calls, customer) for promise in promises]

    def _drawn(self, case: Case, origin: str, created: datetime, side: Side, owner: str) -> Action:
        rng, pattern = case.rng, self._pattern
        made = created.date()
        due = self._diary.workday(made + timedelta(days=whole(rng, pattern.due)), 1)
        punctual = rng.random() < case.mood.kept
        action = Action(
            id=case.ids.new(),
            account=case.id,
            title=self._pen.write("promises", side),
            side=side,
            owner=owner,
            due=due,
            priority=self._priority(case),
            origin=origin,
            created=created,
        )
        if not punctual and rng.random() < pattern.slip_share:
            self._slip(case, action)
        days = -whole(rng, pattern.early_days) if punctual else whole(rng, pattern.late_days)
        finished = max(made + timedelta(days=1), (action.due or due) + timedelta(days=days))
        old = (case.today - made).days > pattern.settled_after and rng.random() < pattern.settled_share
        if finished < case.end and (punctual or old):
            self._settle(case, action, self._diary.workday(finished, -1))
        else:
            self._leave_open(case, action)
        self._discuss(case, action)
        return action

    def _priority(self, case: Case) -> Priority:
        luck = case.rng.random()
        if luck < self._pattern.high_share:
            return "high"
        return "low" if luck > 1 - self._pattern.low_share else "normal"

    def _slip(self, case: Case, action: Action) -> None:
        """The due date moves the day before it would have come; not in the future."""
        was = action.due or action.created.date()
        day = self._diary.workday(was - timedelta(days=1), -1)
        if not action.created.date() < day < case.end:
            return
        action.due = self._diary.workday(was + timedelta(days=whole(case.rng, self._pattern.move)), 1)
        why = self._pen.write("actions", f"slips_{action.side}")
        action.slips = (Slip(was=was, to=action.due, by=case.owner.id, why=why, at=_at(day)),)

    def _settle(self, case: Case, action: Action, day: date) -> None:
        dropped = case.rng.random() < self._pattern.dropped_share
        action.status = "dropped" if dropped else "done"
        action.done = max(_at(day), action.created + timedelta(hours=2))
        if action.side == "ours" and not dropped and case.rng.random() < self._pattern.verdict_share:
            self._judge(case, action, Verdict(verdict="approved", by=self._lead, at=action.done))

    def _leave_open(self, case: Case, action: Action) -> None:
        status: ActionStatus = weighted(case.rng, self._pattern.statuses)
        if action.side == "theirs":
            status = "waiting" if status in ("waiting", "blocked") else "open"
        action.status = status
        if status == "blocked":
            action.blocked_reason = self._pen.write("actions", "blocked")
        late = action.due is not None and action.due < case.end
        if not late or action.side == "theirs":
            return
        luck, pattern = case.rng.random(), self._pattern
        day = _at(self._diary.workday(case.end - timedelta(days=1), -1))
        if luck < pattern.escalated_share:
            why = self._pen.write("actions", "escalated")
            self._judge(case, action, Verdict(verdict="escalated", by=self._lead, at=day, why=why))
        elif luck < pattern.escalated_share + pattern.returned_share:
            why = self._pen.write("actions", "returned")
            self._judge(case, action, Verdict(verdict="returned", by=self._lead, at=day, why=why))

    def _judge(self, case: Case, action: Action, verdict: Verdict) -> None:
        if verdict.at > action.created and verdict.at.date() < case.today:
            action.verdicts = (verdict,)

    def _discuss(self, case: Case, action: Action) -> None:
        if case.rng.random() >= self._pattern.comment_share:
            return
        until = action.done.date() if action.done else case.end - timedelta(days=1)
        room = (until - action.created.date()).days
        if room < 2:
            return
        day = self._diary.workday(action.created.date() + timedelta(days=whole(case.rng, (1, room))), -1)
        at = max(_at(day), action.created + timedelta(hours=1))
        action.comments = (Comment(by=case.owner.id, at=at, text=self._pen.write("actions", "comments")),)

    def _of_story(self, case: Case, promise: PromiseStory, calls: list[Call], customer: str) -> Action:
        day = case.day(promise.created)
        origin = next((call for call in reversed(calls) if call.ended and call.ended.date() <= day), None)
        same_day = origin is not None and origin.ended is not None and origin.ended.date() == day
        done = None if promise.done is None else _at(case.day(promise.done))
        return Action(
            id=case.ids.new(),
            account=case.id,
            title=promise.title,
            side=promise.side,
            owner=case.owner.id if promise.side == "ours" else promise.owner or customer,
            due=case.day(promise.due),
            status="done" if done else promise.status,
            priority=promise.priority,
            blocked_reason=promise.blocked_reason,
            origin=origin.id if origin else "",
            slips=tuple(
                Slip(
                    was=case.day(slip.was),
                    to=case.day(slip.to),
                    by=case.owner.id,
                    why=slip.why,
                    at=_at(case.day(slip.day)),
                )
                for slip in promise.slips
            ),
            comments=tuple(
                Comment(by=case.owner.id, at=_at(case.day(comment.day)), text=comment.text)
                for comment in promise.comments
            ),
            created=origin.ended if same_day and origin and origin.ended else _at(day),
            done=done,
        )


def carry(actions: list[Action], calls: list[Call]) -> None:
    """Names on each promise the later calls that brought it along while it was open."""
    for action in actions:
        action.carried = tuple(
            call.id
            for call in calls
            if call.started
            and call.started > action.created
            and (action.done is None or call.started < action.done)
        )


def _at(day: date) -> datetime:
    return datetime.combine(day, _OFFICE_HOUR)
