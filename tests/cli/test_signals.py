"""`cadence signals` and `cadence signal`: list, look, replay, and every verb with its refusals (T7)."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cadence

KEYS = {
    "id", "account", "cause", "subject", "raised", "deadline", "late", "status", "figures", "why", "touch",
}  # fmt: skip
RAISE = ("signal", "raise", "TechStart", "milestone", "--why", "Every shop is live")


def raised(cadence: Cadence) -> dict[str, Any]:
    made = cadence(*RAISE, "--json")
    assert made.status == 0
    return made.data


def test_whoever_has_not_looked_is_told_what_is_watched_and_how_to_look(cadence: Cadence) -> None:
    told = cadence("signals").out
    assert "Champion left" in told
    assert "cadence signals --look" in told


def test_a_look_lists_by_deadline_and_writes_once(cadence: Cadence) -> None:
    first = cadence("signals", "--look", "--json").data
    assert first["looked"]["raised"] == len(first["signals"]) > 0
    assert set(first["signals"][0]) >= KEYS
    deadlines = [
        each["deadline"] for each in first["signals"] if each["owner"] == first["signals"][0]["owner"]
    ]
    assert deadlines == sorted(deadlines)
    assert cadence("signals", "--look", "--json").data["looked"]["raised"] == 0
    assert len(cadence("log", "--json").data) == 1
    assert "new, 0 updated" in cadence("signals", "--look").out


def test_readers_may_list_and_not_look(cadence: Cadence, command: Cadence, sample_store: Path) -> None:
    cadence("person", "add", "rita", "--name", "Rita", "--role", "reader", who="admin")
    cadence("signals", "--look")
    assert cadence("signals", "--json", who="rita").data
    assert cadence("signals", "--look", who="rita").status == 1


def test_words_scope_and_all_narrow_and_widen(cadence: Cadence) -> None:
    made = raised(cadence)
    cadence("signals", "--look")
    assert [each["id"] for each in cadence("signals", "every", "shop", "--json").data] == [made["id"]]
    assert cadence("signals", "techstart", "owner:nobody", "--json").data == []
    assert cadence("signals", "late", "--json").data == []
    cadence("signal", "settle", made["id"], "--why", "Thanked them")
    assert made["id"] not in {each["id"] for each in cadence("signals", "--json").data}
    every = {each["id"]: each for each in cadence("signals", "--all", "--json").data}
    assert every[made["id"]]["status"] == "done"
    mine = cadence("signals", "--scope", "mine", "--json").data
    assert len({each["owner"] for each in mine}) == 1


def test_past_its_deadline_it_is_late(command: Cadence, cadence: Cadence, sample_store: Path) -> None:
    made = raised(cadence)
    later = command(
        "signals",
        "late",
        "--json",
        "--store",
        sample_store,
        "--as",
        "ana",
        "--now",
        "2026-12-24T12:00:00+00:00",
    )
    assert [each["id"] for each in later.data if each["late"]] == [made["id"]]


def test_the_verbs_change_one_signal_and_answer_with_it(cadence: Cadence) -> None:
    made = raised(cadence)
    put_off = cadence("signal", "snooze", made["id"], "--until", "2026-12-01", "--why", "Fair", "--json").data
    assert (put_off["status"], put_off["snoozed_until"], put_off["rev"]) == ("snoozed", "2026-12-01", 2)
    again = cadence("signal", "reopen", made["id"], "--json").data
    assert (again["status"], again["snoozed_until"]) == ("open", None)
    shown = cadence("signal", "show", "TechStart")
    assert "Every shop is live" in shown.out
    done = cadence("signal", "settle", "TechStart", "--why", "Asked for a reference", "--json").data
    assert (done["status"], done["note"]) == ("done", "Ana Ruiz: Asked for a reference")
    assert [entry["what"].split(":")[0] for entry in cadence("log", "--json").data] == [
        "Signal settled",
        "Signal opened again",
        "Signal put off until 1 Dec",
        "Signal raised",
    ]


def test_an_account_is_enough_to_open_what_was_put_off_or_settled_last(cadence: Cadence) -> None:
    made = raised(cadence)
    for verb in (("settle",), ("snooze", "--until", "2026-12-01")):
        assert cadence("signal", verb[0], "TechStart", *verb[1:], "--why", "Fair").status == 0
        again = cadence("signal", "reopen", "TechStart", "--json").data
        assert (again["id"], again["status"]) == (made["id"], "open")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("signal", "snooze", "{id}", "--until", "2026-11-23", "--why", "Today"), 1),
        (("signal", "snooze", "{id}", "--until", "2026-12-01"), 2),
        (("signal", "snooze", "{id}", "--until", "soon", "--why", "x"), 2),
        (("signal", "settle", "{id}", "--why", " "), 1),
        (("signal", "reopen", "{id}"), 1),
        (("signal", "reopen", "TechStart"), 1),
        (("signal", "settle", "nothing-of-that-name", "--why", "x"), 5),
        (("signal", "raise", "TechStart", "full_moon", "--why", "x"), 1),
        (("signal", "settle", "{id}", "--why", "Done", "--if-rev", "7"), 1),
        (("signals", "--since", "2026-10-01"), 2),
        (("signals", "--dry-run", "--look"), 2),
        (("signals", "--dry-run", "--since", "2027-01-01"), 2),
        (("signals", "--dry-run", "--rule", "full_moon"), 5),
        (("signals", "--dry-run", "--model", "missing.toml"), 5),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    cadence: Cadence, words: tuple[str, ...], status: int
) -> None:
    made = raised(cadence)
    told = cadence(*(word.format(id=made["id"]) for word in words))
    assert told.status == status
    assert told.err.strip()
    assert cadence("signal", "show", made["id"], "--json").data == made


def test_under_until_the_word_is_not_said_again(cadence: Cadence) -> None:
    header, first = cadence("signals", "--look").out.splitlines()[1:3]
    assert "Until" in header
    assert " by " not in first
    assert " left" in first


def test_sent_again_it_is_not_done_again(cadence: Cadence) -> None:
    first = cadence(*RAISE, "--txn", "one", "--json").data
    assert cadence(*RAISE, "--txn", "one", "--json").data["id"] == first["id"]


def test_the_verbs_are_lines_of_a_batch(
    cadence: Cadence, tmp_path: Path, program: Any, sample_store: Path
) -> None:
    acts = ("raise TechStart milestone --why Live", "settle TechStart --why Thanked")
    lines = "".join(f"signal {act}\n" for act in acts) + "signals --all\n"
    ran = program(
        "batch", "--store", sample_store, "--as", "ana", "--now", "2026-11-23T09:12:00+00:00", input=lines
    )
    assert ran.returncode == 0, ran.stderr
    assert "Thanked" in ran.stdout


def test_a_replay_counts_by_cause_and_account_and_writes_nothing(cadence: Cadence) -> None:
    told = cadence("signals", "--dry-run", "--since", "2026-06-01", "--json").data
    assert told["raised"] == sum(each["raised"] for each in told["causes"]) > 0
    for each in told["causes"]:
        assert sum(each["followed"].values()) == each["raised"] >= each["at_start"]
    assert told["top"][0]["raised"] == max(each["raised"] for each in told["top"])
    assert cadence("log", "--json").data == []
    shown = cadence("signals", "--dry-run", "--since", "2026-06-01").out
    assert "Nothing was written." in shown
    assert told["top"][0]["name"] in shown


def test_a_changed_file_is_tried_against_the_past(cadence: Cadence, tmp_path: Path) -> None:
    shipped = (files("cadence_tui.content") / "touch_models" / "check-in-guide.toml").read_text()
    strict = tmp_path / "strict.toml"
    strict.write_text(shipped.replace("score_to = 6", "score_to = 0"))
    words = ("signals", "--dry-run", "--since", "2026-06-01", "--rule", "detractor", "--json")
    (before,) = cadence(*words).data["causes"]
    (after,) = cadence(*words, "--model", strict).data["causes"]
    assert after["raised"] < before["raised"]
    broken = tmp_path / "broken.toml"
    broken.write_text(shipped.replace("score_to = 6", "score_to = 60"))
    told = cadence(*words, "--model", broken)
    assert (told.status, told.error["where"][0]["file"]) == (3, str(broken))


def test_an_import_says_what_the_rules_saw_in_it(cadence: Cadence, tmp_path: Path) -> None:
    rows = tmp_path / "surveys.csv"
    rows.write_text("account,kind,score,date,contact\nTechStart,nps,1,2026-11-22,Iris\n")
    cadence("signals", "--look")
    assert cadence("import", "surveys", rows, "--json").data["signals"]["raised"] == 1
    assert "Iris answered 1 of 10 on 22 Nov" in cadence("signals", "iris").out


@pytest.mark.parametrize(("language", "word"), [("es", "señales"), ("pt-BR", "sinais")])
def test_in_the_readers_language(cadence: Cadence, language: str, word: str) -> None:
    assert word in cadence("signals", "--look", "--lang", language).out


def test_text_from_outside_stays_text(cadence: Cadence) -> None:
    cadence("signal", "raise", "TechStart", "milestone", "--why", "\x1b[31mred[/] {name}")
    told = cadence("signals").out
    assert "\x1b" not in told
    assert "{name}" in told
