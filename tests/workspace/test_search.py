"""Everything written is found by beginnings of words, narrowed by filters, and never what is gone (C9)."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cadence_tui.content.load import load_rules
from cadence_tui.model.documents import (
    Account,
    Action,
    Comment,
    Contact,
    Document,
    Handoff,
    Opportunity,
    OwnQuestion,
    Review,
    Reviewed,
    Risk,
    Signal,
    Slip,
    Survey,
    Ticket,
    Verdict,
)
from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import message
from cadence_tui.model.rules.search import SearchWords
from cadence_tui.model.text import fold
from cadence_tui.workspace import actions
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.erasure import erase, plan_erasure
from cadence_tui.workspace.search import Hit, asked, hits, index_apart, index_now, search
from cadence_tui.workspace.search_query import Query, read_query, words_of
from cadence_tui.workspace.search_segment import Searched, Segment, Wanted, needle
from cadence_tui.workspace.session import Workspace
from tests.conftest import NOW

AT = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


def found(ws: Workspace, text: str, limit: int = 50) -> list[Hit]:
    return search(ws, asked(ws, text, "en"), limit)


def keys(ws: Workspace, text: str) -> set[tuple[str, str]]:
    return {(hit.kind, hit.id) for hit in found(ws, text)}


def techstart(ws: Workspace) -> Account:
    return ws.records.account("TechStart")


def written(ws: Workspace) -> list[Document]:
    """One document of each kind that people write in, each with a word of its own."""
    account = techstart(ws).id
    return [
        Action(
            id="s-action",
            account=account,
            title="Wörd1 plain",
            created=AT,
            comments=(Comment(by="p-x", at=AT, text="said qwcomment"),),
            slips=(Slip(was=None, to=None, by="p-x", why="because qwslip", at=AT),),
            verdicts=(Verdict(verdict="returned", by="p-x", at=AT, why="not qwverdict"),),
            evidence="the qwevidence file",
        ),
        Risk(id="s-risk", account=account, title="qwrisk", raised=AT, plan="qwplan"),
        Opportunity(id="s-chance", account=account, title="qwchance", raised=AT),
        Handoff(id="s-handoff", account=account, to="support", what="qwwhat", why="qwwhy", by="p-x", at=AT),
        Signal(id="s-signal", account=account, cause="usage_drop", raised=AT, why="qwsignal"),
        Survey(id="s-survey", account=account, score=9, date=AT.date(), comment="qwsurvey"),
        Ticket(id="s-ticket", account=account, title="qwticket", opened=AT.date()),
        OwnQuestion(id="s-question", text="qwquestion?", language="en", topic="value", by="p-x", made=AT),
        Review(
            id="s-review",
            lead="p-x",
            began=AT,
            signed=AT,
            comment="qwsigned",
            items=(Reviewed(kind="risk", item="s-risk", account=account, title="t", remarks=("qwremark",)),),
        ),
    ]


@pytest.fixture
def book(ana: Workspace) -> Workspace:
    ana.commit(message("Draft"), made=written(ana))
    return ana


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("word1", ("action", "s-action")),
        ("qwcomment", ("action", "s-action")),
        ("qwslip", ("action", "s-action")),
        ("qwverdict", ("action", "s-action")),
        ("QWEVID", ("action", "s-action")),
        ("qwrisk", ("risk", "s-risk")),
        ("qwplan", ("risk", "s-risk")),
        ("qwchance", ("opportunity", "s-chance")),
        ("qwwhy", ("handoff", "s-handoff")),
        ("qwsignal", ("signal", "s-signal")),
        ("qwsurvey", ("survey", "s-survey")),
        ("qwticket", ("ticket", "s-ticket")),
        ("qwquestion", ("question", "s-question")),
        ("qwremark", ("review", "s-review")),
    ],
)
def test_whatever_is_written_is_found(book: Workspace, word: str, key: tuple[str, str]) -> None:
    assert keys(book, word) == {key}
    assert keys(book, word[1:]) == set()


def test_a_word_may_stand_in_the_accounts_name_but_not_all_of_them(book: Workspace) -> None:
    assert keys(book, "techstart qwrisk") == {("risk", "s-risk")}
    assert keys(book, "qwrisk nimbus") == set()
    assert ("risk", "s-risk") not in keys(book, "techstart")


def test_filters_are_typed_in_any_language(book: Workspace) -> None:
    assert keys(book, "kind:risk qw") == {("risk", "s-risk")}
    assert keys(book, "tipo:riesgo qw") == {("risk", "s-risk")}
    assert keys(book, "tipo:chamado qw") == {("ticket", "s-ticket")}
    assert keys(book, "cuenta:nimbus qw") == set()
    assert len(keys(book, "conta:tech qw")) == 7
    assert keys(book, "since:2026-11-21 qw") == set()
    assert len(keys(book, "since:2026-11-20 until:2026-11-20 qw")) == 9
    assert keys(book, "hasta:19/11 qwrisk") == set()


def test_without_words_a_document_is_shown_by_its_title(book: Workspace) -> None:
    risk = book.records.get(Risk, "s-risk")
    ended = replace(risk, status="settled", outcome="qwended", ended=AT + timedelta(days=2))
    book.commit(message("Draft"), edits=[(risk, ended)])
    (hit,) = (hit for hit in found(book, "kind:risk", 500) if hit.id == "s-risk")
    assert (hit.text, hit.when) == ("qwrisk", date(2026, 11, 22))
    assert [hit.text for hit in found(book, "kind:risk qwend")] == ["qwended"]


def test_a_person_is_who_wrote_or_owns(book: Workspace) -> None:
    contact = book.records.of_account(Contact, techstart(book).id)[0]
    survey = Survey(
        id="s-2", account=contact.account, score=3, date=AT.date(), comment="qwtwo", contact=contact.id
    )
    theirs = Action(
        id="s-3", account=contact.account, title="qwthree", side="theirs", owner=contact.name, created=AT
    )
    ours = Action(id="s-4", account=contact.account, title="qwfour", owner=book.actor.id, created=AT)
    book.commit(message("Draft"), made=[survey, theirs, ours])
    first = contact.name.split()[0]
    assert keys(book, f"person:{first} qw") == {("survey", "s-2"), ("action", "s-3")}
    assert keys(book, 'persona:"ana ruiz" qw') == {("action", "s-4")}


def test_the_newest_come_first_and_no_more_than_asked_for(book: Workspace) -> None:
    days = [hit.when for hit in found(book, "a", 30) if hit.kind != "account" and hit.when]
    assert days == sorted(days, reverse=True)
    assert len(found(book, "a", 3)) == 3
    assert found(book, "a", 3) == found(book, "a", 30)[:3]


def test_what_changes_and_what_is_erased_is_no_longer_found_as_it_was(book: Workspace) -> None:
    index = index_apart(book.store.path, FixedClock(NOW))
    query = asked(book, "qwrisk", "en")
    risk = book.records.get(Risk, "s-risk")
    book.commit(message("Draft"), edits=[(risk, replace(risk, title="another qwother"))])
    later = index_now(book, index)
    assert later is not None
    assert hits(later, query, 9) == []
    assert [hit.id for hit in hits(later, asked(book, "qwother", "en"), 9)] == ["s-risk"]
    book.commit(message("Draft"), dropped=[book.records.get(Risk, "s-risk")])
    gone = index_now(book, later)
    assert gone is not None
    assert hits(gone, asked(book, "qwother", "en"), 9) == []
    # What was indexed before is untouched: it may be searched meanwhile.
    assert [hit.id for hit in hits(index, query, 9)] == ["s-risk"]


def test_after_an_erasure_everything_is_read_anew(store_of_carla: Workspace) -> None:
    ws = store_of_carla
    index = index_apart(ws.store.path, FixedClock(NOW))
    erase(ws, plan_erasure(ws, ["s-ticket"]), "asked for")
    assert index_now(ws, index) is None


@pytest.fixture
def store_of_carla(ana: Workspace) -> Workspace:
    """An admin of the store with something to erase."""
    from cadence_tui.workspace.session import open_workspace

    ana.commit(message("Draft"), made=written(ana))
    admin = next(person for person in ana.records.people() if person.role == "admin")
    return open_workspace(ana.store.path, acting=admin.login, clock=FixedClock(NOW))


def test_a_later_promise_is_found_at_once(book: Workspace) -> None:
    index = index_apart(book.store.path, FixedClock(NOW))
    actions.add_action(book, techstart(book).id, "deliver the zyxwv guide")
    later = index_now(book, index)
    assert later is not None
    assert [hit.kind for hit in hits(later, asked(book, "zyx", "en"), 9)] == ["action"]


# -- the query ---------------------------------------------------------------------------


WORDS = load_rules(SearchWords, "search")
TODAY = date(2026, 11, 23)


def query(text: str, *, day_first: bool = True) -> Query:
    return read_query(text, WORDS, TODAY, day_first=day_first)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("since:2026-10-01", date(2026, 10, 1), None),
        ("since:2026-10", date(2026, 10, 1), None),
        ("desde:2026", date(2026, 1, 1), None),
        ("until:2026-02", None, date(2026, 2, 28)),
        ("até:2025", None, date(2025, 12, 31)),
        ("since:30d", TODAY - timedelta(days=30), None),
        ("since:7", TODAY - timedelta(days=7), None),
        ("since:1/10", date(2026, 10, 1), None),
        ("since:24/12", date(2025, 12, 24), None),
        ("since:1/10/2024 until:2/10/2024", date(2024, 10, 1), date(2024, 10, 2)),
    ],
)
def test_days_of_filters(text: str, since: date | None, until: date | None) -> None:
    assert (query(text).since, query(text).until) == (since, until)


def test_a_filter_that_is_not_finished_narrows_nothing() -> None:
    assert query("guide since:") == query("guide")
    assert query("cuenta:") == Query()
    assert query('account:"tech st') == Query(account=("tech", "st"))


def test_what_is_no_filter_is_words() -> None:
    assert query("12:30 http://x").words == ("12", "30", "http", "x")


def test_days_of_a_reader_who_puts_the_month_first() -> None:
    assert query("since:10/1", day_first=False).since == date(2026, 10, 1)


@pytest.mark.parametrize(
    "text", ["since:soon", "since:2026-13", "until:31/2", "kind:nothing", "since:99999d", "since:0000"]
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        query(text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["since:", "hasta:", "kind:", "account:", '"', "7d", "31/02", "2026-", "risk", "٣d"]
            ),
            st.text(max_size=6),
        ),
        max_size=6,
    )
)
def test_whatever_is_typed_is_a_query_or_is_refused_in_words(pieces: list[str]) -> None:
    with suppress(BadInput):
        assert all(word and fold(word) == word for word in query("".join(pieces)).words)


# -- the string that is searched ----------------------------------------------------------


LETTERS = st.text(alphabet="abcé -", min_size=1, max_size=12)
TEXTS = st.lists(st.tuples(LETTERS, st.sampled_from([None, date(2026, 1, 1), date(2026, 3, 1)])), max_size=4)


@settings(max_examples=150, deadline=None)
@given(
    texts=st.lists(TEXTS, max_size=6),
    sought=LETTERS,
    kind=st.sampled_from([None, "call", "risk"]),
    account=st.sampled_from([None, "a0", "a1"]),
    first=st.sampled_from([None, date(2026, 2, 1)]),
)
def test_a_scan_finds_what_looking_at_every_text_finds(
    texts: list[list[tuple[str, date | None]]],
    sought: str,
    kind: str | None,
    account: str | None,
    first: date | None,
) -> None:
    documents = [
        Searched(
            ("call" if number % 2 else "risk", f"d{number}"),
            f"a{number % 2}",
            [(*text, ()) for text in several],
        )
        for number, several in enumerate(texts)
    ]
    names = {"a0": ("ab",), "a1": ("ca",)}
    words = words_of(sought)
    wanted = Wanted(
        words=tuple(
            (
                needle(word),
                frozenset(a for a, known in names.items() if any(k.startswith(word) for k in known)),
            )
            for word in words
        ),
        kinds=frozenset([kind]) if kind else None,
        accounts=frozenset([account]) if account else None,
        first=first.toordinal() if first else 0,
    )

    def fits(document: Searched, text: str, when: date | None) -> bool:
        inside = [any(known.startswith(word) for known in words_of(text)) for word in words]
        outside = [any(known.startswith(word) for known in names[document.account]) for word in words]
        return (
            (not kind or document.key[0] == kind)
            and (not account or document.account == account)
            and (not first or (when is not None and when >= first))
            and all(a or b for a, b in zip(inside, outside, strict=True))
            and (any(inside) or not words)
        )

    expected = {
        document.key
        for document in documents
        for text, when, _ in document.texts
        if fits(document, text, when)
    }
    pieces = Segment(documents).find(wanted, 100)
    assert [piece.key for piece in pieces] == list(dict.fromkeys(piece.key for piece in pieces))
    assert {piece.key for piece in pieces} == expected
    assert all(fold(piece.text) is not None for piece in pieces)


def test_a_text_comes_back_as_it_was_written() -> None:
    text = "Ünïcode · 漢字 🙂 <b>[red]x[/]</b>"
    segment = Segment([Searched(("call", "c"), "a", [(text, TODAY, ("p",))])])
    (piece,) = segment.find(Wanted(words=((needle("unicode"), frozenset()),)), 5)
    assert (piece.text, piece.when) == (text, TODAY)


def test_a_store_that_is_open_elsewhere_is_read_too(book: Workspace, tmp_path: Path) -> None:
    assert index_apart(book.store.path, FixedClock(NOW)).seq == book.store.seq
