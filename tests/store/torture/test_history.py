"""Processes are killed, stopped and cramped in the middle of writing; the history tells whether they lost."""

import shutil
import time
from pathlib import Path

import pytest

from cadence_tui.store.protocol import Commit
from tests.store.torture.campaign import Campaign
from tests.store.torture.effort import SECONDS, dice, evidence, tell
from tests.store.torture.history import Event, check_history

_CAMPAIGNS = 2
_ROUNDS = 6
_KILLS_A_ROUND = 16


def test_what_was_acknowledged_outlives_every_kill(tmp_path: Path) -> None:
    seed, rng = dice()
    deadline = time.monotonic() + SECONDS
    campaigns = kills = acknowledged = 0
    with evidence(tmp_path, seed) as folder:
        while campaigns < _CAMPAIGNS or time.monotonic() < deadline:
            place = folder / "campaign"
            place.mkdir()
            campaign = Campaign(place / "store", rng)
            with campaign.staff:
                for _ in range(_ROUNDS):
                    campaign.run_round(_KILLS_A_ROUND)
            shutil.rmtree(place)
            campaigns += 1
            kills += campaign.kills
            acknowledged += sum(event.what == "ok" for event in campaign.staff.history)
    tell(f"{kills} kills, {acknowledged} transactions acknowledged, none lost")
    assert kills >= 100
    assert acknowledged > kills


def _asked(txn: str, at: int, what: str = "ok", seq: int = 0) -> list[Event]:
    return [
        Event(what="invoke", who=txn, at=at, txn=txn),
        Event(what=what, who=txn, at=at + 5, txn=txn, seq=seq),
    ]


def _kept(*txns: str) -> list[Commit]:
    return [Commit(seq=seq, at="", who="", txn=txn) for seq, txn in enumerate(txns, 1)]


_LOOK = [Event(what="look", who="reader", at=20), Event(what="read", who="reader", at=25, seq=1)]


@pytest.mark.parametrize(
    ("events", "present", "verdict"),
    [
        (_asked("a", 0, seq=1), [], "lost"),
        (_asked("a", 0, seq=1), ["b", "a"], "lost"),
        (_asked("a", 0, "fail"), ["a"], "refused every time"),
        ([], ["a"], "nobody asked"),
        (_asked("a", 0, seq=2) + _asked("b", 10, seq=1), ["b", "a"], "asked for after 2"),
        (_asked("a", 0, seq=1) + _asked("a", 10, seq=2), ["a", "b"], "two numbers"),
        (_asked("a", 0, seq=1) + _asked("b", 10, seq=2) + _LOOK, ["a", "b"], "old state"),
        ([Event(what="broken", who="a", at=0, text="a traceback")], [], "a traceback"),
    ],
)
def test_an_impossible_history_is_found(events: list[Event], present: list[str], verdict: str) -> None:
    with pytest.raises(AssertionError, match=verdict):
        check_history(events, _kept(*present))


def test_a_possible_history_is_believed() -> None:
    overlapping = _asked("a", 0, seq=2) + _asked("b", 3, seq=1)
    in_flight = _asked("c", 10)[:1] + _asked("d", 10, "unknown") + _asked("e", 10, "fail")
    refused_then_kept = _asked("f", 10, "fail") + _asked("f", 20, seq=4)
    check_history([*overlapping, *in_flight, *refused_then_kept], _kept("b", "a", "c", "f"))
