"""Erasing what somebody asks to have erased: nothing of it is left in the folder of the store."""

import zlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import (
    KINDS,
    Account,
    Action,
    Contact,
    Person,
    Review,
    Risk,
    TeamUse,
    Usage,
)
from cadence_tui.model.errors import NotFound, NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.store.check import check_store
from cadence_tui.workspace import erasure as erasure_module
from cadence_tui.workspace.actions import add_action, edit_action
from cadence_tui.workspace.collections import COLLECTIONS
from cadence_tui.workspace.cover import accept_cover, note_cover
from cadence_tui.workspace.erasure import erase, plan_erasure
from cadence_tui.workspace.history import log
from cadence_tui.workspace.leave import add_leave
from cadence_tui.workspace.people import add_person
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo
from tests.workspace.outlook import outlook

Opened = Callable[[str], Workspace]


@pytest.fixture
def admin(open_as: Opened) -> Workspace:
    return open_as("admin")


def left_of(store: Path, text: str) -> list[str]:
    """The files of a store that have a text, archives unpacked."""
    return sorted(
        str(file.relative_to(store))
        for file in store.rglob("*")
        if file.is_file() and text.casefold() in _readable(file).casefold()
    )


def _readable(file: Path) -> str:
    content = file.read_bytes()
    unpacked = zlib.decompress(content, wbits=31) if file.suffix == ".gz" else content
    return unpacked.decode(errors="replace")


def somebody(ws: Workspace) -> Iterator[Contact]:
    """Contacts whose name is written elsewhere too."""
    for contact in ws.records.every(Contact):
        if plan_erasure(ws, [contact.id]).mentions:
            yield contact


def test_a_contact_is_gone_from_documents_history_and_lost_pieces(admin: Workspace, ana: Workspace) -> None:
    store = admin.store.path
    contact = next(somebody(admin))
    account = admin.records.get(Account, contact.account)
    ana.catch_up()
    promise = add_action(admin, account.id, f"Send figures to {contact.name.upper()}, by mail")
    edit_action(admin, promise.id, title="Send figures", why="")
    admin.store.compact()
    ana.store.refresh()
    (store / "lost+found").mkdir()
    (store / "lost+found" / "half").write_text(f'{{"seq":9,"name":"{contact.name}')
    (store / "lost+found" / "other").write_text("nobody's")
    planned = plan_erasure(admin, [contact.id])
    [removal] = planned.documents
    assert (removal.kind, removal.id, removal.name) == (
        "contact",
        contact.id,
        f"{contact.name} · {account.name}",
    )
    assert planned.pieces == ["half"]
    assert planned.entries == 2
    assert contact.name in planned.words
    assert left_of(store, contact.name)

    erase(admin, planned, f"as {contact.name} asked")

    assert left_of(store, contact.name) == []
    assert left_of(store, contact.email) == []
    assert [file.name for file in (store / "lost+found").iterdir()] == ["other"]
    assert check_store(store, COLLECTIONS) == []
    with pytest.raises(NotFound):
        admin.records.get(Contact, contact.id)
    last, *_ = log(admin)
    assert (last.who, "***" in last.why) == ("admin", True)
    # Whoever has the store open goes on, without it.
    ana.catch_up()
    with pytest.raises(NotFound):
        ana.records.get(Contact, contact.id)
    assert ana.records.get(Action, promise.id).title == "Send figures"
    assert add_action(ana, account.id, "Go on").title == "Go on"


def test_an_account_takes_along_all_that_is_about_it(admin: Workspace) -> None:
    store = admin.store.path
    account = admin.records.account("TechStart")
    others = {each.id: each for each in admin.records.accounts() if each.id != account.id}
    record = admin.records.record(account.id)
    assert record.touchpoints
    erase(admin, plan_erasure(admin, [account.id], [account.name]), "contract ended")
    assert left_of(store, account.name) == []
    assert {name for each in record.contacts for name in left_of(store, each.name)} == set()
    assert {each.id: each for each in admin.records.accounts()} == others
    assert check_store(store, COLLECTIONS) == []


def test_words_are_erased_where_they_stand_alone(admin: Workspace) -> None:
    account = admin.records.account("TechStart")
    promise = add_action(admin, account.id, "Ask Eva about evaluation, and EVA's team")
    erase(admin, plan_erasure(admin, [], ["Eva"]), "asked for")
    assert admin.records.get(Action, promise.id).title == "Ask *** about evaluation, and ***'s team"
    assert admin.records.get(Action, promise.id).account == account.id


def test_every_spelling_is_erased_now_and_in_the_past(admin: Workspace) -> None:
    account = admin.records.account("TechStart")
    promise = add_action(admin, account.id, "Mail ROSA  DIAZ at +34 (600) 111-222")
    edit_action(
        admin, promise.id, title="Mail Díaz, Rosa at 600.111.222 or 600-333-444", why="Rosa\u00a0Díaz"
    )
    planned = plan_erasure(admin, [], ["Rosa Díaz", "+34600111222", "Nobody Anywhere"])
    assert planned.unfound == ["Nobody Anywhere"]
    assert [(each.kind, each.id, each.passages) for each in planned.mentions] == [
        ("action", promise.id, ["Mail Díaz, Rosa at 600.111.222 or 600-333-444"])
    ]
    erase(admin, planned, "asked for")
    assert admin.records.get(Action, promise.id).title == "Mail *** at *** or 600-333-444"
    left = [
        name for text in ("diaz", "díaz", "111-222", "111.222") for name in left_of(admin.store.path, text)
    ]
    assert left == []
    assert check_store(admin.store.path, COLLECTIONS) == []


def test_what_is_nowhere_is_refused_and_nothing_is_written(admin: Workspace) -> None:
    before = {file: file.read_bytes() for file in admin.store.path.rglob("*") if file.is_file()}
    with pytest.raises(NotFound, match="zzzzz, Nobody Anywhere"):
        plan_erasure(admin, [], ["zzzzz", "Nobody Anywhere"])
    assert {file: file.read_bytes() for file in admin.store.path.rglob("*") if file.is_file()} == before


def test_what_only_the_past_tells_is_erased_and_the_log_says_so(admin: Workspace) -> None:
    account = admin.records.account("TechStart")
    promise = add_action(admin, account.id, "Ask Evangelina")
    edit_action(admin, promise.id, title="Ask", why="")
    planned = plan_erasure(admin, [], ["Evangelina"])
    assert (planned.mentions, planned.entries, planned.unfound) == ([], 2, [])
    erase(admin, planned, "asked for")
    assert left_of(admin.store.path, "Evangelina") == []
    last, *_ = log(admin)
    assert str(last.what) == "Erased: documents 0, mentions 0 (asked for)"
    with pytest.raises(NotFound):
        plan_erasure(admin, [], ["Evangelina"])


def test_a_contact_who_was_removed_before_is_erased_from_the_past(admin: Workspace) -> None:
    contact = next(somebody(admin))
    admin.commit(message("Gone"), dropped=[contact])
    planned = plan_erasure(admin, [contact.id])
    assert [each.id for each in planned.documents] == [contact.id]
    assert contact.name in planned.words
    erase(admin, planned, "asked for")
    assert left_of(admin.store.path, contact.name) == []
    with pytest.raises(NotFound):
        plan_erasure(admin, [contact.id])


def test_names_of_teams_and_features_are_erased_too(admin: Workspace) -> None:
    usage = next(each for each in admin.records.every(Usage) if len(each.weeks) > 1)
    week, later = usage.weeks[0], usage.weeks[1]
    teams = {
        "Team of Evangelina": TeamUse(active=1, seats=2, logins=3),
        "team of EVANGELINA": TeamUse(active=10, logins=30),
        "Evangelina": TeamUse(seats=5),
        "EVANGELINA": TeamUse(seats=7),
    }
    told = replace(week, teams=teams, features={"Board of Evangelina": 4, "Others": 1})
    admin.commit(message("Told"), edits=[(usage, replace(usage, weeks=(told, later, *usage.weeks[2:])))])
    erase(admin, plan_erasure(admin, [], ["Evangelina"]), "asked for")
    first, second, *_ = admin.records.get(Usage, usage.id).weeks
    assert first.teams == {
        "Team of ***": TeamUse(active=1, seats=2, logins=3),
        "team of ***": TeamUse(active=10, logins=30),
        "***": TeamUse(seats=12),
    }
    assert first.features == {"Board of ***": 4, "Others": 1}
    assert second == later
    assert left_of(admin.store.path, "Evangelina") == []
    assert check_store(admin.store.path, COLLECTIONS) == []


def test_words_of_the_program_stay_whatever_is_erased(admin: Workspace, open_as: Opened) -> None:
    """A customer called Video, or a contact called as a colleague's login."""
    words = ["video", "held", "action", "lead", "admin", "open", "high", "Madrid", "EUR", "2026-11-23"]
    add_action(admin, "TechStart", f"Ask {', '.join(words)}")
    before = {kind: list(admin.records.every(shape)) for kind, shape in KINDS.items()}
    erase(admin, plan_erasure(admin, [], words), "asked for")
    again = open_as("lead")
    for kind, shape in KINDS.items():
        assert len(list(again.records.every(shape))) == len(before[kind])
    assert [each.role for each in again.records.people()] == [each.role for each in admin.records.people()]


def test_a_contact_with_a_short_name_can_be_erased(admin: Workspace) -> None:
    account = admin.records.account("TechStart")
    contact = Contact(
        id=admin.new_id(),
        account=account.id,
        name="Li",
        email="li@a.example; L@B.example",
        phone="tel 600 111 222/5",
    )
    admin.commit(message("New"), made=[contact])
    planned = plan_erasure(admin, [contact.id])
    assert planned.words == ["li@a.example", "L@B.example", "tel 600 111 222/5", "600 111 222"]


def test_what_was_erased_cannot_be_taken_back(admin: Workspace) -> None:
    account = admin.records.account("TechStart")
    add_action(admin, account.id, "Ask Evangelina")
    [promise] = [each for each in admin.records.live_actions() if "Evangelina" in each.title]
    number = admin.store.seq
    erase(admin, plan_erasure(admin, [promise.id]), "asked for")
    for done in (number, admin.store.seq):
        with pytest.raises(Refused, match="erased"):
            undo(admin, done)


def test_people_of_the_team_stay(admin: Workspace) -> None:
    with pytest.raises(Refused, match="of the team"):
        plan_erasure(admin, [admin.actor.id])
    with pytest.raises(Refused, match="too short"):
        plan_erasure(admin, [], ["a"])
    with pytest.raises(Refused, match="What is to be erased"):
        plan_erasure(admin, [])
    with pytest.raises(NotFound):
        plan_erasure(admin, ["nothing"])


@pytest.mark.parametrize("login", ["ana", "lead"])
def test_admins_alone_erase(open_as: Opened, login: str) -> None:
    with pytest.raises(NotPermitted):
        plan_erasure(open_as(login), [], ["TechStart"])


def test_what_others_write_meanwhile_is_erased_too(
    admin: Workspace, ana: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = admin.records.account("TechStart")
    add_action(admin, account.id, "Ask Evangelina")
    planned = plan_erasure(admin, [], ["Evangelina"])
    add_action(ana, account.id, "Thank Evangelina")
    real = erasure_module.erase_history
    late = ["Call Evangelina"]

    def somebody_writes_first(*words: object, **named: object) -> None:
        if late:
            ana.catch_up()
            add_action(ana, account.id, late.pop())
        real(*words, **named)

    monkeypatch.setattr(erasure_module, "erase_history", somebody_writes_first)
    erase(admin, planned, "asked for")
    assert left_of(admin.store.path, "Evangelina") == []
    assert {each.title for each in admin.records.live_actions()} >= {"Ask ***", "Thank ***", "Call ***"}


def test_what_a_cover_says_of_an_account_goes_with_it(admin: Workspace) -> None:
    ana = admin.records.person("ana")
    add_person(admin, Person(id="bruno", name="Bruno", login="bruno", pod=ana.pod))
    add_leave(admin, ana.id, date(2026, 12, 7), date(2026, 12, 11))
    parts = accept_cover(admin, ana.id).parts
    gone = admin.records.get(Account, parts[0].account)
    note_cover(admin, gone.id, "Their budget is gone")
    erase(admin, plan_erasure(admin, [gone.id]), "asked for")
    [cover] = admin.records.covers()
    assert [part.account for part in cover.parts] == [part.account for part in parts[1:]]
    assert left_of(admin.store.path, "Their budget is gone") == []
    assert left_of(admin.store.path, f"cover of {gone.name}") == []


def test_a_name_goes_from_risks_hand_offs_questions_and_reviews(admin: Workspace) -> None:
    name = "Evangelina Prieto"
    account = admin.records.accounts()[0]
    admin.commit(message("Outlook"), made=outlook(account.id, admin.now(), name))
    planned = plan_erasure(admin, [], [name])
    assert {each.kind for each in planned.mentions} == {
        "risk",
        "opportunity",
        "handoff",
        "question",
        "review",
    }
    erase(admin, planned, "asked for")
    assert left_of(admin.store.path, "Evangelina") == []
    assert admin.records.get(Risk, "risk-x").plan == "Ask ***"
    assert [each.title for each in admin.records.get(Review, "review-x").items] == ["*** leaves", "Stays"]
    assert check_store(admin.store.path, COLLECTIONS) == []


def test_with_an_account_go_its_risks_and_questions_and_its_items_in_reviews(admin: Workspace) -> None:
    account = admin.records.accounts()[0]
    admin.commit(message("Outlook"), made=outlook(account.id, admin.now(), "Quim"))
    planned = plan_erasure(admin, [account.id])
    gone = {(each.kind, each.id) for each in planned.documents}
    assert gone >= {
        ("risk", "risk-x"),
        ("opportunity", "chance-x"),
        ("handoff", "hand-x"),
        ("question", "question-x"),
    }
    assert [each.name for each in planned.documents if each.id == "hand-x"] == [f"Call Quim · {account.name}"]
    assert "review-x" in {each.id for each in planned.mentions}
    erase(admin, planned, "asked for")
    [review] = admin.records.every(Review)
    assert [each.item for each in review.items] == ["other"]
    assert left_of(admin.store.path, "Licences for Quim") == []
    assert left_of(admin.store.path, "Quim leaves") == []
