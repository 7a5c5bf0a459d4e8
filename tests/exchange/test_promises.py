"""Promises in the formats of other programs: inert on the way out, the same promises on the way back (A4)."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import icalendar
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.exchange.batches import Batch
from cadence_tui.exchange.exports import export_csv
from cadence_tui.exchange.ics.todos import todo_batch, todos_bytes
from cadence_tui.exchange.imports import parse
from cadence_tui.exchange.merge import plan_changes
from cadence_tui.exchange.mojibake import repair
from cadence_tui.exchange.promises import Note, Promise, Reading
from cadence_tui.exchange.tables import read_table
from cadence_tui.exchange.task_list import TaskGroup, TaskLine, task_list
from cadence_tui.exchange.taskwarrior import is_taskwarrior, task_batch, task_uuid, tasks_json
from cadence_tui.model.documents import Action
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.text import plain
from tests.exchange.book import NOW, TODAY, Book, small_book
from tests.exchange.conftest import Write

MADE = datetime(2026, 2, 20, 8, 30, tzinfo=UTC)
FIELDS = ("account", "title", "side", "owner", "due", "status", "priority", "created", "done", "evidence")


def promise(book: Book, action: Action, *notes: str) -> Promise:
    owner = book.person(action.owner) if action.side == "ours" and action.owner else action.owner
    return Promise(
        action=action,
        account=book.account(action.account),
        account_name=book.kept["account"][action.account]["name"],
        owner=owner,
        owner_name=owner,
        notes=tuple(Note(MADE, note) for note in notes),
        changed=MADE,
        sequence=3,
    )


def action(**fields: Any) -> Action:
    values: dict[str, Any] = {"id": "x1", "account": "a1", "title": "Send the guide", "created": MADE}
    return Action(**{**values, **fields})


def keep(book: Book, kept: Action) -> None:
    """Puts a promise into the book."""
    fields = msgspec.to_builtins(kept)
    book.add(fields.pop("kind"), **fields)


def reading(book: Book, zone: str = "America/Bogota") -> Reading:
    return Reading(directory=book, existing=book, language="en", zone=zone, by="p1", now=NOW)


def as_ics(path: Path, promises: list[Promise], book: Book) -> Batch:
    file = path / "todos.ics"
    file.write_bytes(todos_bytes(promises))
    return todo_batch(file, reading(book))


def as_tasks(path: Path, promises: list[Promise], book: Book) -> Batch:
    file = path / "tasks.json"
    file.write_bytes(b"".join(tasks_json(promises, "America/Bogota")))
    assert is_taskwarrior(file)
    return task_batch(file, reading(book))


def as_csv(path: Path, promises: list[Promise], book: Book) -> Batch:
    file = path / "promises.csv"
    documents = [msgspec.to_builtins(each.action) for each in promises]
    file.write_text("".join(export_csv("actions", documents, book)), encoding="utf-8")
    return parse("actions", read_table(file), book, today=TODAY, language="en")


Way = Callable[[Path, list[Promise], Book], Batch]
WAYS: dict[str, Way] = {"ics": as_ics, "taskwarrior": as_tasks, "csv": as_csv}

hostile = st.text(
    st.one_of(
        st.sampled_from(",;:\\\"'=+@#[]<>|\n\r\t\x1b\u202e\u2028é漢🎉{}"), st.characters(codec="utf-8")
    ),
    max_size=90,
)
# As people type them: the acts of the ledger keep no outer blanks, and text encoded twice is repaired.
titles = hostile.map(lambda text: plain(text).strip()).filter(lambda text: text and not repair(text))
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
instants = st.integers(0, 700_000_000).map(lambda seconds: datetime.fromtimestamp(1e9 + seconds, UTC))
"""None is still to come."""


@st.composite
def actions(draw: st.DrawFn) -> Action:
    side = draw(st.sampled_from(("ours", "theirs")))
    status = draw(st.sampled_from((*LIVE_STATUSES, "done", "dropped")))
    return action(
        account=draw(st.sampled_from(("a1", "a2"))),
        title=draw(titles),
        side=side,
        owner=draw(st.sampled_from(("", "p1", "p2"))) if side == "ours" else draw(titles),
        due=draw(st.none() | days),
        status=status,
        priority=draw(st.sampled_from(("high", "normal", "low"))),
        blocked_reason=draw(titles) if status == "blocked" else "",
        created=draw(instants),
        done=None if status in LIVE_STATUSES else draw(instants),
        evidence=draw(st.just("") | titles),
    )


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=60, deadline=None)
@given(
    made=st.lists(
        actions(), min_size=1, max_size=4, unique_by=lambda each: (each.account, each.title, each.side)
    )
)
def test_what_is_exported_comes_back_into_an_empty_store(way: str, made: list[Action]) -> None:
    made = [msgspec.structs.replace(each, id=f"x{number}") for number, each in enumerate(made)]
    book = small_book()
    with TemporaryDirectory() as folder:
        promises = [promise(book, each, "a remark") for each in made]
        batch = WAYS[way](Path(folder), promises, book)
        plan = plan_changes(batch, book, now=NOW)
        assert (plan.created, plan.updated, plan.unchanged) == (len(made), 0, 0)
        book.write(plan)
        back = [msgspec.convert(each, Action) for each in book.all("action")]
        for was, now in zip(made, back, strict=True):
            assert now.external_id == was.id
            assert {name: getattr(now, name) for name in FIELDS} == {
                name: getattr(was, name) for name in FIELDS
            }
            assert now.blocked_reason == was.blocked_reason
            assert now.comments == (), "its own remarks are not those of somebody else"
        again = plan_changes(WAYS[way](Path(folder), promises, book), book, now=NOW)
        assert (again.created, again.updated) == (0, 0)


@pytest.mark.parametrize("way", ["ics", "taskwarrior"])
def test_what_came_from_here_is_known_by_its_id(way: str, tmp_path: Path, book: Book) -> None:
    kept = action(external_id="JIRA-12", status="blocked", blocked_reason="waits", due=date(2026, 3, 9))
    keep(book, kept)
    changed = msgspec.structs.replace(kept, title="Send both guides", due=date(2026, 3, 12))
    plan = plan_changes(WAYS[way](tmp_path, [promise(book, changed)], book), book, now=NOW)
    assert (plan.created, plan.updated) == (0, 1)
    document = plan.changes[0].document
    assert (plan.changes[0].id, document["title"], document["due"]) == (
        "x1",
        "Send both guides",
        "2026-03-12",
    )
    assert (document["status"], document["external_id"]) == ("blocked", "JIRA-12")


@pytest.mark.parametrize("way", ["ics", "taskwarrior"])
def test_a_promise_stays_with_its_account(way: str, tmp_path: Path, book: Book) -> None:
    keep(book, action())
    batch = WAYS[way](tmp_path, [promise(book, action(account="a2"))], book)
    assert batch.fault_count == 1
    assert "promises stay with their account" in str(batch.faults[0].expected)


def todo(*lines: str, uid: str = "abc-1") -> str:
    inner = [f"UID:{uid}", "SUMMARY:Call the notary", "CATEGORIES:Acme", *lines]
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VTODO", *inner, "END:VTODO", "END:VCALENDAR", ""]
    )


def test_a_to_do_of_others_names_its_account_by_a_category(write: Write, book: Book) -> None:
    text = todo(
        "DUE;TZID=Europe/Madrid:20260310T003000", "PRIORITY:2", "STATUS:IN-PROCESS", "DESCRIPTION:by phone"
    )
    [draft] = todo_batch(write(text, "t.ics"), reading(book)).drafts
    assert draft.fields["account"] == "a1"
    assert draft.fields["due"] == "2026-03-09", "in Bogota it is still the day before"
    assert (draft.fields["priority"], draft.fields["status"]) == ("high", "in_progress")
    assert (draft.external_id, draft.initial["comments"][0]["text"]) == ("abc-1", "by phone")


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (("STATUS:COMPLETED",), "done"),
        (("COMPLETED:20260301T100000Z",), "done"),
        (("PERCENT-COMPLETE:100",), "done"),
        (("STATUS:CANCELLED",), "dropped"),
        (("STATUS:NEEDS-ACTION", "X-CADENCE-STATUS:waiting", "X-CADENCE-ID:q"), "waiting"),
        (("STATUS:COMPLETED", "X-CADENCE-STATUS:waiting", "X-CADENCE-ID:q"), "done"),
        ((), "open"),
    ],
)
def test_how_far_it_is_as_others_say_it(
    write: Write, book: Book, lines: tuple[str, ...], status: str
) -> None:
    [draft] = todo_batch(write(todo(*lines), "t.ics"), reading(book)).drafts
    assert draft.fields["status"] == status


@pytest.mark.parametrize(
    ("line", "field", "found"),
    [
        ("DUE:someday", "DUE", "someday"),
        ("STATUS:MAYBE", "STATUS", "MAYBE"),
        ("PRIORITY:urgently", "PRIORITY", "urgently"),
        ("DUE;VALUE=DATE:18000101", "DUE", "1800-01-01"),
        ("DUE:00010101T000000Z", "DUE", "0001-01-01"),
        ("DUE:99991231T235959Z", "DUE", "9999-12-31"),
        ("CREATED:00010101T000000Z", "CREATED", "0001-01-01T00:00:00+00:00"),
    ],
)
def test_a_fault_says_line_field_and_what_was_found(
    write: Write, book: Book, line: str, field: str, found: str
) -> None:
    batch = todo_batch(write(todo(line), "t.ics"), reading(book))
    [where] = batch.faults
    assert (where.row, where.field, where.found) == (3, field, found)
    assert batch.refusal() is not None


def test_an_unknown_account_is_a_fault_of_its_to_do(write: Write, book: Book) -> None:
    text = todo().replace("CATEGORIES:Acme", "CATEGORIES:Home,Errand")
    [where] = todo_batch(write(text, "t.ics"), reading(book)).faults
    assert (where.field, where.found) == ("CATEGORIES", "Home, Errand")


def task(**fields: Any) -> dict[str, Any]:
    values = {"uuid": "296d835e-8f85-4224-8f36-c612cad1b9f8", "description": "Call the notary"}
    return {**values, "status": "pending", "project": "Acme", "entry": "20260301T100000Z", **fields}


def test_a_task_of_others_comes_with_its_remarks_once(write: Write, book: Book) -> None:
    remarks = [{"entry": "20260302T080000Z", "description": "by \x1b phone"}]
    file = write(json.dumps([task(annotations=remarks, due="20260310T050000Z", tags=["theirs"])]), "t.json")
    plan = plan_changes(task_batch(file, reading(book)), book, now=NOW)
    book.write(plan)
    [kept] = book.all("action")
    assert (kept["side"], kept["due"], kept["comments"][0]["text"]) == ("theirs", "2026-03-10", "by ␛ phone")
    again = plan_changes(task_batch(file, reading(book)), book, now=NOW)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    assert task_uuid(msgspec.convert(kept, Action)) == task()["uuid"], "and goes back as the task it was"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"due": "tomorrow"}, "due"),
        ({"due": "00010101T000000Z"}, "due"),
        ({"due": "99991231T235959Z"}, "due"),
        ({"entry": "00010101T000000Z"}, "entry"),
        ({"status": "perhaps"}, "status"),
        ({"priority": "X"}, "priority"),
        ({"project": "Nowhere"}, "project"),
        ({"description": {"a": 1}}, "description"),
        ({"tags": 5}, "tags"),
        ({"annotations": ["x"]}, "annotations"),
    ],
)
def test_a_fault_of_a_task_says_which_and_where(
    write: Write, book: Book, fields: dict[str, Any], field: str
) -> None:
    batch = task_batch(write(json.dumps([task(uuid="u"), task(**fields)]), "t.json"), reading(book))
    assert (batch.faults[0].row, batch.faults[0].field) == (2, field)


def test_what_a_task_has_as_null_it_does_not_have(write: Write, book: Book) -> None:
    empty = dict.fromkeys(("due", "priority", "end", "start", "tags", "annotations", "cadenceid"))
    batch = task_batch(write(json.dumps([task(**empty)]), "t.json"), reading(book))
    assert (batch.faults, batch.drafts[0].fields["due"]) == ([], None)


def test_moments_still_to_come_are_left_aside_and_told(write: Write, book: Book) -> None:
    remarks = [{"entry": "20970101T000000Z", "description": "ahead"}]
    ended = {"status": "completed", "entry": "20980101T000000Z", "end": "20990101T000000Z"}
    file = write(json.dumps([task(**ended, annotations=remarks)]), "t.json")
    batch = task_batch(file, reading(book))
    assert [str(each) for each in batch.warnings] == [
        "Row 1, entry: left aside, for it is still to come",
        "Row 1, end: left aside, for it is still to come",
    ]
    book.write(plan_changes(batch, book, now=NOW))
    [kept] = book.all("action")
    told = kept["created"], kept["done"], kept["comments"][0]["at"]
    assert [datetime.fromisoformat(each) for each in told] == [NOW, NOW, NOW]
    again = plan_changes(task_batch(file, reading(book)), book, now=NOW + timedelta(days=1))
    assert (again.created, again.updated) == (0, 0)


def test_a_to_do_takes_over_no_other_one_by_its_title(write: Write, book: Book) -> None:
    def take(text: str, name: str = "t.ics") -> tuple[int, int, int]:
        read = task_batch if name.endswith("json") else todo_batch
        plan = plan_changes(read(write(text, name), reading(book)), book, now=NOW)
        book.write(plan)
        return plan.created, plan.updated, plan.unchanged

    nameless = todo().replace("UID:abc-1\r\n", "")
    assert take(todo("STATUS:COMPLETED", uid="10")) == (1, 0, 0)
    assert take(nameless) == (1, 0, 0), "another one of the same name"
    assert take(nameless) == (0, 0, 1), "but not twice"
    assert take(todo(uid="6")) == (1, 0, 0)
    assert take(json.dumps([task()]), "t.json") == (1, 0, 0), "nor does a foreign task take it"
    kept = {each.get("external_id", ""): each.get("status", "open") for each in book.all("action")}
    assert kept == {"10": "done", "": "open", "6": "open", task()["uuid"]: "open"}


def test_a_title_brings_no_closed_promise_back(write: Write, book: Book) -> None:
    keep(book, action(title="Call the notary", status="done", done=MADE))
    nameless = todo().replace("UID:abc-1\r\n", "")
    for created in (1, 0):
        plan = plan_changes(todo_batch(write(nameless, "t.ics"), reading(book)), book, now=NOW)
        assert (plan.created, plan.updated) == (created, 0)
        book.write(plan)
    assert sorted(each.get("status", "open") for each in book.all("action")) == ["done", "open"]


HOPELESS = {
    "nested": b'[{"uuid":"u","description":' + b"[" * 200_000,
    "cut off": b'[{"uuid":"u","description":"x"},{"uuid"',
    "no task": b'["uuid","description"]',
    "a number": b'{"uuid":"u","description":"x"}\n5\n',
    "utf-16": '[{"uuid":"u","description":"x"}]'.encode("utf-16"),
}


@pytest.mark.parametrize("content", HOPELESS.values(), ids=HOPELESS)
def test_garbage_is_a_fault_and_nothing_worse(write: Write, book: Book, content: bytes) -> None:
    batch = task_batch(write(content, "t.json"), reading(book))
    assert batch.fault_count == 1
    assert batch.drafts == []


@pytest.mark.parametrize("content", [b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\n", b"\x00\x01\x02", b"hello", b""])
def test_garbage_for_a_calendar_is_a_fault(write: Write, book: Book, content: bytes) -> None:
    assert todo_batch(write(content, "t.ics"), reading(book)).fault_count == 1


@pytest.mark.parametrize(("read", "name"), [(todo_batch, "t.ics"), (task_batch, "t.json")])
def test_files_are_of_a_size(
    write: Write, book: Book, read: Callable[[Path, Reading], Batch], name: str
) -> None:
    [where] = read(write(b"x" * 10_000_000, name), reading(book)).faults
    assert "less than 10 MB" in str(where.expected)


def test_text_encoded_twice_is_repaired_and_told(write: Write, book: Book) -> None:
    text = todo().replace("Call the notary", "RevisiÃ³n")
    batch = todo_batch(write("\ufeff" + text, "t.ics"), reading(book))
    assert batch.drafts[0].fields["title"] == "Revisión"
    assert len(batch.warnings) == 1


@given(text=hostile)
@settings(deadline=None)
def test_no_text_breaks_out_of_a_to_do(text: str) -> None:
    made = action(title=text or "x", blocked_reason=text, status="blocked", evidence=text)
    content = todos_bytes([promise(small_book(), made, text)])
    assert all(len(line) <= 75 for line in content.split(b"\r\n")), "longer lines are folded"
    assert "\x1b" not in content.decode()
    [found] = icalendar.Calendar.from_ical(content).subcomponents
    assert (found.name, str(found["SUMMARY"])) == ("VTODO", plain(text or "x"))
    assert found["DTSTAMP"].dt == found["LAST-MODIFIED"].dt == MADE


def test_days_are_days_and_states_are_those_of_icalendar() -> None:
    book = small_book()
    made = [
        action(id=f"x{n}", status=status, due=TODAY)
        for n, status in enumerate((*LIVE_STATUSES, "done", "dropped"))
    ]
    found = icalendar.Calendar.from_ical(todos_bytes([promise(book, each) for each in made])).walk("VTODO")
    assert {each["DUE"].dt for each in found} == {TODAY}
    assert [str(each["STATUS"]) for each in found] == [
        "NEEDS-ACTION", "IN-PROCESS", "NEEDS-ACTION", "NEEDS-ACTION", "COMPLETED", "CANCELLED",
    ]  # fmt: skip
    assert [each["UID"] for each in found] == [f"x{n}@cadence" for n in range(6)]
    assert "waiting" in [str(each) for each in found[3]["CATEGORIES"].cats]


def test_remarks_of_one_second_are_two_annotations() -> None:
    [task] = json.loads(b"".join(tasks_json([promise(small_book(), action(), "one", "two")], "UTC")))
    entries = [datetime.fromisoformat(note["entry"]) for note in task["annotations"]]
    assert entries == [MADE, MADE + timedelta(seconds=1)]


def test_the_list_stays_a_list_whatever_is_in_it() -> None:
    line = TaskLine(closed=False, title="[x] *a* <b>\n# c", facts=("due | 5",), notes=("`d`\n- [x] e",))
    page = "".join(task_list("All", [TaskGroup("A\nB", (line, TaskLine(closed=True, title="f")))]))
    assert page.splitlines() == [
        "# All",
        "",
        "## A B",
        "",
        r"- [ ] \[x\] \*a\* \<b\> \# c — due \| 5",
        r"  - \`d\` - \[x\] e",
        "- [x] f",
    ]
