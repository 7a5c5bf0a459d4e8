"""Experiments: two rhythms on two halves of a cohort, started and stopped by leads, read by all (T11)."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from cadence_tui.model.documents import Account, Arm, Assigned, Experiment, Rhythm
from cadence_tui.model.errors import NotFound, Refused
from cadence_tui.model.message import message
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import Experiments
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.model.text import fold, plain
from cadence_tui.practice.arms import ruled_days
from cadence_tui.practice.cohort import Cohort, Invited, Wanted, cohort_of, draw
from cadence_tui.practice.experiments import compare, left_arm
from cadence_tui.practice.health.score import health
from cadence_tui.practice.segments import segment_of
from cadence_tui.practice.stages import stage_of
from cadence_tui.views.experiments import Result
from cadence_tui.workspace.session import Workspace

LONGEST_WEEKS = 53
CHANNELS = (*LIVE_CHANNELS, "email")


def comparable_touches(ws: Workspace) -> list[str]:
    """Kinds of touch that are routine calls somewhere: what an experiment can be about."""
    model = ws.rules.touch_model
    live = {rule.touch for rule in model.rules if rule.channel in LIVE_CHANNELS}
    return [touch.id for touch in model.touches if touch.routine and touch.id in live]


def preview(ws: Workspace, wanted: Wanted) -> Cohort:
    """Who would take part. Raises NotFound for a segment, stage, touch or pod that there is not, Refused
    for equal arms."""
    _check(ws, wanted)
    pods = {person.id: person.pod for person in ws.records.people()}
    running = (each for each in ws.records.every(Experiment) if each.status == "running")
    drawn = {one.account for each in running if ws.today() <= each.last for one in each.assigned}
    invited = [
        Invited(
            record=record,
            pod=record.account.pod or pods.get(record.account.owner, ""),
            band=_health(ws, record, ws.today())[0],
            drawn=record.account.id in drawn,
        )
        for record in ws.records.all_records()
        if record.account.churned is None
    ]
    return cohort_of(invited, wanted, ws.rules.touch_model, ws.today())


def start_experiment(
    ws: Workspace, name: str, wanted: Wanted, *, weeks: int, question: str = ""
) -> Experiment:
    """Draws the arms and lets every account of the cohort live by its own, from today on for so many weeks.

    Raises NotPermitted for who does not lead; NotFound for an unknown segment, stage, touch or pod; Refused
    for a nameless one, a name that is taken, equal arms, and where fewer than two accounts can take part.
    """
    ws.require("lead", "admin")
    _require_figures(ws)
    called = plain(name).strip()
    if not called:
        raise Refused(message("An experiment needs a name"))
    if any(fold(each.name) == fold(called) for each in experiments(ws)):
        raise Refused(message("There is an experiment called {name} already", name=called))
    if not 1 <= weeks <= LONGEST_WEEKS:
        raise Refused(message("An experiment runs for 1 to {most} weeks", most=LONGEST_WEEKS))
    cohort = preview(ws, wanted)
    if len(cohort.candidates) < 2:
        raise Refused(message("Too few accounts can take part: {n}, left out {out}", **_counts(cohort)))
    new_id, today = ws.new_id(), ws.today()
    made = Experiment(
        id=new_id,
        name=called,
        question=plain(question).strip(),
        segment=wanted.segment,
        stage=wanted.stage,
        pod=wanted.pod,
        touch=wanted.touch,
        a=wanted.a,
        b=wanted.b,
        assigned=draw(cohort.candidates, new_id),
        left_out=dict(cohort.left_out),
        first=today,
        last=today + timedelta(weeks=weeks, days=-1),
        by=ws.actor.id,
    )
    edits = [_enters(ws, made, each) for each in made.assigned]
    told = message("Experiment started: {name}, {n} accounts", name=called, n=len(edits))
    ws.commit(told, made=[made], edits=edits)
    return ws.records.get(Experiment, new_id)


def stop_experiment(ws: Workspace, text: str, *, conclusion: str = "") -> Experiment:
    """Ends an experiment: its accounts live by their rules again. After its last day it is finished, before
    that stopped. Raises NotPermitted, NotFound, Refused for one that is over."""
    ws.require("lead", "admin")
    was = experiment_called(ws, text)
    if was.status != "running":
        raise Refused(message("{name} is over already", name=was.name))
    today, records = ws.today(), _records(ws, was)
    over = today > was.last
    ended = replace(
        was,
        status="finished" if over else "stopped",
        ended=today,
        conclusion=plain(conclusion).strip(),
        assigned=tuple(_leaves(was, each, records.get(each.account), today) for each in was.assigned),
    )
    free = [
        (account, replace(account, rhythm=None))
        for account in ws.records.accounts()
        if account.rhythm is not None and account.rhythm.source == was.id
    ]
    told = message("Experiment finished: {name}", name=was.name)
    if not over:
        told = message("Experiment stopped: {name}", name=was.name)
    ws.commit(told, edits=[(was, ended), *free])
    return ws.records.get(Experiment, was.id)


def experiments(ws: Workspace) -> list[Experiment]:
    """All of them, running ones first, then the latest first."""
    found = sorted(ws.records.every(Experiment), key=lambda each: each.id, reverse=True)
    return sorted(found, key=lambda each: each.status != "running")


def read_results(ws: Workspace, text: str) -> Result:
    """What has come of one. Raises NotFound, Refused."""
    return _result(ws, experiment_called(ws, text), _require_figures(ws))


def read_experiments(ws: Workspace) -> list[Result]:
    """What has come of all of them."""
    figures = ws.rules.touch_model.experiments
    return [_result(ws, each, figures) for each in experiments(ws)] if figures is not None else []


def experiment_called(ws: Workspace, text: str) -> Experiment:
    """The experiment of an id, or the only one with this in its name. Raises NotFound or Refused."""
    if ws.store.get("experiment", text) is not None:
        return ws.records.get(Experiment, text)
    known = experiments(ws)
    found = [each for each in known if fold(each.name) == fold(text)]
    found = found or [each for each in known if fold(text) in fold(each.name)]
    if not found:
        raise NotFound(message("No experiment is called {name}", name=text))
    if len(found) > 1:
        raise Refused(message("{n} experiments are called {name}: use the id", n=len(found), name=text))
    return found[0]


# -- inside ------------------------------------------------------------------------------


def _require_figures(ws: Workspace) -> Experiments:
    figures = ws.rules.touch_model.experiments
    if figures is None:
        raise Refused(message("The touch model does not say what an experiment needs"))
    return figures


def _check(ws: Workspace, wanted: Wanted) -> None:
    model = ws.rules.touch_model
    known = {
        "segment": [each.id for each in model.segments],
        "stage": [each.id for each in model.stages],
        "touch": comparable_touches(ws),
    }
    for field, values in known.items():
        value = getattr(wanted, field)
        if value not in values and (value or field == "touch"):
            text = message("{value} is not known; there are: {known}", value=value, known=", ".join(values))
            raise NotFound(text)
    if wanted.pod and wanted.pod not in (pods := _pods(ws)):
        known = ", ".join(pods)
        raise NotFound(message("There is no pod {pod}; there are: {known}", pod=wanted.pod, known=known))
    if wanted.a == wanted.b:
        raise Refused(message("Both arms are the same: there is nothing to compare"))
    for arm in (wanted.a, wanted.b):
        _check_arm(arm)


def _pods(ws: Workspace) -> list[str]:
    """The pods that people and accounts are in."""
    people, accounts = ws.records.people(), ws.records.accounts()
    return sorted({each.pod for each in (*people, *accounts) if each.pod})


def _check_arm(arm: Arm) -> None:
    if arm.every_days is not None and not 1 <= arm.every_days <= LONGEST_WEEKS * 7:
        most = LONGEST_WEEKS * 7
        raise Refused(message("A rhythm is 1 to {most} days", most=most))
    if arm.channel and arm.channel not in CHANNELS:
        known = ", ".join(CHANNELS)
        raise Refused(message("{value} is not known; there are: {known}", value=arm.channel, known=known))


def _counts(cohort: Cohort) -> dict[str, int]:
    return {"n": len(cohort.candidates), "out": sum(cohort.left_out.values())}


def _enters(ws: Workspace, experiment: Experiment, drawn: Assigned) -> tuple[Account, Account]:
    account, arm = ws.records.get(Account, drawn.account), experiment.arm(drawn.arm)
    rhythm = Rhythm(
        touch=experiment.touch,
        every_days=arm.every_days,
        channel=arm.channel,
        source=experiment.id,
        by=ws.actor.id,
        at=ws.now(),
        until=experiment.last,
    )
    return account, replace(account, rhythm=rhythm)


def _leaves(experiment: Experiment, drawn: Assigned, record: AccountRecord | None, today: date) -> Assigned:
    gone = record is None or left_arm(experiment, record, today)
    return replace(drawn, left=today) if gone and drawn.left is None else drawn


def _records(ws: Workspace, experiment: Experiment) -> dict[str, AccountRecord]:
    """The accounts that drew an arm and are still there."""
    there = {account.id for account in ws.records.accounts()}
    ids = [each.account for each in experiment.assigned if each.account in there]
    return {account_id: ws.records.record(account_id) for account_id in ids}


def _result(ws: Workspace, experiment: Experiment, figures: Experiments) -> Result:
    records = _records(ws, experiment)
    changes = _health_changes(ws, list(records.values()), experiment)
    ruled = ruled_days(ws.rules.touch_model, experiment.touch, experiment.segment, experiment.stage)
    comparison = compare(experiment, records, changes, figures, ws.today(), ruled)
    names = {account_id: record.account.name for account_id, record in records.items()}
    return Result(experiment=experiment, comparison=comparison, names=names, ruled=ruled)


def _health_changes(
    ws: Workspace, records: Sequence[AccountRecord], experiment: Experiment
) -> dict[str, float]:
    last = min(ws.today(), experiment.last, experiment.ended or experiment.last)
    changes: dict[str, float] = {}
    for record in records:
        before, after = _health(ws, record, experiment.first)[1], _health(ws, record, last)[1]
        if before is not None and after is not None and last > experiment.first:
            changes[record.account.id] = float(after - before)
    return changes


def _health(ws: Workspace, record: AccountRecord, day: date) -> tuple[str, int | None]:
    model = ws.rules.touch_model
    segment, stage = segment_of(record.account, model, day).value, stage_of(record.account, model, day).value
    found = health(record, ws.rules.health, segment=segment, stage=stage, today=day)
    return found.band, found.score
