"""What an experiment has shown so far: both arms, their difference, and whether that says anything (T11).

The account is the unit: chance gave an arm to accounts, and calls of one account are alike. Everybody counts
in the arm that they drew, also who left it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from cadence_tui.model.documents import Experiment
from cadence_tui.model.documents.adaptation import ARMS, ArmName
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import Experiments
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.practice.arms import short_arms
from cadence_tui.practice.offered import Offered, offered
from cadence_tui.practice.statistics import (
    Group,
    Interval,
    Mean,
    Share,
    difference_of,
    grouped_share,
    mean_of,
)
from cadence_tui.practice.wishes import wishes_in_force

_FOUR_WEEKS = 28
_WEEK = 7
_NPS = "nps"


class ArmResult(Struct, frozen=True, kw_only=True):
    """One arm. `accounts` drew it, `reached` of them were offered a call; `share` is of the calls held.

    `held` and `minutes` are means of an account in four weeks; `health` is the change of the score since the
    start, `nps` the mean of the last answers, 0 to 10. `left` lives by another rhythm by now.
    """

    name: ArmName
    accounts: int
    reached: int
    left: int
    calls_offered: int
    calls_held: int
    share: Share | None
    held: Mean | None
    minutes: Mean | None
    health: Mean | None
    nps: Mean | None


class Comparison(Struct, frozen=True, kw_only=True):
    """Both arms. `difference` is of the share held, B less A; there is none where nothing may be concluded.

    `verdict` is the one sentence, `cautions` what to hold against it. `over` when its last day has passed.
    """

    a: ArmResult
    b: ArmResult
    difference: Interval | None
    verdict: Reason
    cautions: tuple[Reason, ...]
    over: bool

    @property
    def arms(self) -> tuple[ArmResult, ArmResult]:
        """Both, A first."""
        return self.a, self.b


def compare(
    experiment: Experiment,
    records: Mapping[str, AccountRecord],
    health_changes: Mapping[str, float],
    figures: Experiments,
    today: date,
    ruled: tuple[float, float] | None = None,
) -> Comparison:
    """What has come of it up to a day; accounts that are no longer there are counted as drawn and no more.

    `health_changes` are by account, of those whose health is known then and now; `ruled` is the rhythm of
    those whom it asked by their rules, least and most.
    """
    last = min(today, experiment.last, experiment.ended or experiment.last)
    results = {
        name: _arm(experiment, name, records, health_changes, figures.confidence, last) for name in ARMS
    }
    a, b = results["a"], results["b"]
    difference, verdict = _judged(experiment, a, b, figures)
    over = experiment.status != "running" or today > experiment.last
    weeks = ((experiment.last - experiment.first).days + 1) // _WEEK
    short = () if over else tuple(short_arms(experiment.a, experiment.b, ruled, weeks))
    return Comparison(
        a=a,
        b=b,
        difference=difference,
        verdict=verdict,
        cautions=(*short, *_cautions(experiment, a, b, over=over, decided=difference is not None)),
        over=over,
    )


def left_arm(experiment: Experiment, record: AccountRecord, today: date) -> bool:
    """Whether an account that drew an arm lives by another rhythm by now: by decision, by wish, or gone."""
    account, wishes = record.account, wishes_in_force(record, today).preferences
    if account.churned is not None and account.churned <= today:
        return True
    if wishes.every_days or wishes.channel:
        return True
    return account.rhythm is None or account.rhythm.source != experiment.id


# -- the verdict -----------------------------------------------------------------------


def _judged(
    experiment: Experiment, a: ArmResult, b: ArmResult, figures: Experiments
) -> tuple[Interval | None, Reason]:
    if refusal := _refusal(experiment, a, b, figures):
        return None, refusal
    if a.share is None or b.share is None:
        return None, _few_accounts(a if a.share is None else b, figures)
    interval = difference_of(a.share, b.share)
    told = {
        "a": a.share.value,
        "b": b.share.value,
        "difference": b.share.value - a.share.value,
        "low": interval.low,
        "high": interval.high,
        "confidence": figures.confidence,
        "accounts": a.reached + b.reached,
        "calls": a.calls_offered + b.calls_offered,
    }
    if interval.holds(0.0):
        return interval, reason("experiment_unclear", **told)
    better = "experiment_b_better" if b.share.value > a.share.value else "experiment_a_better"
    return interval, reason(better, **told)


def _refusal(experiment: Experiment, a: ArmResult, b: ArmResult, figures: Experiments) -> Reason | None:
    for result in (a, b):
        channel = experiment.arm(result.name).channel
        if channel and channel not in LIVE_CHANNELS:
            return reason("experiment_written", arm=result.name, channel=channel)
    for result in (a, b):
        if result.reached < figures.least_accounts:
            return _few_accounts(result, figures)
    for result in (a, b):
        if result.calls_offered < figures.least_offered:
            few = {"calls": result.calls_offered, "least": figures.least_offered}
            return reason("experiment_few_calls", arm=result.name, **few)
    return None


def _few_accounts(result: ArmResult, figures: Experiments) -> Reason:
    few = {"accounts": result.reached, "least": figures.least_accounts}
    return reason("experiment_few_accounts", arm=result.name, **few)


def _cautions(
    experiment: Experiment, a: ArmResult, b: ArmResult, *, over: bool, decided: bool
) -> Iterable[Reason]:
    if not over and decided:
        yield reason("experiment_peeking", last=experiment.last)
    if experiment.status == "stopped" and experiment.ended:
        yield reason("experiment_stopped_early", ended=experiment.ended, last=experiment.last)
    if a.left or b.left:
        yield reason("experiment_left", a=a.left, b=b.left)


# -- an arm ------------------------------------------------------------------------------


def _arm(
    experiment: Experiment,
    name: ArmName,
    records: Mapping[str, AccountRecord],
    health_changes: Mapping[str, float],
    confidence: float,
    last: date,
) -> ArmResult:
    drawn = [each for each in experiment.assigned if each.arm == name]
    there = [records[each.account] for each in drawn if each.account in records]
    calls = [offered(record.touchpoints, experiment.touch, experiment.first, last) for record in there]
    held, minutes = _in_four_weeks(calls, confidence)
    running = experiment.status == "running"
    gone = {each.account for each in drawn if each.left is not None}
    if running:
        gone |= {each.account.id for each in there if left_arm(experiment, each, last)}
    changes = [health_changes[each.account] for each in drawn if each.account in health_changes]
    return ArmResult(
        name=name,
        accounts=len(drawn),
        reached=sum(bool(each.calls) for each in calls),
        left=len(gone) + len(drawn) - len(there),
        calls_offered=sum(len(each.calls) for each in calls),
        calls_held=sum(each.held for each in calls),
        share=grouped_share([Group(each.held, len(each.calls)) for each in calls], confidence),
        held=held,
        minutes=minutes,
        health=mean_of(changes, confidence),
        nps=mean_of(list(_answers(there, experiment.first, last)), confidence),
    )


def _in_four_weeks(calls: Sequence[Offered], confidence: float) -> tuple[Mean | None, Mean | None]:
    scale = [_FOUR_WEEKS / max(1, (each.last - each.first + timedelta(days=1)).days) for each in calls]
    held = [each.held * factor for each, factor in zip(calls, scale, strict=True)]
    minutes = [each.minutes * factor for each, factor in zip(calls, scale, strict=True)]
    return mean_of(held, confidence), mean_of(minutes, confidence)


def _answers(records: Iterable[AccountRecord], first: date, last: date) -> Iterable[float]:
    """The last answer of each account in that time."""
    for record in records:
        given = [each for each in record.surveys if each.survey == _NPS and first <= each.date <= last]
        if given:
            yield max(given, key=lambda each: each.date).score
