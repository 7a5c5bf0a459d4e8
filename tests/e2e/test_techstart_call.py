"""The half hour for which all the rest exists: the call with TechStart, from brief to recap.

In each language what was noticed, promised and planned is in the store afterwards, in few keys beyond what is
typed.
"""

import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.e2e.person import Person, Terminals, made_store

MOST_KEYS = 25
"""What the call may cost beyond the words themselves, from its brief to the copied recap."""


@dataclass(frozen=True)
class Told:
    """What Ana types in a language, at a size of the screen, and the weekday that her Tuesday is called."""

    language: str
    size: tuple[int, int]
    launch: str
    tracking: str
    concern: str
    session: str
    chance: str
    templates: str
    mood: str
    again: str


CALLS = (
    Told(
        "en",
        (80, 24),
        launch="mobile features went live last week, some bugs at the last minute",
        tracking="time tracking shows where the hours go before a release",
        concern="- product stays in Trello, they are used to it",
        session="! me: schedule the session with the product team for Tuesday",
        chance="+ ten more engineers in Q2, onboarding in one go",
        templates="! me: send the onboarding templates today",
        mood="~ happy with the launch",
        again="in three weeks",
    ),
    Told(
        "es",
        (120, 40),
        launch="salió la app móvil la semana pasada, con bugs de último minuto",
        tracking="el registro de horas muestra dónde se va el tiempo antes de publicar",
        concern="- producto sigue en Trello porque ya lo conocen",
        session="! yo: agendar la sesión con el equipo de producto para el martes",
        chance="+ diez ingenieros más en Q2, todos de una vez",
        templates="! yo: enviar las plantillas de onboarding hoy",
        mood="~ contento con el lanzamiento",
        again="en tres semanas",
    ),
    Told(
        "pt-BR",
        (80, 24),
        launch="o app móvel saiu semana passada, com bugs de última hora",
        tracking="o registro de horas mostra onde o tempo vai antes de publicar",
        concern="- produto continua no Trello porque já conhece",
        session="! eu: marcar a sessão com o time de produto até terça",
        chance="+ mais dez engenheiros no Q2, todos de uma vez",
        templates="! eu: enviar os modelos de onboarding hoje",
        mood="~ feliz com o lançamento",
        again="em três semanas",
    ),
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the small sample."""
    return made_store(tmp_path_factory.mktemp("made"))


@pytest.fixture(params=CALLS, ids=lambda told: f"{told.language} {told.size[0]}x{told.size[1]}")
def told(request: pytest.FixtureRequest) -> Told:
    """The call in a language."""
    return request.param


@pytest.fixture
def ana(terminal: Terminals, original: Path, tmp_path: Path, told: Told) -> Person:
    """Ana before her terminal; TechStart speaks her language."""
    store = tmp_path / "store"
    subprocess.run(["cp", "-r", str(original), str(store)], check=True)
    width, height = told.size
    person = Person(terminal(width=width, height=height), store, "ana", told.language)
    spoken = tmp_path / "accounts.csv"
    spoken.write_text(f"name,external_id,language\nTechStart,ACC-0001,{told.language}\n")
    person.asks("import", "accounts", str(spoken))
    return person


def test_the_call_with_techstart(ana: Person, told: Told) -> None:
    ana.start()
    account = techstart(ana)
    ana.pressed = 0
    reads_the_brief(ana)
    holds_the_call(ana, told)
    closes_it(ana, told)
    copies_the_recap(ana)
    assert ana.pressed <= MOST_KEYS, f"{ana.pressed} keys beyond the text"
    ana.leave()
    remembers_it_all(ana, told, account)


def techstart(ana: Person) -> str:
    """The id of the account."""
    [account] = [each["id"] for each in ana.asks("accounts", "TechStart")]
    return str(account)


def reads_the_brief(ana: Person) -> None:
    """Finds today's call and what there is to know: who works with it, who does not, what is owed."""
    ana.press("3")
    ana.sees_offered("call.start")
    ana.sees(lambda now: any(" min · " in row for row in now))
    while not shows_techstart(lines := ana.screen.screen()):
        ana.press("Down")
        ana.sees(lambda now, lines=lines: now[10:-1] != lines[10:-1])
    told = [line["text"] for part in ana.asks("brief", "TechStart")["sections"] for line in part["lines"]]
    page = "\n".join(told)
    assert all(known in page for known in ("Engineering", "80", "Product", "Time tracking"))
    assert "Send the API documentation" in page
    assert "Add three more users" in page


def shows_techstart(lines: list[str]) -> bool:
    """Whether the brief is that of TechStart."""
    return any(line.split("│")[-1].strip().startswith("TechStart · ") for line in lines)


def holds_the_call(ana: Person, told: Told) -> None:
    """Writes down what is said, section by section."""
    ana.press("Enter")
    ana.sees_offered("guide.close")
    for lines in (
        (told.launch, told.tracking),
        (told.concern, told.session),
        (told.chance, told.templates, told.mood),
    ):
        for line in lines:
            ana.types(line)
            ana.press("Enter")
            ana.sees(lambda now, line=line: not any(row.startswith(f" > {line[:9]}") for row in now))
        ana.press("Tab")


def closes_it(ana: Person, told: Told) -> None:
    """Hangs up; says how adoption and relationship stand, and when they talk again."""
    say = ana.speech.say
    ana.press("C-g")
    ana.sees(say("Close the call"))
    ana.sees(lambda lines: any(say("Next touch") in line and "‹" in line and "·" in line for line in lines))
    ana.press("a", "r", "t")
    ana.types(told.again)
    ana.press("Enter", "Enter")
    ana.sees(say("Recap"))


def copies_the_recap(ana: Person) -> None:
    """Copies the mail, and is back at the list of calls."""
    ana.press("y")
    ana.sees(ana.speech.say("Copied"))
    ana.press("Enter")
    ana.sees(lambda lines: any(f"─ {ana.speech.say('Recap')} ─" in line for line in lines))
    ana.press("Enter")
    ana.sees_offered("call.start")


def remembers_it_all(ana: Person, told: Told, account: str) -> None:
    """The store has what she noticed, promised and planned."""
    [hit, *_] = ana.asks("search", "Trello", "--kind", "call", "--since", "2026-11-23")
    call = ana.asks("call", "show", hit["id"])
    assert (call["account"], call["status"], call["sentiment"]) == (account, "closed", "positive")
    assert call["adoption"]
    assert call["relationship"]
    assert [entry["text"] for entry in call["entries"][:2]] == [told.launch, told.tracking]

    [session, templates] = [each for each in ana.asks("actions", "TechStart") if each["origin"] == hit["id"]]
    dues = {each["due"]: each["title"] for each in (session, templates)}
    assert dues.keys() == {"2026-11-24", "2026-11-23"}
    assert all(title in told.session + told.templates for title in dues.values())
    [owed] = [each for each in ana.asks("actions", "TechStart") if each["side"] == "theirs"]
    assert hit["id"] in owed["carried"]

    assert told.concern.removeprefix("- ") in [
        each["title"] for each in ana.asks("risk", "list", "--account", "TechStart")
    ]
    chances = [each["title"] for each in ana.asks("opportunity", "list", "--account", "TechStart")]
    assert told.chance.removeprefix("+ ") in chances

    touches = ana.asks("export", "touchpoints", "--format", "json")["documents"]
    [planned] = [each for each in touches if each["id"] == call["next_touch"]]
    assert planned["date"] == "2026-12-14"
    mail = ana.asks("call", "recap", hit["id"])
    assert templates["title"] in mail["body"]
    assert ana.speech.long_date(date(2026, 12, 14)) in mail["body"]
