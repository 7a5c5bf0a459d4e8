"""What came out of an account's calls: risks, chances, work asked of others, what shows a promise kept."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta

from cadence_tui.content.sample.cases import Case
from cadence_tui.content.sample.chance import whole
from cadence_tui.content.sample.diary import Diary
from cadence_tui.content.sample.patterns import OutlookPattern
from cadence_tui.content.sample.writing import Pen
from cadence_tui.model.documents import Action, Call, Handoff, Opportunity, Risk
from cadence_tui.model.documents.outlook import RiskSeverity

_OFFICE_HOUR = time(16, 0, tzinfo=UTC)
_SEVERITIES: Mapping[str | None, RiskSeverity] = {"concerning": "high", "positive": "low"}


class Foreteller:
    """Draws the outlook of one account, after everything else of it, so that nothing else depends on it."""

    def __init__(self, pattern: OutlookPattern, diary: Diary, pen: Pen, case: Case) -> None:
        self._pattern, self._diary, self._pen, self._case = pattern, diary, pen, case

    def show_evidence(self, actions: Iterable[Action]) -> None:
        """Says of most kept promises of ours what shows it."""
        for action in actions:
            kept = action.status == "done" and action.side == "ours"
            if kept and self._case.rng.random() < self._pattern.evidence_share:
                action.evidence = self._pen.write("actions", "evidence")

    def outlook(self, calls: Iterable[Call]) -> Iterator[Risk | Opportunity | Handoff]:
        """What the calls of the last time left; what an earlier one named is settled by now."""
        told = [call for call in calls if call.ended and self._is_recent(call.ended)]
        if self._case.churned is not None:
            return
        for place, call in enumerate(reversed(told)):
            ended = call.ended or self._at(0)
            for concern in call.concerns:
                yield self._risk(call, ended, concern, settled=place > 0)
            for chance in call.opportunities:
                yield self._opportunity(call, ended, chance)
                if self._case.rng.random() < self._pattern.handoff_share:
                    yield self._handoff(call, ended, chance)

    def _risk(self, call: Call, ended: datetime, title: str, *, settled: bool) -> Risk:
        case = self._case
        risk = Risk(
            id=case.ids.new(),
            account=case.id,
            title=title,
            severity=_SEVERITIES.get(call.sentiment, "medium"),
            owner=case.owner.id,
            origin=call.id,
            raised=ended,
        )
        if settled:
            risk.status, risk.ended = "settled", max(self._at(-1), ended)
            risk.outcome = self._pen.write("outlook", "settled")
        elif case.rng.random() < self._pattern.plan_share:
            risk.plan = self._pen.write("outlook", "plans")
            day = case.today + timedelta(days=whole(case.rng, self._pattern.plan_days))
            risk.plan_due = self._diary.workday(day, 1)
        return risk

    def _opportunity(self, call: Call, ended: datetime, title: str) -> Opportunity:
        case = self._case
        return Opportunity(
            id=case.ids.new(),
            account=case.id,
            title=title,
            owner=case.owner.id,
            origin=call.id,
            raised=ended,
        )

    def _handoff(self, call: Call, ended: datetime, what: str) -> Handoff:
        case = self._case
        handoff = Handoff(
            id=case.ids.new(),
            account=case.id,
            to="account_team",
            what=what,
            why=self._pen.write("outlook", "handoffs"),
            by=case.owner.id,
            at=ended,
            origin=call.id,
        )
        if case.rng.random() < self._pattern.answered_share:
            handoff.status, handoff.ended = "done", max(self._at(-1), ended)
            handoff.answer = self._pen.write("outlook", "answers")
        return handoff

    def _is_recent(self, ended: datetime) -> bool:
        return (self._case.today - ended.date()).days <= self._pattern.since

    def _at(self, days: int) -> datetime:
        day = self._diary.workday(self._case.today + timedelta(days=days), -1)
        return datetime.combine(day, _OFFICE_HOUR)
