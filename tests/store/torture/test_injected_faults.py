"""Any one system call fails: the answer is clean, nothing acknowledged is lost, the store goes on."""

import random
import shutil
from pathlib import Path

from tests.store.torture.effort import SECONDS, dice, evidence, needs_strace, tell
from tests.store.torture.injection import FAULTS, Fault, Ordeal

pytestmark = needs_strace

_SAMPLE = 12
_RUNS_OF_A_SAMPLE = 90


def test_any_call_may_fail(tmp_path: Path) -> None:
    seed, rng = dice()
    runs = 0
    failures: list[str] = []
    with evidence(tmp_path, seed) as folder:
        ordeal = Ordeal(folder)
        with ordeal.staff:
            for fault in FAULTS:
                for when in _chosen(ordeal.calls(fault), rng):
                    runs += 1
                    failures += _failure(ordeal, fault, when, folder)
        assert not failures, "\n".join([f"{len(failures)} of {runs} runs:", *failures[:20]])
    tell(f"{runs} runs with a failing call")
    assert runs >= (200 if SECONDS else _RUNS_OF_A_SAMPLE)


def _chosen(calls: int, rng: random.Random) -> list[int]:
    """All places, or a few of them in a short run."""
    places = range(1, calls + 1)
    return list(places) if SECONDS else sorted(rng.sample(places, min(calls, _SAMPLE)))


def _failure(ordeal: Ordeal, fault: Fault, when: int, folder: Path) -> list[str]:
    """What one run brought to light, if anything; its store is kept then."""
    try:
        ordeal.run(fault, when)
    except Exception as failure:
        name = f"{fault.call.strip('/^')}-{when}-{fault.error}"
        shutil.copytree(ordeal.store, folder / name)
        return [f"{name}: {type(failure).__name__}: {_last_line(failure)}"]
    return []


def _last_line(failure: Exception) -> str:
    return str(failure).strip().rpartition("\n")[2]
