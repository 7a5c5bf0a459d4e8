"""The calendar in a real terminal: propose, mark two, accept, move, pin, ask why, take it back."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cadence_tui.locale import speech
from tests.e2e.terminal import Terminal

CADENCE = str(Path(sys.executable).parent / "cadence")
NOW = "2026-11-23T15:12:00+00:00"
PATIENCE = 60.0


class Desk:
    """Somebody's terminal on a store, and what commands answer on it."""

    def __init__(self, screen: Terminal, store: Path, language: str) -> None:
        self.screen, self.speech = screen, speech(language)
        self.say = self.speech.say
        self._command = [CADENCE, "--store", str(store), "--as", "ana", "--now", NOW, "--lang", language]

    def sits_down(self) -> None:
        self.screen.start(*self._command)
        self.screen.wait_for(self.say("Portfolio"), PATIENCE)
        self.screen.keys("2")
        self.sees(lambda lines: self.say("propose") in lines[-1] and "TechStart" in "".join(lines[8:]))

    def sees(self, wanted: str | Callable[[list[str]], object]) -> list[str]:
        return self.screen.wait_for(wanted, PATIENCE)

    def calls(self) -> dict[str, Any]:
        """What is known of every open call, by id, but for how often it was written."""
        env = {**os.environ, "HOME": str(self.screen.home)}
        words = [*self._command, "export", "touchpoints", "--format", "json"]
        answer = subprocess.run(words, env=env, capture_output=True, text=True, check=True).stdout
        documents = json.loads(answer)["documents"]
        open_ones = [each for each in documents if each.get("status", "planned") in ("planned", "confirmed")]
        return {each["id"]: {**each, "rev": 0} for each in open_ones}


@pytest.mark.parametrize(("language", "size"), [("en", (80, 24)), ("es", (120, 40)), ("pt-BR", (80, 24))])
def test_a_plan_is_taken_in_part_and_a_call_moved(
    terminal: Callable[..., Terminal], tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    screen = terminal(width=size[0], height=size[1])
    store = tmp_path / "store"
    words = [CADENCE, "init", str(store), "--sample", "small", "--now", NOW]
    subprocess.run(words, env={**os.environ, "HOME": str(screen.home)}, check=True, capture_output=True)
    ana = Desk(screen, store, language)
    ana.sits_down()
    before = ana.calls()
    marks_two_and_accepts(ana)
    accepted = ana.calls()
    assert len(accepted) == len(before) + 2
    moved = moves_the_call_under_the_cursor(ana, accepted)
    pins_and_asks_why(ana, moved)
    takes_everything_back(ana, before)
    screen.keys("q")
    assert screen.wait_for_exit(PATIENCE) == 0


def marks_two_and_accepts(ana: Desk) -> None:
    """Two of the new calls, and no others."""
    say = ana.say
    ana.screen.keys("p")
    ana.sees(say("diff|Without room"))
    ana.screen.keys("End")
    ana.sees(lambda lines: any(line.lstrip().startswith("+ ") for line in lines))
    ana.screen.keys("Up", "Space", "Space")
    ana.sees(ana.speech.plural("{n} marked", "{n} marked", 2))
    ana.screen.keys("a")
    ana.sees(lambda lines: "2" in lines[-1])


def moves_the_call_under_the_cursor(ana: Desk, calls: dict[str, Any]) -> str:
    """The first call of today goes a quarter of an hour on at least; its id."""
    ana.screen.keys("t")
    ana.sees("TechStart")
    ana.screen.keys("m")
    ana.sees(ana.say("as it was"))
    ana.screen.keys("Tab")
    ana.screen.keys("Enter")
    ana.sees(lambda lines: ana.say("as it was") not in lines[-1])
    changed = [key for key, call in ana.calls().items() if call.get("start") != calls[key].get("start")]
    assert len(changed) == 1
    return changed[0]


def pins_and_asks_why(ana: Desk, call: str) -> None:
    """The call is pinned where it is, and says why it is there."""
    ana.screen.keys("f")
    ana.sees("◆")
    assert ana.calls()[call]["pinned"]
    ana.screen.keys("w")
    ana.sees(ana.say("Where else it could be"))
    ana.screen.keys("Escape")
    ana.sees(ana.say("propose"))


def takes_everything_back(ana: Desk, before: dict[str, Any]) -> None:
    """Pin, move and plan, one key each."""
    for _ in range(3):
        known = ana.calls()
        ana.screen.keys("u")
        ana.sees(lambda _, known=known: ana.calls() != known)
    assert ana.calls() == before
