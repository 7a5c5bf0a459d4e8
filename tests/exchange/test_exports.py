"""Exports: CSV that comes back as it was, Markdown that stays text, everything as JSON without loss."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadence_tui.exchange.archive import export_json, read_export
from cadence_tui.exchange.exports import export_csv, export_markdown
from cadence_tui.exchange.merge import plan_changes
from cadence_tui.exchange.mojibake import repair
from cadence_tui.exchange.words import kind_rule, kinds
from cadence_tui.model.documents import KINDS
from cadence_tui.model.errors import BadInput
from cadence_tui.model.text import plain
from tests.exchange.book import NOW, Book, batch_of, run_import, small_book
from tests.exchange.conftest import Write

RICH = {
    "account": [
        {
            "id": "a3",
            "name": '=Beta; "S.A."',
            "external_id": "+34",
            "segment": {"value": "smb", "why": "agreed"},
            "arr": {"amount": "1234.567", "currency": "BRL"},
            "start": "2024-01-31",
            "renewal": "2026-12-31",
            "owner": "p1",
            "country": "BR",
            "timezone": "America/Sao_Paulo",
            "language": "pt-BR",
            "strategic": True,
            "tags": ["a", "b"],
            "goal": "-two\nlines",
            "preferences": {
                "channel": "email",
                "every_days": 21,
                "weekdays": [0, 3],
                "hours": "Mon-Thu 09:00-12:00",
                "quiet": [["2026-07-01", "2026-07-15"], ["2026-12-24", "2026-12-24"]],
                "refused": ["business_review"],
                "wanted": ["check_in"],
                "pinned": [
                    {"touch": "check_in", "when": "FREQ=MONTHLY;BYDAY=1TU,3TU"},
                    {"touch": "business_review", "when": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15"},
                ],
            },
        }
    ],
    "person": [
        {
            "id": "p3",
            "name": "Bo",
            "login": "bo",
            "role": "reader",
            "hours": "Mon-Thu 09:00-13:00",
            "call_share": 0.333,
            "leave": [{"first": "2026-04-01", "last": "2026-04-02", "why": "@home"}],
        }
    ],
    "busy": [
        {
            "id": "b1",
            "person": "p3",
            "source": "=work.ics",
            "spans": [
                ["2026-04-01T07:00:00Z", "2026-04-01T08:00:00Z"],
                ["2026-04-02T07:00:00Z", "2026-04-03T08:30:00Z"],
            ],
        }
    ],
    "contact": [
        {
            "id": "k2",
            "account": "a2",
            "name": "Eva",
            "phone": "+34 600",
            "sponsor": True,
            "language": "en",
            "preferences": {
                "hours": "Fri 10:00-11:00",
                "pinned": [{"touch": "check_in", "when": "FREQ=DAILY"}],
            },
        }
    ],
    "ticket": [
        {"id": "t1", "account": "a1", "title": "'=x", "opened": "2026-02-01", "severity": "critical"},
        {"id": "t2", "account": "a1", "title": "'=x", "opened": "2026-02-01", "closed": "2026-02-02"},
    ],
    "survey": [
        {
            "id": "s1",
            "account": "a1",
            "score": 8.125,
            "date": "2026-02-01",
            "contact": "k1",
            "comment": "a\nb",
        },
        {
            "id": "s2",
            "account": "a2",
            "survey": "csat",
            "score": 4.0,
            "date": "2026-02-01",
            "contact": "Nobody",
        },
    ],
    "touchpoint": [
        {
            "id": "c1",
            "account": "a1",
            "owner": "p2",
            "touch": "business_review",
            "channel": "video",
            "status": "confirmed",
            "date": "2026-03-05",
            "start": "2026-03-05T14:00:00Z",
            "minutes": 45,
            "purpose": "Renewal",
        }
    ],
    "action": [
        {
            "id": "x1",
            "account": "a1",
            "title": "Guide",
            "owner": "p1",
            "status": "done",
            "priority": "high",
            "created": "2026-01-02T03:04:05.678Z",
            "done": "2026-01-05T00:00:00Z",
        },
        {
            "id": "x2",
            "account": "a1",
            "title": "Guide",
            "side": "theirs",
            "owner": "Alex Moreno",
            "due": "2026-04-01",
            "status": "blocked",
            "blocked_reason": "law",
            "created": "2026-01-02T03:04:05Z",
        },
    ],
    "usage": [
        {
            "id": "u1",
            "account": "a1",
            "weeks": [
                {"week": "2026-02-16", "teams": {"-x": {"active": 1, "seats": 2, "logins": 3}}},
                {"week": "2026-02-23", "teams": {"-x": {"logins": 4}}, "features": {"f": 7}},
            ],
        }
    ],
}
ID = "0g1a2b3c4d5e6f"


def rich_book() -> Book:
    book = small_book()
    for kind, documents in RICH.items():
        for fields in documents:
            book.add(kind, **fields)
    return book


def exported(kind: str, book: Book, path: Path) -> Path:
    lines = export_csv(kind, book.all(kind_rule(kind).document), book)
    path.write_text("".join(lines), encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("kind", kinds())
def test_an_export_read_back_into_its_store_changes_nothing(tmp_path: Path, kind: str) -> None:
    book = rich_book()
    plan = run_import(kind, exported(kind, book, tmp_path / "out.csv"), book)
    assert (plan.changes, plan.warnings) == ([], [])
    assert plan.unchanged


@pytest.mark.parametrize("kind", kinds())
def test_an_export_fills_an_empty_place_with_the_same(tmp_path: Path, kind: str) -> None:
    book = rich_book()
    path = exported(kind, book, tmp_path / "out.csv")
    document = kind_rule(kind).document
    fresh = rich_book()
    if kind == "leave":
        fresh.kept["person"]["p3"].pop("leave")
    else:
        fresh.kept[document] = {}
    run_import(kind, path, fresh)
    found = [comparable(kind, each) for each in fresh.all(document)]
    assert found == [comparable(kind, each) for each in book.all(document)]


def comparable(kind: str, document: dict[str, Any]) -> dict[str, Any]:
    """A document's fields without what its CSV does not carry: ids, reasons of overrides, leave of people."""
    fields = msgspec.structs.asdict(msgspec.convert(document, KINDS[kind_rule(kind).document]))
    if fields.get("segment"):
        fields["segment"] = fields["segment"].value
    left_out = {"id", "leave"} if kind == "people" else {"id"}
    if kind in ("tickets", "touchpoints", "actions"):
        left_out.add("external_id")
    return {name: value for name, value in fields.items() if name not in left_out}


def test_cells_never_begin_a_formula(tmp_path: Path) -> None:
    book = rich_book()
    for kind in kinds():
        text = exported(kind, book, tmp_path / "out.csv").read_text(encoding="utf-8")
        assert not any(f",{sign}" in text or f'"{sign}' in text or f"\n{sign}" in text for sign in "=+@-")


WORDS = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.text("=+-@'\";,\t\n a\\|#", max_size=8)
    | st.sampled_from(["'=1", "''+x", "1.200", "sep=;", "NULL", "Ação", "\ufeffx", "🎯", "[@click=x]"])
)
TEXT = WORDS.map(lambda text: plain(text).strip()).filter(lambda text: repair(text) is None)
NOTE = WORDS.map(lambda text: plain(text, lines=True).strip()).filter(lambda text: repair(text) is None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(TEXT.filter(bool), TEXT, TEXT, NOTE), min_size=1, max_size=4, unique_by=lambda row: row[0]
    )
)
def test_any_text_survives_the_way_out_and_in(tmp_path: Path, rows: list[tuple[str, str, str, str]]) -> None:
    book = Book()
    for name, industry, pod, goal in rows:
        book.add("account", name=name, industry=industry, pod=pod, goal=goal)
    batch = batch_of("accounts", exported("accounts", book, tmp_path / "out.csv"), Book())
    assert not batch.faults
    fields = ("name", "industry", "pod", "goal")
    assert [tuple(draft.fields[name] or "" for name in fields) for draft in batch.drafts] == rows


def test_markdown_cells_stay_text() -> None:
    page = "".join(export_markdown("Book *one*", ["Name", "ARR"], [["[x](y) | <b>\nz", "5"]]))
    assert page == ("# Book \\*one\\*\n\n| Name | ARR |\n| --- | --- |\n| \\[x\\](y) \\| \\<b\\> z | 5 |\n")


def archive(book: Book, path: Path) -> Path:
    stream = ((kind, document) for kind in book.kept for document in book.all(kind))
    path.write_bytes(b"".join(export_json(stream, made=datetime(2026, 3, 2, tzinfo=UTC))))
    return path


def test_everything_goes_out_and_comes_back_without_loss(tmp_path: Path) -> None:
    book = rich_book()
    book.add("settings", id="settings", preset="check-in-guide", of_a_later_version=[1, {"x": None}])
    path = archive(book, tmp_path / "all.json")
    assert read_export(path) == [(kind, document) for kind in book.kept for document in book.all(kind)]
    whole = json.loads(path.read_bytes())
    assert (whole["format"], whole["version"], whole["made"]) == ("cadence-export", 1, "2026-03-02T00:00:00Z")


def test_an_empty_store_goes_out_and_comes_back(tmp_path: Path) -> None:
    assert read_export(archive(Book(), tmp_path / "all.json")) == []


def test_text_of_a_foreign_archive_arrives_inert(tmp_path: Path) -> None:
    book = Book()
    book.add("usage", account="a1", weeks=[{"week": "2026-02-16", "features": {"f\x1b[2J": 1}}])
    book.add("account", name="A\x1b[2J\u202e", goal="two\r\nlines")
    (_, usage), (_, account) = read_export(archive(book, tmp_path / "all.json"))
    assert list(usage["weeks"][0]["features"]) == ["f␛[2J"]
    assert (account["name"], account["goal"]) == ("A␛[2J\ufffd", "two\nlines")


@pytest.mark.parametrize(
    ("document", "field", "expected"),
    [
        ('{"kind": "account", "id": "a"}', "", "Object missing required field `name`"),
        ('{"kind": "account", "id": "a", "name": 3}', "name", "Expected `str`, got `int`"),
        ('{"kind": "robot", "id": "a"}', "kind", "one of: account, contact"),
        ('{"id": "a"}', "kind", "one of: account"),
        ('{"kind": "account", "id": "../a", "name": "x"}', "id", "an id of letters and digits"),
        ("[]", "", "a JSON object"),
    ],
)
def test_a_faulty_document_is_named_with_its_line(
    write: Write, document: str, field: str, expected: str
) -> None:
    good = '{"kind": "account", "id": "a", "name": "x"}'
    text = f'{{"format":"cadence-export","version":1,"documents":[\n{good},\n{document}\n]}}'
    with pytest.raises(BadInput) as caught:
        read_export(write(text, "all.json"))
    (where,) = caught.value.where
    assert (where.row, where.field) == (3, field)
    assert expected in str(where.expected)


@pytest.mark.parametrize(
    ("fields", "field", "found"),
    [
        ({"name": 3}, "name", "3"),
        ({"name": "A", "start": "yesterday"}, "start", "yesterday"),
        ({"name": "A", "preferences": {"weekdays": [0, "Mon"]}}, "preferences.weekdays[1]", "Mon"),
        ({}, "", '{"kind":"account","id":"a"}'),
    ],
)
def test_a_fault_says_what_stands_there(
    write: Write, fields: dict[str, object], field: str, found: str
) -> None:
    document = {"kind": "account", "id": "a", **fields}
    whole = {"format": "cadence-export", "version": 1, "documents": [document]}
    with pytest.raises(BadInput) as caught:
        read_export(write(json.dumps(whole), "all.json"))
    (where,) = caught.value.where
    assert (where.field, where.found) == (field, found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,arr\nA,1\n", "that “cadence export --format json” wrote"),
        ('{"format": "x", "version": 1, "documents": []}', "that “cadence export --format json” wrote"),
        ('{"format": "cadence-export", "version": 2, "documents": []}', "from a newer program"),
        (
            '{"format":"cadence-export","version":1,"documents":['
            + ",".join(['{"kind":"account","id":"a","name":"x"}'] * 2)
            + "]}",
            "each document once",
        ),
        ('{"format": "cadence-export", "version": 1, "schema": 2, "documents": []}', "from a newer program"),
        ("[" * 50_000, "that “cadence export --format json” wrote"),
    ],
)
def test_what_is_no_archive_is_refused(write: Write, text: str, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_export(write(text, "all.json"))
    assert said in str(caught.value.where[0].expected)


def test_ids_stand_in_for_external_ids_and_do_not_become_them(tmp_path: Path) -> None:
    book = small_book()
    book.add("ticket", id=ID, account="a1", title="T", opened="2026-02-01")
    path = exported("tickets", book, tmp_path / "out.csv")
    path.write_text(path.read_text(encoding="utf-8").replace(",T,", ",Renamed,"), encoding="utf-8")
    plan = plan_changes(batch_of("tickets", path, book), book, now=NOW)
    assert [(change.id, change.document["title"]) for change in plan.changes] == [(ID, "Renamed")]
    assert "external_id" not in plan.changes[0].document
