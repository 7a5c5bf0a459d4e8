"""The main loop by keyboard alone, in every language: portfolio, plan, call, promise, review."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.person import Person, Terminals, listens, made_store

RETURNED = "Ask support for the cause of the import fault"
"""What waits for the lead most urgently in the small sample."""


@dataclass(frozen=True)
class Tongue:
    """What is typed in a language, at a size of the screen; `told` is a word of the promise."""

    language: str
    size: tuple[int, int]
    note: str
    promise: str
    told: str


TONGUES = (
    Tongue(
        "en", (120, 40), "the team likes it", "! me: send the onboarding templates by Friday", "onboarding"
    ),
    Tongue(
        "es", (80, 24), "el equipo está contento", "! yo: enviar las plantillas para el viernes", "plantillas"
    ),
    Tongue("pt-BR", (120, 40), "o time gostou", "! eu: enviar os modelos até sexta", "modelos"),
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the small sample."""
    return made_store(tmp_path_factory.mktemp("made"))


@pytest.fixture(params=TONGUES, ids=lambda tongue: f"{tongue.language} {tongue.size[0]}x{tongue.size[1]}")
def tongue(request: pytest.FixtureRequest) -> Tongue:
    """A language, with a size of the screen."""
    return request.param


@pytest.fixture
def sits_down(terminal: Terminals, original: Path, tmp_path: Path, tongue: Tongue) -> Callable[[str], Person]:
    """Puts somebody before a terminal of their own, all on one store."""
    store = tmp_path / "store"
    subprocess.run(["cp", "-r", str(original), str(store)], check=True)
    width, height = tongue.size
    return lambda login: Person(terminal(width=width, height=height), store, login, tongue.language)


def test_a_day_from_the_portfolio_to_the_review(sits_down: Callable[[str], Person], tongue: Tongue) -> None:
    ana = sits_down("ana")
    ana.start()
    finds_techstart(ana)
    plans_the_quarter(ana)
    moves_and_confirms(ana)
    holds_the_call(ana, tongue)
    takes_up_the_promise(ana, tongue)
    ana.leave()

    lead = sits_down("lead")
    lead.start()
    returns_a_promise(lead)
    lead.leave()

    ana.start()
    finds_it_on_top(ana)
    takes_the_last_act_back(ana, tongue)
    ana.leave()


def finds_techstart(ana: Person) -> None:
    """Filters the portfolio, opens the account, comes back to the whole list."""
    ana.press("/")
    ana.sees(ana.speech.say("filter:"))
    ana.types("techs")
    ana.sees(lambda lines: "TechStart" in lines[3] and not lines[4].split("│")[0].strip())
    ana.press("Enter")
    ana.sees(listens)
    ana.press("Enter")
    ana.sees(lambda lines: lines[2].startswith(" TechStart"))
    ana.press("Escape")
    ana.sees(lambda lines: "TechStart" in lines[3] and listens(lines))
    ana.press("Escape")
    ana.sees(lambda lines: lines[4].split("│")[0].strip() and listens(lines))


def plans_the_quarter(ana: Person) -> None:
    """Lets the calendar propose, and accepts all of it."""
    before = len(ana.asks("calendar", "--week", "2026-12-14"))
    ana.press("2")
    ana.sees_offered("calendar.propose")
    ana.sees("TechStart")
    ana.press("p")
    ana.sees_offered("proposal.accept")
    ana.press("a")
    ana.sees_gone("proposal.accept")
    assert len(ana.asks("calendar", "--week", "2026-12-14")) > before


def moves_and_confirms(ana: Person) -> None:
    """Puts today's call with TechStart half an hour later at least, and confirms it."""
    was = call_today(ana)["start"]
    goes_to_techstart(ana)
    ana.press("m")
    ana.sees_offered("moving.put")
    before = told_of_techstart(ana.screen.screen())
    ana.press("Down")
    ana.sees(lambda lines: told_of_techstart(lines) != before)
    ana.press("Enter")
    ana.sees_gone("moving.put")
    ana.sees(lambda _: call_today(ana)["start"] > was)
    goes_to_techstart(ana)
    ana.press("c")
    ana.sees(lambda _: call_today(ana)["status"] == "confirmed")


def goes_to_techstart(ana: Person) -> None:
    """Walks down today's calls until the one with TechStart is told of."""
    for _ in range(8):
        lines = ana.screen.screen()
        if told_of_techstart(lines):
            return
        ana.press("j")
        ana.sees(lambda now, lines=lines: now != lines)
    raise AssertionError("no call with TechStart today")


def told_of_techstart(lines: list[str]) -> str:
    """The line that tells of the chosen call, if that is with TechStart."""
    return next((line for line in lines if line.startswith(" TechStart · ")), "")


def call_today(ana: Person) -> Any:
    """Today's call with TechStart."""
    [call] = calls(ana, "2026-11-23")
    return call


def calls(ana: Person, week: str) -> list[Any]:
    """The agreed calls with TechStart of a week."""
    [account] = [each for each in ana.asks("accounts") if each["name"] == "TechStart"]
    return [each for each in ana.asks("calendar", "--week", week) if each["account"] == account["id"]]


def holds_the_call(ana: Person, tongue: Tongue) -> None:
    """Opens the brief, starts, writes a note and a promise, goes a section on, closes with a next touch."""
    say = ana.speech.say
    ana.press("Enter")
    ana.sees_offered("call.start")
    ana.sees("TechStart")
    ana.press("Enter")
    ana.sees_offered("guide.close")
    ana.types(tongue.note)
    ana.press("Enter")
    ana.sees(lambda lines: written(lines, tongue.note))
    ana.types(tongue.promise)
    ana.sees(lambda lines: any("Ana Ruiz · " in line and "27" in line for line in lines[-4:]))
    ana.press("Enter")
    ana.sees(lambda lines: not any(tongue.promise in line for line in lines))
    before = section(ana.screen.screen())
    ana.press("Tab")
    ana.sees(lambda lines: section(lines) != before)
    ana.press("C-g")
    ana.sees(say("Close the call"))
    ana.sees(lambda lines: any(say("Next touch") in line and "‹" in line and "·" in line for line in lines))
    ana.press("C-s")
    ana.sees(say("Recap"))
    ana.press("Enter")
    ana.sees_offered("call.start")
    weeks = ("2026-11-30", "2026-12-07", "2026-12-14", "2026-12-21", "2026-12-28")
    assert any(calls(ana, week) for week in weeks), "there is a next touch"


def section(lines: list[str]) -> str:
    """The line of the agenda that the call stands at."""
    return next((line for line in lines[3:8] if "▸" in line.split("│")[0]), "").split("│")[0]


def written(lines: list[str], note: str) -> bool:
    """Whether a note has left the line where it was typed."""
    word = note.split()[-1]
    return any(word in line and not line.startswith(" > ") for line in lines)


def takes_up_the_promise(ana: Person, tongue: Tongue) -> None:
    """Finds the promise of the call on the board and moves it on."""
    ana.press("4")
    ana.sees_offered("actions.open")
    shows_the_promise(ana, tongue)
    ana.press(">")
    ana.sees(lambda _: promise(ana, tongue)["status"] == "in_progress")
    assert promise(ana, tongue)["due"] == "2026-11-27"


def shows_the_promise(ana: Person, tongue: Tongue) -> None:
    """Filters the board by a word of the promise."""
    ana.press("/")
    ana.sees(lambda lines: not listens(lines))
    ana.types(tongue.told)
    ana.press("Enter")
    ana.sees(lambda lines: listens(lines) and tongue.told in " ".join(lines[2:]))


def promise(ana: Person, tongue: Tongue) -> Any:
    """The promise that was given in the call."""
    [found] = [each for each in ana.asks("actions") if tongue.told in each["title"]]
    return found


def returns_a_promise(lead: Person) -> None:
    """Begins the review and returns the first promise, for the reason that is proposed."""
    lead.press("4")
    lead.sees_offered("actions.open")
    lead.press("R")
    lead.sees_offered("review.return")
    lead.sees(RETURNED)
    lead.press("r")
    lead.sees(lambda lines: not listens(lines) and ":" in lines[-1])
    lead.press("Enter")
    lead.sees(lambda lines: re.search(r"\b2 \w+ \d+", lines[1]))


def finds_it_on_top(ana: Person) -> None:
    """The returned promise is the first of its column, with the name of who returned it."""
    ana.press("4")
    ana.sees_offered("actions.open")
    ana.press("l", "l", "l")
    ana.sees(lambda lines: "↩" in " ".join(lines))
    ana.press("Enter")
    told = ana.speech.say("returned by {name}: {why}", name="Marta Oliveira", why="|").split("|")[0]
    ana.sees(lambda lines: not listens(lines))
    lines = ana.sees(told.strip())
    assert re.search(r"\s+".join(RETURNED.split()[:5]), " ".join(lines))
    ana.press("Escape")
    ana.sees(listens)


def takes_the_last_act_back(ana: Person, tongue: Tongue) -> None:
    """Undo reaches over the restart: the promise is open again."""
    assert promise(ana, tongue)["status"] == "in_progress"
    ana.press("u")
    ana.sees(ana.speech.say("Taken back: {what}", what="|").split("|")[0])
    assert promise(ana, tongue)["status"] == "open"
