"""A day that is not sure is flagged, and figures, negations and other people are not taken for more (C6)."""

from datetime import date

import pytest

from cadence_tui.content.load import load_rules
from cadence_tui.locale import speech
from cadence_tui.model.rules.capture import CaptureWords
from cadence_tui.practice.capture import Captured, parse_line
from tests.practice.capture_phrases import ANA, CONTACTS, PEOPLE

MONDAY = date(2026, 11, 23)


def understood(typed: str, language: str = "en") -> Captured:
    words = load_rules(CaptureWords, f"{language}/capture")
    return parse_line(f"! {typed}", words=words, today=MONDAY, people=PEOPLE, contacts=CONTACTS, me=ANA)


def flags(typed: str, language: str = "en") -> dict[str, str]:
    return {flag.code: speech(language).word(flag.text) for flag in understood(typed, language).flags}


@pytest.mark.parametrize(
    ("language", "typed", "told"),
    [
        ("en", "send it by Friday 28 November", "28 Nov is a Saturday"),
        ("en", "send it by fri 13", "13 Dec is a Sunday"),
        ("en", "send it by Monday 1/15/2027", "15 Jan 2027 is a Friday"),
        ("es", "enviar la lista el martes 25", "el 25 nov es miércoles"),
        ("es", "enviar la lista el martes 13", "el 13 dic es domingo"),
        ("pt-BR", "enviar a lista na sexta, dia 28", "28 nov é um sábado"),
    ],
)
def test_a_weekday_that_is_another_is_told(language: str, typed: str, told: str) -> None:
    assert flags(typed, language)["weekday"] == told
    # What was typed stays on the line, so that the doubt can be seen later.
    assert understood(typed, language).text == typed


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "send it by Friday 27 November"),
        ("en", "send it by Friday, 4 December 2026"),
        ("es", "enviar la lista el viernes 4"),
        ("pt-BR", "enviar a lista sexta, dia 4"),
        ("en", "review it on Wednesday with Bo 2026-12-01"),
    ],
)
def test_a_day_that_is_sure_has_no_flag(language: str, typed: str) -> None:
    assert not flags(typed, language).keys() & {"weekday", "two_days", "no_date"}


@pytest.mark.parametrize(
    ("language", "typed", "told"),
    [
        ("en", "send it Friday or Monday", "two days: which?"),
        ("en", "send it by Friday, no, by Thursday", "two days: which?"),
        ("es", "enviar la lista el viernes o el lunes", "dos días: ¿cuál?"),
        ("pt-BR", "enviar a lista na sexta ou na segunda", "dois dias: qual?"),
    ],
)
def test_of_two_days_it_is_asked_which(language: str, typed: str, told: str) -> None:
    assert flags(typed, language)["two_days"] == told


@pytest.mark.parametrize(
    ("language", "typed", "due"),
    [
        ("en", "send it not by Friday but Monday", "2026-11-30"),
        ("es", "enviarlo no para el viernes sino el lunes", "2026-11-30"),
        ("pt-BR", "enviar não na sexta, mas na segunda", "2026-11-30"),
        ("en", "don't send it before Friday", ""),
        ("en", "we will not send it until Friday", ""),
        ("es", "no enviar la lista antes del viernes", ""),
        ("pt-BR", "não enviar a lista antes de sexta", ""),
        # Those are deadlines all the same.
        ("en", "don't forget to send it before Friday", "2026-11-27"),
        ("en", "fix what does not work before Friday", "2026-11-27"),
        ("en", "send it no later than Friday", "2026-11-27"),
        ("es", "no olvidar enviar la lista antes del viernes", "2026-11-27"),
        ("es", "enviar la lista no más tarde del viernes", "2026-11-27"),
        ("pt-BR", "não esquecer de enviar a lista antes de sexta", "2026-11-27"),
        # Figures that are no dates, and those that are.
        ("en", "upgrade to version 12.10.26", ""),
        ("en", "upgrade to v12.10.26", ""),
        ("en", "update ratio 10/12", ""),
        ("es", "actualizar a la versión 12.10.26", ""),
        ("pt-BR", "atualizar para a versão 12.10.26", ""),
        ("en", "upgrade to version 12.10.26 by Friday", "2026-11-27"),
        ("en", "release 12/10", "2026-12-10"),
    ],
)
def test_only_what_is_a_deadline_is_one(language: str, typed: str, due: str) -> None:
    result = understood(typed, language)
    assert result.due == (date.fromisoformat(due) if due else None)
    assert due or result.text.endswith(typed.split()[-1])


@pytest.mark.parametrize(
    ("language", "typed", "side"),
    [
        ("en", "Alex's team will send it by Friday", "theirs"),
        ("en", "Bruno’s colleagues are going to send it by Friday", "ours"),
        ("es", "el equipo de Alex va a enviar la lista el viernes", "theirs"),
        ("pt-BR", "o time do Alex vai enviar a lista na sexta", "theirs"),
    ],
)
def test_somebody_about_a_person_is_not_the_typist(language: str, typed: str, side: str) -> None:
    result = understood(typed, language)
    assert (result.side, result.owner) == (side, "")
    assert "no_owner" in flags(typed, language)
    assert result.due == date(2026, 11, 27)


@pytest.mark.parametrize("typed", ["Bruno and Alex send by Friday", "Bruno and Alex will send it by Friday"])
def test_of_two_who_promise_the_first_has_it(typed: str) -> None:
    assert understood(typed).owner == PEOPLE["Bruno Lima"]


def test_a_thing_of_somebody_is_no_promise_of_theirs() -> None:
    assert understood("Alex's report to review by Friday").owner == ANA


def test_the_coming_monday_takes_its_word_along() -> None:
    result = understood("send it by coming Monday")
    assert (result.text, result.due) == ("send it", date(2026, 11, 30))
    assert understood("check who is coming Monday").text == "check who is coming"
