"""Customers are reminded of what they promised: a mail of their own each, and a record of it (A2)."""

from collections.abc import Callable
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.exchange.mail_file import MailPerson
from cadence_tui.locale import speech
from cadence_tui.model.documents import Account, Action, Contact, Person
from cadence_tui.model.errors import NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.practice.nudge import last_nudge
from cadence_tui.workspace.actions import add_action, finish_action, wait_on_customer
from cadence_tui.workspace.budget import contact_budget
from cadence_tui.workspace.nudges import nudge, nudge_by_file, nudge_mails, warnings_of
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo

OpenAs = Callable[[str], Workspace]


def owed(ws: Workspace, title: str = "Add the users", account: str = "TechStart", **fields: object) -> Action:
    known = {"side": "theirs", "owner": "Alex Moreno", "due": date(2026, 11, 20), **fields}
    return add_action(ws, account, title, **known)  # type: ignore[arg-type]


def test_the_mail_says_what_when_and_what_depends_on_it(ana: Workspace) -> None:
    action = owed(ana)
    ours = add_action(ana, "TechStart", "Switch the workspace over")
    wait_on_customer(ana, ours.id)

    (mail,) = nudge_mails(ana, action.id)

    assert mail.subject == "TechStart: a short reminder"
    assert mail.body.startswith("Hi Alex,\n\n")
    assert "- Add the users: agreed on 23 Nov for Fri 20 Nov" in mail.body
    assert "we can go on with:\n- Switch the workspace over" in mail.body
    assert mail.body.endswith("Ana Ruiz\n")
    assert ana.records.get(Action, action.id).nudges == ()


def test_several_of_an_account_are_one_mail_in_the_customers_language(ana: Workspace) -> None:
    account = ana.records.account("Colegio Nevadera")
    one = owed(ana, "Definir fechas", account.id, owner="")
    other = owed(ana, "Nombrar responsables", account.id, owner="")
    elsewhere = owed(ana)

    mails = nudge_mails(ana, one.id, elsewhere.id, other.id)

    assert [mail.actions for mail in mails] == [(one.id, other.id), (elsewhere.id,)]
    assert mails[0].language == "es"
    assert "¿Cómo van con estos puntos?" in mails[0].body
    assert mails[1].language == ana.records.account("TechStart").language


def test_a_contact_is_written_to_in_their_own_language(ana: Workspace) -> None:
    account = ana.records.account("TechStart")
    contact = Contact(id="lu", account=account.id, name="Luiza Prado", email="lu@x.example", language="pt-BR")
    ana.commit(message("Luiza"), made=[contact])

    (mail,) = nudge_mails(ana, owed(ana, owner="luiza prado").id)

    assert mail.to == (MailPerson("Luiza Prado", "lu@x.example"),)
    assert mail.body.startswith("Olá, Luiza,")


def test_a_nudge_is_kept_with_who_when_and_how_and_is_one_act(ana: Workspace) -> None:
    one, other = owed(ana, "One"), owed(ana, "Other")
    before = ana.store.seq
    nudge(ana, one.id, other.id, channel="call")
    assert ana.store.seq == before + 1
    (kept,) = ana.records.get(Action, other.id).nudges
    assert (kept.by, kept.at, kept.channel) == (ana.actor.id, ana.now(), "call")
    undo(ana)
    assert ana.records.get(Action, one.id).nudges == ()


def test_only_what_the_customer_has_to_move_is_nudged(ana: Workspace) -> None:
    mine = add_action(ana, "TechStart", "Send the guide")
    for act in (nudge, nudge_mails):
        with pytest.raises(Refused):
            act(ana, mine.id)
    wait_on_customer(ana, mine.id)
    (mail,) = nudge_mails(ana, mine.id)
    assert "Send the guide: we need a word from you" in mail.body
    finish_action(ana, mine.id)
    with pytest.raises(Refused):
        nudge(ana, mine.id)


def test_a_mailed_nudge_counts_as_contact_and_the_next_one_is_warned_of(ana: Workspace) -> None:
    one, other = owed(ana, "One"), owed(ana, "Other")
    account = ana.records.account("TechStart").id
    before = contact_budget(ana, account).month.emails

    nudge(ana, one.id, other.id)

    after = contact_budget(ana, account)
    assert after.month.emails == before + 1
    assert after.next_eligible is not None
    assert after.next_eligible > ana.today()
    (mail,) = nudge_mails(ana, other.id)
    told = [speech("es").word(each) for each in warnings_of(mail)]
    assert told[0] == "A TechStart ya se le recordó el 23 nov"
    assert "presupuesto de contactos" in told[1]


def test_a_nudge_by_telephone_is_no_mail_in_the_budget(ana: Workspace) -> None:
    account = ana.records.account("TechStart").id
    before = contact_budget(ana, account)
    nudge(ana, owed(ana).id, channel="call")
    assert contact_budget(ana, account) == before


def test_a_file_each_is_written_and_recorded(ana: Workspace, tmp_path: Path) -> None:
    one, far = owed(ana, "One"), owed(ana, "Fechas", "Colegio Nevadera", owner="")
    mails = [mail.with_line("See you soon.") for mail in nudge_mails(ana, one.id, far.id)]

    files = nudge_by_file(ana, mails, tmp_path / "nudge.eml")

    assert [file.name for file in files] == ["nudge-1.eml", "nudge-2.eml"]
    first = message_from_bytes(files[0].read_bytes(), policy=default)
    assert first["Subject"] == "TechStart: a short reminder"
    assert first.get_content().split("\r\n\r\n")[1] == "See you soon."  # type: ignore[attr-defined]
    assert last_nudge(ana.records.get(Action, far.id)) == ana.now()


def test_what_may_not_be_recorded_leaves_no_file(ana: Workspace, open_as: OpenAs, tmp_path: Path) -> None:
    action = owed(ana)
    lead = open_as("lead")
    lead.commit(message("Role"), edits=[(ana.actor, replace(ana.actor, role="reader"))])
    reader = open_as("ana")
    with pytest.raises(NotPermitted):
        nudge_by_file(reader, nudge_mails(reader, action.id), tmp_path / "nudge.eml")
    assert list(tmp_path.glob("*.eml*")) == []


def test_another_pod_is_reminded_by_its_own_people_or_a_lead(ana: Workspace, open_as: OpenAs) -> None:
    lead = open_as("lead")
    rui = Person(id="rui", name="Rui Alves", login="rui", pod="sul")
    far = Account(id="far", name="Far Away", owner="rui", pod="sul")
    lead.commit(message("Rui"), made=[rui, far])
    theirs, near = owed(lead, "Sign", "far", owner="Jo"), owed(lead, "Ours to ask")
    ana.changed_kinds()

    with pytest.raises(NotPermitted) as caught:
        nudge(ana, near.id, theirs.id)

    told = speech("en").word(caught.value.message)
    assert told.startswith("Nothing was changed: 1 of 2 cannot. Sign: Far Away is with another pod")
    assert [where.field for where in caught.value.where] == [theirs.id]
    assert ana.records.get(Action, near.id).nudges == ()
    nudge(lead, theirs.id)


def test_who_is_silent_for_long_wants_a_nudge() -> None:
    from cadence_tui.practice.nudge import wants_nudge
    from tests.conftest import NOW

    day = timedelta(days=1)
    waiting = Action(
        id="a", account="t", title="x", side="theirs", status="waiting", created=NOW - 9 * day,
        status_since=NOW - 5 * day,
    )  # fmt: skip
    assert wants_nudge(waiting, NOW, 5)
    assert not wants_nudge(waiting, NOW, 6)
    from cadence_tui.model.documents import Nudge

    asked = replace(waiting, nudges=(Nudge(by="ana", at=NOW - 2 * day),))
    assert not wants_nudge(asked, NOW, 5)
    assert wants_nudge(asked, NOW + 3 * day, 5)
    late = replace(waiting, status="open", status_since=None, due=NOW.date() - 4 * day)
    assert not wants_nudge(late, NOW, 5)
    assert wants_nudge(late, NOW + day, 5)
    assert not wants_nudge(replace(late, side="ours"), NOW + 9 * day, 5)
