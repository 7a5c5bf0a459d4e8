"""Themes as files: five ship with the program, users keep their own beside their settings."""

import os
import tomllib
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec
from rich.errors import StyleSyntaxError
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import Theme as TextualTheme

from cadence_tui.content.assets import asset_folder
from cadence_tui.model.errors import BadInput, Where
from cadence_tui.model.message import message
from cadence_tui.tui.palette import MONO, ROLES, Palette

DEFAULT = "dark"
PLAIN = "plain"


class ThemeFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The schema of `themes/NAME.toml`: colours are `#rrggbb`, or names of the terminal's own colours."""

    titles: dict[str, str]
    dark: bool = True
    terminal_colors: bool = False
    background: str
    foreground: str
    primary: str
    roles: dict[str, str]


class LoadedTheme(msgspec.Struct):
    """A theme ready for use."""

    name: str
    titles: dict[str, str]
    palette: Palette
    textual: TextualTheme


def theme_names(own: Path) -> dict[str, Traversable]:
    """Theme files by name; a user's file of the same name wins."""
    shipped = {
        file.name[:-5]: file for file in asset_folder("themes").iterdir() if file.name.endswith(".toml")
    }
    mine = {file.stem: file for file in sorted(own.glob("*.toml"))} if own.is_dir() else {}
    return {**shipped, **mine}


def choose_theme(wanted: str) -> str:
    """The theme for this terminal: the wanted one, or plain where colours are few."""
    if wanted:
        return wanted
    term, truecolor = os.environ.get("TERM", ""), os.environ.get("COLORTERM", "")
    return DEFAULT if "256" in term or truecolor or "kitty" in term or "direct" in term else PLAIN


def load_theme(name: str, own: Path) -> LoadedTheme:
    """A theme by name. Raises BadInput naming the file and what is wrong in it."""
    names = theme_names(own)
    if name not in names:
        expected = ", ".join(sorted(names))
        raise BadInput(message("There is no theme {name} (there are: {names})", name=name, names=expected))
    file = names[name]
    try:
        data = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), ThemeFile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise _fault(file, "", str(error)) from None
    except OSError as error:
        raise _fault(file, "", error.strerror or type(error).__name__) from None
    _check_roles(file, data)
    no_color = "NO_COLOR" in os.environ
    textual = _textual(name, data, no_color)
    _check_colors(file, textual)
    return LoadedTheme(name, data.titles, Palette(MONO if no_color else data.roles), textual)


def _check_roles(file: Traversable, data: ThemeFile) -> None:
    missing = [role for role in ROLES if role not in data.roles]
    unknown = [role for role in data.roles if role not in ROLES]
    if missing or unknown:
        raise _fault(file, ", ".join(missing or unknown), "missing role" if missing else "unknown role")
    for role, text in data.roles.items():
        try:
            Style.parse(text or "none")
        except StyleSyntaxError as error:
            raise _fault(file, f"roles.{role}", str(error)) from None


def _check_colors(file: Traversable, theme: TextualTheme) -> None:
    for field in ("background", "foreground", "primary"):
        try:
            Color.parse(getattr(theme, field))
        except ColorParseError as error:
            raise _fault(file, field, str(error)) from None


def _textual(name: str, data: ThemeFile, no_color: bool) -> TextualTheme:
    terminal = data.terminal_colors or no_color
    background = "ansi_default" if terminal else data.background
    foreground = "ansi_default" if terminal else data.foreground
    variables = {"ansi-background": background, "ansi-foreground": foreground} if terminal else {}
    return TextualTheme(
        name=f"cadence-{name}",
        primary="ansi_default" if no_color else data.primary,
        foreground=foreground,
        background=background,
        surface=background,
        panel=background,
        dark=data.dark,
        ansi=terminal,
        variables=variables,
    )


def _fault(file: Traversable, path: str, fault: str) -> BadInput:
    text = message("Theme {file} cannot be used: {path} {fault}", file=str(file), path=path, fault=fault)
    return BadInput(text, [Where(file=str(file), field=path, expected=fault)])
