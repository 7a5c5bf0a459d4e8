"""Views of the portfolio kept under a name."""

from pathlib import Path

import pytest

from cadence_tui.model.errors import BadInput, Refused
from cadence_tui.views.portfolio_list import Arrangement
from cadence_tui.workspace.saved_views import forget_view, keep_view, saved_views

VIEW = Arrangement(scope="pod", filter="health:red", sort="renewal", group="owner")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path / "cadence"


def test_a_view_comes_back_as_it_was() -> None:
    assert saved_views() == {}
    keep_view("Reds", VIEW)
    keep_view("All", Arrangement(scope="all"))
    assert saved_views() == {"Reds": VIEW, "All": Arrangement(scope="all")}


def test_the_same_name_is_replaced_and_a_name_can_be_forgotten() -> None:
    keep_view("Reds", VIEW)
    keep_view("Reds", Arrangement())
    assert saved_views() == {"Reds": Arrangement()}
    forget_view("Reds")
    assert saved_views() == {}


def test_a_name_is_needed_and_made_inert() -> None:
    with pytest.raises(Refused):
        keep_view("   ", VIEW)
    keep_view("a\x1b[31m", VIEW)
    assert list(saved_views()) == ["a␛[31m"]


def test_a_file_that_cannot_be_read_is_named(own_folder: Path) -> None:
    own_folder.mkdir()
    (own_folder / "views.json").write_text('{"Reds": {"sort": "weather"}}')
    with pytest.raises(BadInput) as caught:
        saved_views()
    assert "views.json" in str(caught.value)
