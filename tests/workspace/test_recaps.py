"""The recap mail: edited, given back to the template, written into a file that mail programs read (C8)."""

from datetime import date, time
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.locale import speech
from cadence_tui.model.documents import Call
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import message
from cadence_tui.practice.recap import as_text
from cadence_tui.workspace import calls, closing, handoffs
from cadence_tui.workspace.closing import CallRecord
from cadence_tui.workspace.next_touch import slot_on
from cadence_tui.workspace.recaps import crm_of, keep_recap, recap_file_name, recap_of, write_recap
from cadence_tui.workspace.session import Workspace


@pytest.fixture
def call(ana: Workspace) -> Call:
    """A closed call with Alex of TechStart."""
    account = ana.records.account("TechStart")
    begun = calls.start_ad_hoc(ana, account.id)
    record = CallRecord(
        summary="all well",
        attendees=("Alex Moreno",),
        concerns=("Trello",),
        opportunities=("10 seats 5k",),
        forecast="renews",
        shared=("= API guide",),
    )
    return closing.close_call(ana, begun.id, record, next_touch=None, reason="they call")


def test_an_edited_recap_is_kept_until_it_is_the_template_again(ana: Workspace, call: Call) -> None:
    template = recap_of(ana, call.id)
    assert "API guide" in template.body
    keep_recap(ana, call.id, "Hola Alex\n\nUn párrafo mío\n\nAna")
    assert recap_of(ana, call.id).subject == "Hola Alex"
    assert recap_of(ana, call.id).body == "Un párrafo mío\n\nAna\n"
    assert recap_of(ana, call.id, "es").subject.startswith("TechStart: lo acordado")
    keep_recap(ana, call.id, as_text(template))
    assert ana.records.get(Call, call.id).recap == ""
    with pytest.raises(Refused):
        keep_recap(ana, call.id, "subject alone\n\n ")


def test_the_hour_of_the_next_call_says_whose_it_is_where_zones_differ(ana: Workspace) -> None:
    account = ana.records.account("TechStart")
    begun = calls.start_ad_hoc(ana, account.id)
    slot = slot_on(ana, begun, date(2026, 12, 14), time(14), None)
    closed = closing.close_call(ana, begun.id, CallRecord(), next_touch=slot)
    assert "Monday 14 December 2026, 13:00 (Chicago time)." in recap_of(ana, closed.id, "en").body
    assert "13:00 (hora de Chicago)." in recap_of(ana, closed.id, "es").body
    same_hour = replace(account, timezone=ana.actor.timezone)
    ana.commit(message("They moved"), edits=[(account, same_hour)])
    assert "Monday 14 December 2026, 14:00." in recap_of(ana, closed.id, "en").body


def test_the_mail_file_is_to_who_was_there(ana: Workspace, call: Call, tmp_path: Path) -> None:
    keep_recap(ana, call.id, "Größe\r\nBcc: x@y.z\n\nÑandú\x1b[31m")
    path = tmp_path / recap_file_name(ana, call.id)
    assert path.name == "recap-techstart-2026-11-23.eml"
    write_recap(ana, call.id, path)
    mail = message_from_bytes(path.read_bytes(), policy=default)
    assert (mail["To"], mail["From"], mail["X-Unsent"]) == (
        "Alex Moreno <alex.moreno@techstart.example>",
        f"Ana Ruiz <{ana.actor.email}>",
        "1",
    )
    assert mail["Bcc"] is None
    assert "Ñandú" in mail.get_content()
    assert "\x1b" not in mail.get_content()
    with pytest.raises(Refused):
        write_recap(ana, call.id, path)


def test_the_crm_text_is_complete(ana: Workspace, call: Call) -> None:
    handoffs.hand_off(ana, "TechStart", "product", "Trello import", "why", origin=call.id)
    text = crm_of(ana, call.id, speech("pt-BR"))
    for part in ("Previsão: renews", "Trello (médio)", "10 seats 5k (US$ 5.000)", "Trello import (produto)"):
        assert part in text
