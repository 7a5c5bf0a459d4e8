"""Somebody at the keyboard of a real terminal, for stories from end to end."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cadence_tui.locale import Speech, speech
from cadence_tui.tui.keymap import Keymap
from cadence_tui.tui.registry import all_acts
from tests.e2e.terminal import Terminal

Terminals = Callable[..., Terminal]
CADENCE = str(Path(sys.executable).parent / "cadence")
NOW = "2026-11-23T15:12:00+00:00"
"""A Monday, 10:12 where Ana is."""
PATIENCE = 60.0
KEYS = Keymap(all_acts())


def made_store(folder: Path) -> Path:
    """A store made as a person makes one, with the small sample."""
    words = [CADENCE, "init", str(folder / "store"), "--sample", "small", "--now", NOW]
    subprocess.run(words, env={**os.environ, "HOME": str(folder)}, check=True, capture_output=True)
    return folder / "store"


class Person:
    """Somebody at the keyboard of a terminal, who reads before typing on."""

    def __init__(self, screen: Terminal, store: Path, login: str, language: str) -> None:
        self.screen, self.language = screen, language
        self.speech: Speech = speech(language)
        self.pressed = 0
        self._command = [CADENCE, "--store", str(store), "--as", login, "--now", NOW]

    def start(self) -> None:
        """Opens the interface."""
        self.opens()
        self.sees(lambda lines: "1 " + self.speech.say("Portfolio") in lines[0] and listens(lines))

    def opens(self) -> None:
        """Opens it wherever it goes on."""
        self.screen.start(*self._command, "--lang", self.language)

    def leave(self) -> None:
        """Leaves the interface."""
        self.screen.keys("q")
        assert self.screen.wait_for_exit(PATIENCE) == 0

    def press(self, *keys: str) -> None:
        """Presses keys; `pressed` counts them."""
        self.pressed += len(keys)
        self.screen.keys(*keys)

    def types(self, text: str) -> None:
        """Types a text and waits until it stands there."""
        self.screen.text(text)
        self.sees(lambda lines: any(text in line for line in lines))

    def sees(self, wanted: str | Callable[[list[str]], object]) -> list[str]:
        """Waits for a text, or for what a predicate wants."""
        return self.screen.wait_for(wanted, PATIENCE)

    def sees_offered(self, act_id: str) -> None:
        """Waits until an act is offered at the foot."""
        self.sees(lambda lines: self.offer(act_id) in lines[-1])

    def sees_gone(self, act_id: str) -> None:
        """Waits until an act is no longer offered at the foot."""
        self.sees(lambda lines: self.offer(act_id) not in lines[-1])

    def offer(self, act_id: str) -> str:
        """An act as the foot offers it: its key and its title."""
        act = KEYS.acts[act_id]
        return f"{KEYS.label(act, self.speech)} {self.speech.word(act.title)}"

    def asks(self, *words: str) -> Any:
        """What a command answers on the same store."""
        env = {**os.environ, "HOME": str(self.screen.home)}
        run = subprocess.run(
            [*self._command, *words, "--json"], env=env, capture_output=True, text=True, check=True
        )
        return json.loads(run.stdout)


def listens(lines: list[str]) -> bool:
    """Whether the keys are offered at the foot, nothing is being reckoned, and no dialog lies above."""
    dialog = any("╭" in line for line in lines)
    return not dialog and lines[-1].startswith(" ↵ ") and "· … " not in lines[1]
