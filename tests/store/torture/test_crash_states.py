"""Whatever a power cut leaves of the files, the store opens, has what it acknowledged, and goes on."""

import random
import shutil
import sys
import time
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tests.store.torture.crash_states import different, judge, moments
from tests.store.torture.disk import Disk
from tests.store.torture.effort import SECONDS, dice, evidence, needs_strace, tell
from tests.store.torture.engines import ENGINES
from tests.store.torture.tracing import trace

pytestmark = needs_strace

_ROOT = Path(__file__).parents[3]
_PUTS = 36
_STATES = 1000
_STATES_OF_A_CONTROL = 100


class Findings(NamedTuple):
    """How many different states were judged, and what was wrong with the bad ones."""

    states: int
    faults: list[str]


def _explore(
    name: str,
    folder: Path,
    rng: random.Random,
    *,
    writers: int = 1,
    heeds_syncs: bool = True,
    most: int | None = None,
) -> Findings:
    """Records one run of an engine and judges the states that a crash may leave, all or the first."""
    engine, store, diary = ENGINES[name], folder / "store", folder / "diary"
    folder.mkdir()
    engine.start(store)
    disk = Disk(store, heeds_syncs=heeds_syncs)
    run = [sys.executable, "-m", "tests.store.torture.engines", name, str(store), str(diary)]
    calls = trace([*run, str(writers), str(_PUTS // writers)], _ROOT, folder / "calls")
    chosen = islice(different(moments(calls, disk, diary, rng)), most)
    verdicts = [judge(engine, moment, folder / "state") for moment in chosen]
    return Findings(len(verdicts), [fault for fault in verdicts if fault])


def test_no_crash_loses_or_halves_a_write(tmp_path: Path) -> None:
    seed, rng = dice()
    deadline = time.monotonic() + SECONDS
    states = runs = 0
    with evidence(tmp_path, seed) as folder:
        while states < _STATES or time.monotonic() < deadline:
            findings = _explore("cadence", folder / "run", rng, writers=1 + runs % 3)
            assert not findings.faults, f"{len(findings.faults)} bad states: {findings.faults[:3]}"
            states += findings.states
            runs += 1
            shutil.rmtree(folder / "run")
    tell(f"{states} states of {runs} runs, all good")


def test_the_explorer_sees_a_disk_that_lies(tmp_path: Path) -> None:
    seed, rng = dice()
    with evidence(tmp_path, seed) as folder:
        findings = _explore("cadence", folder / "run", rng, heeds_syncs=False, most=_STATES_OF_A_CONTROL)
        assert len(findings.faults) > findings.states / 4, findings


def test_the_explorer_sees_what_tinydb_does_not_promise(tmp_path: Path) -> None:
    seed, rng = dice()
    with evidence(tmp_path, seed) as folder:
        assert _explore("tinydb", folder / "run", rng).faults


def test_the_explorer_believes_sqlite(tmp_path: Path) -> None:
    seed, rng = dice()
    with evidence(tmp_path, seed) as folder:
        findings = _explore("sqlite", folder / "run", rng)
        assert findings.states >= _STATES_OF_A_CONTROL
        assert not findings.faults, findings.faults[:3]
