"""What an import changes in a store: only what the file says, and nothing the second time."""

from pathlib import Path
from typing import Any

import pytest

from cadence_tui.exchange.batches import join
from cadence_tui.exchange.merge import ImportPlan, plan_changes
from cadence_tui.model.errors import BadInput
from tests.exchange.book import NOW, Book, batch_of, run_import
from tests.exchange.conftest import Write

FILES = {
    "accounts": "name,external_id,segment,arr,currency,renewal,owner,tags\n"
    "Acme,C-1,smb,1200,EUR,2026-12-31,ana,a;b\nBeta,,,,,,,\n",
    "contacts": "account,name,email,language,champion\nAcme,Alex Moreno,al@acme.example,es,sí\nC-1,Eva,,,\n",
    "people": "name,login,role,hours,call_share\nAna Ruiz,ana,csm,Lun-Vie 09:00-15:00,40 %\nBo,bo,reader,,\n",
    "usage": "account,week,team,logins,feature,uses\nAcme,2026-02-23,x,5,,\nAcme,2026-02-23,,,f,2\n",
    "tickets": "account,opened,title,severity,closed\nAcme,2026-02-01,Login,alta,\nAcme,2026-02-02,Login,,\n",
    "surveys": "account,kind,score,date,contact,comment\nAcme,nps,9,2026-02-01,Alex Moreno,ok\n",
    "touchpoints": "account,kind,date,minutes,channel,person\nAcme,check_in,2026-02-01,30,call,ana\n",
    "actions": "account,title,side,owner,due,status\n"
    "Acme,Guide,ours,ana,2026-03-09,done\nAcme,Users,theirs,Al,,\n",
    "leave": "person,from,to\nana,2026-04-01,2026-04-05\nana,2026-05-01,2026-05-02\n",
    "busy": "person,start,end\nana,2026-04-01T09:00:00+02:00,2026-04-01T10:00:00+02:00\n"
    "ana,2026-05-01T09:00:00Z,2026-05-01T10:00:00Z\n",
}


def counts(plan: ImportPlan) -> tuple[int, int, int]:
    return plan.created, plan.updated, plan.unchanged


def kept(book: Book, kind: str, **wanted: object) -> dict[str, Any]:
    return next(each for each in book.all(kind) if wanted.items() <= each.items())


@pytest.mark.parametrize("kind", FILES)
def test_a_repeated_import_changes_nothing(write: Write, book: Book, kind: str) -> None:
    path = write(FILES[kind])
    first = run_import(kind, path, book)
    assert first.created + first.updated
    assert not first.unchanged
    before = {name: dict(documents) for name, documents in book.kept.items()}
    again = run_import(kind, path, book)
    assert (again.created, again.updated, again.changes) == (0, 0, [])
    assert again.unchanged == len(first.changes)
    assert book.kept == before


def test_only_the_columns_of_the_file_are_set(write: Write, book: Book) -> None:
    book.kept["account"]["a1"] |= {"renewal": "2026-09-01", "industry": "Retail", "later_field": 1}
    assert counts(run_import("accounts", write("name,renewal\nAcme,\n"), book)) == (0, 1, 0)
    assert book.kept["account"]["a1"] == {
        "kind": "account",
        "id": "a1",
        "name": "Acme",
        "external_id": "C-1",
        "industry": "Retail",
        "later_field": 1,
    }


def test_defaults_are_not_written(write: Write, book: Book) -> None:
    text = "account,title,side,status,priority\nAcme,Guide,ours,open,high\n"
    run_import("actions", write(text), book)
    (action,) = book.all("action")
    assert set(action) == {"kind", "id", "account", "title", "priority", "created"}


def test_an_empty_choice_says_nothing(write: Write, book: Book) -> None:
    book.add("action", id="x1", account="a1", title="Guide", status="blocked", created="2026-01-01T00:00:00Z")
    plan = run_import("actions", write("account,title,status\nAcme,Guide,\n"), book)
    assert counts(plan) == (0, 0, 1)


def test_json_rows_leave_alone_what_they_do_not_name(write: Write, book: Book) -> None:
    book.kept["account"]["a2"] |= {"industry": "Retail", "goal": "grow"}
    text = '{"name": "Acme", "industry": "Bank"}\n{"name": "Gestión Ágil", "goal": null}\n'
    assert counts(run_import("accounts", write(text), book)) == (0, 2, 0)
    assert book.kept["account"]["a1"]["industry"] == "Bank"
    assert book.kept["account"]["a2"]["industry"] == "Retail"
    assert "goal" not in book.kept["account"]["a2"]


def test_equal_amounts_and_instants_are_no_change(write: Write, book: Book) -> None:
    book.kept["account"]["a1"]["arr"] = {"amount": "1200", "currency": "EUR"}
    book.add("action", account="a1", title="Guide", created="2026-03-01T06:00:00-03:00")
    assert counts(run_import("accounts", write("name,arr\nAcme,EUR 1200.00\n"), book)) == (0, 0, 1)
    text = "account,title,created\nAcme,Guide,2026-03-01T09:00:00Z\n"
    assert counts(run_import("actions", write(text), book)) == (0, 0, 1)


def test_an_equal_segment_keeps_its_own_reason(write: Write, book: Book) -> None:
    book.kept["account"]["a1"]["segment"] = {"value": "smb", "why": "agreed", "by": "p2"}
    path = write("name,segment\nAcme,smb\n")
    assert counts(run_import("accounts", path, book)) == (0, 0, 1)
    assert counts(run_import("accounts", write("name,segment\nAcme,enterprise\n"), book)) == (0, 1, 0)
    assert book.kept["account"]["a1"]["segment"]["value"] == "enterprise"


def test_a_customer_of_the_same_name_with_another_id_is_another(write: Write, book: Book) -> None:
    assert counts(run_import("accounts", write("name,external_id\nAcme,C-9\n"), book)) == (1, 0, 0)
    assert counts(run_import("accounts", write("name,external_id\nGestión Ágil,C-2\n"), book)) == (0, 1, 0)
    assert book.kept["account"]["a2"]["external_id"] == "C-2"


def test_weeks_join_the_series_that_is_there(write: Write, book: Book) -> None:
    week = {"week": "2026-02-23", "teams": {"x": {"active": 3, "logins": 4}, "y": {"logins": 1}}}
    book.add("usage", account="a1", weeks=[week], initial_features=["f"])
    text = "account,week,team,logins\nAcme,2026-02-23,x,9\nAcme,2026-02-16,x,1\n"
    assert counts(run_import("usage", write(text), book)) == (0, 1, 0)
    (usage,) = book.all("usage")
    assert usage["initial_features"] == ["f"]
    assert usage["weeks"] == [
        {"week": "2026-02-16", "teams": {"x": {"logins": 1}}},
        {"week": "2026-02-23", "teams": {"x": {"active": 3, "logins": 9}, "y": {"logins": 1}}},
    ]


def test_the_later_of_two_files_has_the_last_word_on_a_week(write: Write, book: Book) -> None:
    head = "account,week,team,logins\n"
    files = [write(f"{head}Acme,2026-02-23,x,{n}\n", f"{n}.csv") for n in (1, 2)]
    plan = plan_changes(join([batch_of("usage", path, book) for path in files]), book, now=NOW)
    (change,) = plan.changes
    assert change.document["weeks"] == [{"week": "2026-02-23", "teams": {"x": {"logins": 2}}}]


def test_leave_is_added_and_kept_in_order(write: Write, book: Book) -> None:
    book.kept["person"]["p1"]["leave"] = [{"first": "2026-04-20", "last": "2026-04-22", "why": "x"}]
    assert counts(run_import("leave", write(FILES["leave"]), book)) == (0, 1, 0)
    assert [absence["first"] for absence in book.kept["person"]["p1"]["leave"]] == [
        "2026-04-01",
        "2026-04-20",
        "2026-05-01",
    ]


def test_actions_are_done_exactly_when_they_say_so(write: Write, book: Book) -> None:
    head = "account,title,status,done\n"
    run_import(
        "actions", write(head + "Acme,Guide,done,\nAcme,Plan,,2026-02-01\nAcme,Note,open,2026-02-01\n"), book
    )
    assert kept(book, "action", title="Guide")["done"] == "2026-03-02T09:30:00Z"
    assert kept(book, "action", title="Plan") | {"id": ""} == {
        "kind": "action",
        "id": "",
        "account": "a1",
        "title": "Plan",
        "status": "done",
        "created": "2026-03-02T09:30:00Z",
        "done": "2026-02-01T00:00:00Z",
    }
    assert "done" not in kept(book, "action", title="Note")
    known = kept(book, "action", title="Guide")["id"]
    run_import("actions", write(f"account,title,status,id\nAcme,Guide,abierta,{known}\n"), book)
    assert "done" not in kept(book, "action", title="Guide")


def test_a_dropped_action_keeps_the_day_it_was_dropped(write: Write, book: Book) -> None:
    dropped = {"title": "Guide", "status": "dropped", "done": "2026-02-01T00:00:00Z"}
    book.add("action", account="a1", created="2026-01-01T00:00:00Z", **dropped)
    text = "account,title,status,done\nAcme,Guide,dropped,2026-02-01\n"
    assert counts(run_import("actions", write(text), book)) == (0, 0, 1)


def test_an_answer_is_known_again_when_its_author_became_a_contact(write: Write, book: Book) -> None:
    path = write("account,kind,score,date,contact\nAcme,nps,9,2026-02-01,Eva\n")
    run_import("surveys", path, book)
    eva = book.add("contact", account="a1", name="Eva")
    assert counts(run_import("surveys", path, book)) == (0, 0, 1)
    assert [each["contact"] for each in book.all("survey")] == ["Eva"]
    later = write("account,kind,score,date,contact\nAcme,nps,9,2026-05-01,Eva\n")
    assert counts(run_import("surveys", later, book)) == (1, 0, 0)
    assert [each["contact"] for each in book.all("survey")] == ["Eva", eva]


def test_touchpoints_get_a_status_only_when_they_are_new(write: Write, book: Book) -> None:
    book.add("touchpoint", account="a1", touch="check_in", date="2026-02-01", status="no_show")
    text = "account,kind,date,minutes\nAcme,check_in,2026-02-01,20\nAcme,check_in,2026-02-08,20\n"
    assert counts(run_import("touchpoints", write(text), book)) == (1, 1, 0)
    assert [each["status"] for each in book.all("touchpoint")] == ["no_show", "held"]


def test_documents_are_found_by_external_id_before_anything_else(write: Write, book: Book) -> None:
    book.add("ticket", account="a1", title="Old", opened="2026-01-01", external_id="T1")
    book.add("ticket", account="a1", title="New", opened="2026-01-02")
    text = "account,title,opened,external_id\nAcme,Renamed,2026-01-01,T1\nAcme,New,2026-01-02,T2\n"
    assert counts(run_import("tickets", write(text), book)) == (0, 2, 0)
    assert [(each["title"], each["external_id"]) for each in book.all("ticket")] == [
        ("Renamed", "T1"),
        ("New", "T2"),
    ]


def test_two_rows_for_one_document_are_refused(write: Write, book: Book) -> None:
    book.add("ticket", account="a1", title="Old", opened="2026-01-01", external_id="T1")
    path = write("account,title,opened,external_id\nAcme,Renamed,2026-01-01,T1\nAcme,Old,2026-01-01,\n")
    with pytest.raises(BadInput, match="row 2 is the same"):
        plan_changes(batch_of("tickets", path, book), book, now=NOW)


def test_a_file_with_one_fault_changes_nothing(write: Write, book: Book) -> None:
    path = write("name,arr\nBeta,1\nGamma,x\n")
    with pytest.raises(BadInput, match="Row 3, arr") as caught:
        plan_changes(batch_of("accounts", path, book), book, now=NOW)
    assert Path(caught.value.where[0].file) == path
