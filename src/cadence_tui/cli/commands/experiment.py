"""`cadence experiment`: two rhythms on two halves of a cohort, and what they show (T11)."""

from collections.abc import Iterator, Sequence
from typing import Any

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.lines import text_lines
from cadence_tui.cli.reasons import reasons_data
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf, WholeNumber
from cadence_tui.model.documents import Arm, Experiment
from cadence_tui.model.message import message
from cadence_tui.practice.arms import short_arms
from cadence_tui.practice.cohort import Cohort, Wanted
from cadence_tui.practice.experiments import ArmResult
from cadence_tui.practice.statistics import Mean
from cadence_tui.views.experiments import (
    Result,
    caution_lines,
    cohort_lines,
    rate_text,
    result_lines,
    status_spans,
)
from cadence_tui.views.wording import worded
from cadence_tui.views.words import Words
from cadence_tui.workspace import experiments as acts
from cadence_tui.workspace.session import last_done

_WEEKS = WholeNumber(1, acts.LONGEST_WEEKS)
_DAYS = WholeNumber(1, acts.LONGEST_WEEKS * 7)
_CHANNEL = OneOf(acts.CHANNELS)


@group("experiment")
def experiment(request: Request) -> None:
    """Two rhythms compared."""


@below(experiment, "start", message("Draw the arms by chance and begin today"), writes=True)
@argument("name", says=message("What it is called"))
@option("--touch", says=message("Which kind of call"), default="check_in", metavar="KIND")
@option("--a", "a_days", says=message("Days between two calls in A (else: as the rule says)"), type=_DAYS)
@option("--b", "b_days", says=message("Days between two calls in B (else: as the rule says)"), type=_DAYS)
@option("--a-channel", says=message("How they are held in A (else: as the rule says)"), type=_CHANNEL)
@option("--b-channel", says=message("How they are held in B (else: as the rule says)"), type=_CHANNEL)
@option("--weeks", says=message("For how many weeks"), type=_WEEKS, required=True)
@option("--segment", says=message("Only accounts of this segment"), default="", metavar="SEGMENT")
@option("--stage", says=message("Only accounts in this stage"), default="", metavar="STAGE")
@option("--pod", says=message("Only accounts of this pod"), default="", metavar="POD")
@option("--question", says=message("What it is to find out"), default="", metavar="TEXT")
@option("--dry-run", says=message("Only show who would take part"), is_flag=True)
def start(
    request: Request,
    name: str,
    a_days: int | None,
    b_days: int | None,
    a_channel: str | None,
    b_channel: str | None,
    weeks: int,
    question: str,
    dry_run: bool,
    **whom: Any,
) -> None:
    """A new one."""
    ws = request.workspace
    a, b = Arm(every_days=a_days, channel=a_channel or ""), Arm(every_days=b_days, channel=b_channel or "")
    wanted = Wanted(a=a, b=b, **whom)
    least = ws.rules.touch_model.experiments.least_accounts if ws.rules.touch_model.experiments else 0
    if dry_run:
        cohort = acts.preview(ws, wanted)
        cautions = list(short_arms(a, b, cohort.ruled, weeks))
        data = {**_cohort_data(cohort), "cautions": reasons_data(cautions, request.words)}
        request.answer(data, lambda: text_lines(cohort_lines(cohort, wanted, weeks, least, request.words)))
        return
    made = acts.start_experiment(ws, name, wanted, weeks=weeks, question=question)
    request.answer(made, lambda: _started(request, made))


@below(experiment, "list", message("All of them, running ones first"))
def list_(request: Request) -> None:
    """The experiments."""
    found = acts.read_experiments(request.workspace)
    request.answer(
        [_result_data(each, request.words) for each in found], lambda: _table(found, request.words)
    )


@below(experiment, "show", message("One of them: both arms, their intervals, what they show"))
@argument("name", says=message("Id, or an unmistakable part of the name"), metavar="ID|NAME")
def show(request: Request, name: str) -> None:
    """What has come of it."""
    ws = request.workspace
    found = acts.read_results(ws, name)
    request.answer(
        _result_data(found, request.words),
        lambda: text_lines(result_lines(found, request.words, ws.today())),
    )


@below(experiment, "stop", message("End it: its accounts live by their rules again"), writes=True)
@argument("name", says=message("Id, or an unmistakable part of the name"), metavar="ID|NAME")
@option("--conclusion", says=message("What is concluded"), default="", metavar="TEXT")
def stop(request: Request, name: str, conclusion: str) -> None:
    """Over."""
    ws = request.workspace
    request.done(acts.stop_experiment(ws, name, conclusion=conclusion), last_done(ws))


def _started(request: Request, made: Experiment) -> Iterator[str]:
    """That it runs, and what to hold against it from its first day on."""
    yield request.speech.word(last_done(request.workspace))
    cautions = acts.read_results(request.workspace, made.id).comparison.cautions
    yield from text_lines(caution_lines(cautions, request.words))


def _cohort_data(cohort: Cohort) -> dict[str, Any]:
    return {
        "accounts": [
            {
                "account": each.account,
                "owner": each.owner,
                "held_before": each.held,
                "offered_before": each.offered,
            }
            for each in cohort.candidates
        ],
        "left_out": dict(cohort.left_out),
    }


def _result_data(result: Result, words: Words) -> dict[str, Any]:
    found, ends = result.comparison, result.comparison.difference
    between = None
    if ends is not None and found.a.share is not None and found.b.share is not None:
        value = found.b.share.value - found.a.share.value
        between = {"value": round(value, 4), "low": round(ends.low, 4), "high": round(ends.high, 4)}
    return {
        "experiment": result.experiment,
        "over": found.over,
        "arms": [_arm_data(arm) for arm in found.arms],
        "difference": between,
        "verdict": reasons_data([found.verdict], words)[0],
        "cautions": reasons_data(found.cautions, words),
    }


def _arm_data(arm: ArmResult) -> dict[str, Any]:
    share = arm.share
    return {
        "name": arm.name,
        "accounts": arm.accounts,
        "reached": arm.reached,
        "left": arm.left,
        "offered": arm.calls_offered,
        "held": arm.calls_held,
        "rate": round(share.value, 4) if share else None,
        "low": round(share.interval.low, 4) if share else None,
        "high": round(share.interval.high, 4) if share else None,
        "held_in_four_weeks": _mean_data(arm.held),
        "minutes_in_four_weeks": _mean_data(arm.minutes),
        "health_change": _mean_data(arm.health),
        "nps": _mean_data(arm.nps),
    }


def _mean_data(mean: Mean | None) -> dict[str, Any] | None:
    if mean is None:
        return None
    ends = mean.interval
    return {
        "mean": round(mean.value, 2),
        "low": round(ends.low, 2) if ends else None,
        "high": round(ends.high, 2) if ends else None,
        "accounts": mean.number,
    }


def _table(found: Sequence[Result], words: Words) -> Iterator[str]:
    say = words.speech.say
    header = [say("Id"), say("Name"), say("State"), say("Accounts"), "A", "B", say("What it shows")]
    rows = [
        [
            each.experiment.id,
            each.experiment.name,
            "".join(text for text, _ in status_spans(each, words)[1:]),
            str(len(each.experiment.assigned)),
            rate_text(each.comparison.a, words),
            rate_text(each.comparison.b, words),
            worded(each.comparison.verdict, words),
        ]
        for each in found
    ]
    yield from columns(header, rows, right=[3])
    yield words.speech.plural("{n} experiment", "{n} experiments", len(rows))
