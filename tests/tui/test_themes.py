"""Five themes ship; each gives every role a style that can be read, and faults are named."""

from pathlib import Path

import pytest
from rich.color import Color
from rich.style import Style

from cadence_tui.content.assets import asset_folder
from cadence_tui.locale import LANGUAGES
from cadence_tui.model.errors import BadInput
from cadence_tui.tui.palette import ROLES
from cadence_tui.tui.themes import choose_theme, load_theme, theme_names

SHIPPED = ("colour-blind", "dark", "high-contrast", "light", "plain")
READABLE, DIM, HIGH = 4.5, 3.0, 7.0


def luminance(color: Color) -> float:
    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(value) for value in color.get_truecolor())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_five_themes_ship() -> None:
    assert sorted(theme_names(Path("/nowhere"))) == list(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_theme_has_every_role_and_a_title_in_every_language(name: str) -> None:
    theme = load_theme(name, Path("/nowhere"))
    assert set(theme.titles) == set(LANGUAGES)
    for role in ROLES:
        assert isinstance(theme.palette.style(role), Style)


@pytest.mark.parametrize("name", [name for name in SHIPPED if name != "plain"])
def test_every_role_can_be_read_on_its_ground(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    theme = load_theme(name, Path("/nowhere"))
    ground, ink = Color.parse(str(theme.textual.background)), Color.parse(str(theme.textual.foreground))
    for role in ROLES:
        if role == "border":
            continue
        style = theme.palette.style(role)
        least = (
            HIGH
            if name == "high-contrast"
            else DIM
            if role in ("dim", "head", "ghost", "trend")
            else READABLE
        )
        assert contrast(style.color or ink, style.bgcolor or ground) >= least, role
    for role in ("good", "warn", "bad", "dim"):
        style = theme.palette.style(f"cursor {role}")
        assert style.bgcolor is not None
        assert contrast(style.color or ink, style.bgcolor) >= DIM, f"cursor {role}"


@pytest.mark.parametrize("name", [name for name in SHIPPED if name != "plain"])
def test_every_role_can_be_read_in_a_bar(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    theme = load_theme(name, Path("/nowhere"))
    for role in ("key", "dim", "tab", "tab_on", "info", "warn", "error"):
        style = theme.palette.style(f"{role} bar")
        assert style.color is not None
        assert style.bgcolor is not None
        assert contrast(style.color, style.bgcolor) >= (DIM if role == "dim" else READABLE), role


def test_no_color_means_no_colour_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    theme = load_theme("dark", Path("/nowhere"))
    for role in ROLES:
        style = theme.palette.style(role)
        assert style.color is None
        assert style.bgcolor is None
    assert theme.palette.style("cursor").reverse


@pytest.mark.parametrize(
    ("term", "color", "chosen"),
    [
        ("xterm-256color", "", "dark"),
        ("xterm", "truecolor", "dark"),
        ("linux", "", "plain"),
        ("xterm", "", "plain"),
    ],
)
def test_the_theme_suits_the_terminal(
    monkeypatch: pytest.MonkeyPatch, term: str, color: str, chosen: str
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", color)
    assert choose_theme("") == chosen
    assert choose_theme("light") == "light"


def test_a_users_theme_wins_over_the_shipped_one(tmp_path: Path) -> None:
    own = (asset_folder("themes") / "dark.toml").read_text().replace("#14171c", "#000011")
    (tmp_path / "dark.toml").write_text(own)
    assert load_theme("dark", tmp_path).textual.background == "#000011"


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ('good = "#87d787"', "", "good"),
        ('good = "#87d787"', 'good = "no such colour"', "roles.good"),
        ('good = "#87d787"', 'good = "#87d787"\nshiny = "bold"', "shiny"),
        ("dark = true", 'dark = "yes"', "dark"),
        ("dark = true", "dark = ", "dark.toml"),
        ('background = "#14171c"', 'background = "[red]"', "background"),
        ('primary = "#', 'primary = "bananas#', "primary"),
    ],
)
def test_a_fault_in_a_theme_is_named(tmp_path: Path, was: str, now: str, told: str) -> None:
    source = (asset_folder("themes") / "dark.toml").read_text()
    assert was in source
    (tmp_path / "dark.toml").write_text(source.replace(was, now, 1))
    with pytest.raises(BadInput) as refused:
        load_theme("dark", tmp_path)
    assert told in str(refused.value)


def test_a_theme_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").mkdir()
    with pytest.raises(BadInput, match=r"mine\.toml cannot be used"):
        load_theme("mine", tmp_path)


def test_an_unknown_theme_names_those_there_are() -> None:
    with pytest.raises(BadInput, match="high-contrast"):
        load_theme("pink", Path("/nowhere"))
