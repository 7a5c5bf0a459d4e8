"""The book of accounts: kept between starts, exact after every change, made anew when it is broken."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.locale import speech
from cadence_tui.model.documents import Account, Action, Touchpoint
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import message
from cadence_tui.views.portfolio import portfolio_row
from cadence_tui.views.portfolio_row import PortfolioRow
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.portfolio import PortfolioBook, portfolio_book, portfolio_rules
from cadence_tui.workspace.portfolio_file import write_portfolio
from cadence_tui.workspace.session import Workspace, open_workspace
from cadence_tui.workspace.taking_back import undo
from tests.conftest import NOW

OpenAs = Callable[[str], Workspace]


def kept(ws: Workspace) -> Path:
    return ws.store.path / "derived" / "portfolio.json"


def exact(ws: Workspace) -> dict[str, PortfolioRow]:
    rules, today = portfolio_rules(ws), ws.today()
    return {r.account.id: portfolio_row(r, rules, today) for r in ws.records.all_records()}


def rows(book: PortfolioBook) -> dict[str, PortfolioRow]:
    return {row.id: row for row in book.rows}


def test_every_account_has_its_row(ana: Workspace) -> None:
    assert rows(portfolio_book(ana)) == exact(ana)


def test_a_second_start_shows_kept_rows_and_has_nothing_to_reckon(ana: Workspace) -> None:
    first = portfolio_book(ana)
    second = PortfolioBook(ana)
    assert second.open()
    assert second.rows == first.rows
    assert second.look() == 0


def test_before_they_are_reckoned_all_accounts_are_there(ana: Workspace) -> None:
    book = PortfolioBook(ana)
    assert not book.open()
    waiting = book.look()
    assert waiting == len(book.rows) == len(ana.records.accounts())
    assert not any(row.known for row in book.rows)


def test_ones_own_accounts_are_reckoned_first(ana: Workspace) -> None:
    book = PortfolioBook(ana)
    book.look()
    book.reckon(1)
    assert [row.owner for row in book.rows if row.known] == [ana.actor.id]


def test_only_what_a_change_touches_is_reckoned_again(ana: Workspace) -> None:
    book = portfolio_book(ana)
    account = ana.records.accounts()[0]
    promise = Action(id=ana.new_id(), account=account.id, title="Send it", due=ana.today(), created=ana.now())
    ana.commit(message("Promised: {title}", title="x"), made=[promise])
    assert book.look() == 1
    assert book.reckon() == 0
    assert rows(book) == exact(ana)
    ana.commit(
        message("Moved: {title}", title="x"),
        edits=[
            (
                ana.records.get(Action, promise.id),
                replace(promise, rev=1, due=ana.today() - timedelta(days=2)),
            )
        ],
    )
    assert book.look() == 1
    book.reckon()
    assert rows(book)[account.id].overdue_actions == exact(ana)[account.id].overdue_actions > 0


def test_what_others_do_meanwhile_arrives(ana: Workspace, open_as: OpenAs) -> None:
    book, lead = portfolio_book(ana), open_as("ana")
    was = lead.records.accounts()[0]
    lead.commit(message("Edited: {name}", name=was.name), edits=[(was, replace(was, name="Renamed"))])
    ana.changed_kinds()
    assert book.look() == 1
    book.reckon()
    assert rows(book)[was.id].name == "Renamed"


def test_changes_of_earlier_sessions_are_caught_up_with(ana: Workspace) -> None:
    portfolio_book(ana)
    was = ana.records.accounts()[0]
    ana.commit(message("Edited: {name}", name=was.name), edits=[(was, replace(was, name="Renamed"))])
    book = PortfolioBook(ana)
    assert book.open()
    assert book.look() == 1


def test_accounts_come_and_go(ana: Workspace) -> None:
    book = portfolio_book(ana)
    new = Account(id=ana.new_id(), name="Newcomer", owner=ana.actor.id)
    ana.commit(message("Made: {name}", name=new.name), made=[new])
    book.look()
    book.reckon()
    assert rows(book)[new.id].name == "Newcomer"
    ana.commit(message("Gone: {name}", name=new.name), dropped=[ana.records.get(Account, new.id)])
    book.look()
    book.reckon()
    assert new.id not in rows(book)


def test_undo_is_followed(ana: Workspace) -> None:
    book = portfolio_book(ana)
    touch = next(t for t in ana.records.open_touchpoints() if t.date >= ana.today())
    before = rows(book)[touch.account]
    ana.commit(message("x"), edits=[(touch, replace(touch, status="declined"))])
    book.look()
    book.reckon()
    assert rows(book)[touch.account] != before
    undo(ana)
    book.look()
    book.reckon()
    assert rows(book)[touch.account] == before
    assert ana.records.get(Touchpoint, touch.id).status == touch.status


def test_a_new_day_makes_all_rows_old_but_shows_them(ana: Workspace) -> None:
    first = portfolio_book(ana)
    tomorrow = open_workspace(ana.store.path, acting="ana", clock=FixedClock(NOW + timedelta(days=1)))
    book = PortfolioBook(tomorrow)
    assert book.open()
    assert book.rows == first.rows
    assert book.look() == len(book.rows)
    assert rows(book) == rows(first)
    while book.pending:
        book.reckon()
    assert rows(book) == exact(tomorrow)
    tomorrow.close()


def test_other_rules_make_all_rows_old(ana: Workspace) -> None:
    portfolio_book(ana)
    shipped = Path(__file__).parents[2] / "src" / "cadence_tui" / "content" / "health.toml"
    own = ana.store.path / "rules" / "health.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text(shipped.read_text(encoding="utf-8").replace("green = 75", "green = 80"), encoding="utf-8")
    again = open_workspace(ana.store.path, acting="ana", clock=FixedClock(NOW))
    book = PortfolioBook(again)
    book.open()
    assert book.look() == len(book.rows)
    again.close()


@pytest.mark.parametrize("content", [b"", b"{}", b"not json", b"[1,2,3]", b"\xff\xfe"])
def test_a_broken_file_is_made_anew(ana: Workspace, content: bytes) -> None:
    portfolio_book(ana)
    kept(ana).write_bytes(content)
    book = PortfolioBook(ana)
    assert not book.open()
    assert rows(portfolio_book(ana)) == exact(ana)
    assert PortfolioBook(ana).open()


def test_the_rows_of_another_store_are_not_shown(ana: Workspace, tmp_path: Path) -> None:
    from cadence_tui.content.sample.portfolio import sample_portfolio
    from cadence_tui.workspace.setup import create_store

    portfolio_book(ana)
    later = NOW + timedelta(hours=1)
    create_store(tmp_path / "other", sample_portfolio("small", NOW.date()), made=later).close()
    other = open_workspace(tmp_path / "other", acting="ana", clock=FixedClock(NOW))
    kept(other).parent.mkdir()
    shutil.copy(kept(ana), kept(other))
    assert not PortfolioBook(other).open()
    other.close()


def test_rows_that_cannot_be_kept_are_shown_all_the_same(ana: Workspace) -> None:
    (ana.store.path / "derived").write_text("in the way")
    assert rows(portfolio_book(ana)) == exact(ana)


def test_the_list_goes_into_a_file(ana: Workspace, tmp_path: Path) -> None:
    book = portfolio_book(ana)
    write_portfolio(tmp_path / "list.csv", book.rows, book.names, speech("es"))
    lines = (tmp_path / "list.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("Cuenta,Id externo,Salud")
    assert len(lines) == len(book.rows) + 1
    write_portfolio(tmp_path / "list.md", book.rows[:2], book.names, speech("en"))
    assert (tmp_path / "list.md").read_text(encoding="utf-8").startswith("# Portfolio\n\n| Account | ")
    with pytest.raises(Refused):
        write_portfolio(tmp_path / "list.csv", book.rows, book.names, speech("en"))


def test_a_name_never_becomes_a_formula(ana: Workspace, tmp_path: Path) -> None:
    evil = PortfolioRow(id="a", name='=HYPERLINK("http://x")')
    write_portfolio(tmp_path / "evil.csv", [evil], portfolio_book(ana).names, speech("en"))
    assert "\"'=HYPERLINK" in (tmp_path / "evil.csv").read_text(encoding="utf-8")
