"""What guests are written, in their language and by their clock (P9)."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from cadence_tui.content.load import load_rules
from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.model.documents import GroupSession
from cadence_tui.model.rules.sessions import LETTERS, InvitationWords
from cadence_tui.practice.invitations import Addressee, Draft, draft

SESSION = GroupSession(
    id="s",
    title="Informes {que} convencen",
    form="webinar",
    owner="ana",
    start=datetime(2026, 3, 24, 15, tzinfo=UTC),
    minutes=60,
    where="https://meet.example/x",
    topics="Uno\nDos",
)
EVA = Addressee(
    guest="a:1",
    account="Acme",
    name="Eva Gil",
    email="eva@acme.example",
    language="es",
    zone="America/Bogota",
)


def mail(letter: str = "invitation", to: Addressee = EVA, session: GroupSession = SESSION) -> Draft:
    words = load_rules(InvitationWords, f"{to.language}/invitation")
    return draft(session, letter, to, "Ana Ruiz", words, speech(to.language))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", LETTERS)
def test_every_mail_names_session_and_host_in_each_language(language: str, letter: str) -> None:
    found = mail(letter, replace(EVA, language=language))
    assert "Informes {que} convencen" in found.subject
    assert "Ana Ruiz" in found.body
    assert "Eva" in found.body


def test_the_hour_is_that_of_the_guest() -> None:
    assert "10:00 (Bogota)" in mail().body
    assert "16:00 (Madrid)" in mail(to=replace(EVA, zone="Europe/Madrid")).body


def test_only_a_call_to_come_tells_where_and_about_what() -> None:
    assert "https://meet.example/x" in mail().body
    assert "Uno\nDos" in mail("reminder").body
    for letter in ("cancellation", "missed"):
        assert "meet.example" not in mail(letter).body


def test_what_a_session_does_not_have_is_left_out() -> None:
    body = mail(session=replace(SESSION, where="", topics="")).body
    assert "Dónde" not in body
    assert "De qué" not in body


def test_without_a_contact_the_account_is_greeted() -> None:
    assert mail(to=replace(EVA, name="")).body.startswith("Hola a todo el equipo de Acme:")
