"""Views of a list kept under a name."""

from pathlib import Path

import pytest

from cadence_tui.model.errors import BadInput, Refused
from cadence_tui.views.actions import BoardView
from cadence_tui.views.portfolio_list import Arrangement
from cadence_tui.workspace.saved_views import BOARD_VIEWS, PORTFOLIO_VIEWS

VIEW = Arrangement(scope="pod", filter="health:red", sort="renewal", group="owner")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path / "cadence"


def test_a_view_comes_back_as_it_was() -> None:
    assert PORTFOLIO_VIEWS.kept() == {}
    PORTFOLIO_VIEWS.keep("Reds", VIEW)
    PORTFOLIO_VIEWS.keep("All", Arrangement(scope="all"))
    assert PORTFOLIO_VIEWS.kept() == {"Reds": VIEW, "All": Arrangement(scope="all")}


def test_the_same_name_is_replaced_and_a_name_can_be_forgotten() -> None:
    PORTFOLIO_VIEWS.keep("Reds", VIEW)
    PORTFOLIO_VIEWS.keep("Reds", Arrangement())
    assert PORTFOLIO_VIEWS.kept() == {"Reds": Arrangement()}
    PORTFOLIO_VIEWS.forget("Reds")
    assert PORTFOLIO_VIEWS.kept() == {}


def test_a_name_is_needed_and_made_inert() -> None:
    with pytest.raises(Refused):
        PORTFOLIO_VIEWS.keep("   ", VIEW)
    PORTFOLIO_VIEWS.keep("a\x1b[31m", VIEW)
    assert list(PORTFOLIO_VIEWS.kept()) == ["a␛[31m"]


def test_a_file_that_cannot_be_read_is_named(own_folder: Path) -> None:
    own_folder.mkdir()
    (own_folder / "views.json").write_text('{"Reds": {"sort": "weather"}}')
    with pytest.raises(BadInput) as caught:
        PORTFOLIO_VIEWS.kept()
    assert "views.json" in str(caught.value)


def test_each_list_has_views_of_its_own() -> None:
    PORTFOLIO_VIEWS.keep("Mine", VIEW)
    waiting = BoardView(scope="pod", filter="waiting unnudged", sort="due", group="account")
    BOARD_VIEWS.keep("Mine", waiting)
    assert BOARD_VIEWS.kept() == {"Mine": waiting}
    assert PORTFOLIO_VIEWS.kept() == {"Mine": VIEW}
