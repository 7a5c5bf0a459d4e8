"""Names that try to be more than names, and what must hold of any screen that shows them."""

from rich.cells import cell_len
from textual.app import App
from textual.strip import Strip

from cadence_tui.model.text import plain

HOSTILE: dict[str, str] = {
    "markup": "[bold red]Acme[/] [/nothing",
    "link": "[@click=app.quit]press[/] [link=file:///etc]here[/]",
    "escape": "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b[2J\x9b31m",
    "bidi": "abc\u202edcb\u2066x\u2069",
    "zero-width": "a\u200bb\u200dc\ufeff\u00ad",
    "long": "x" * 400,
    "cjk": "漢字会社有限公司",
    "emoji": "👩‍👩‍👧 family 👍🏽 🇧🇷",
    "combining": "\u0301\u0301lone e\u0301\u0323\u0323",
    "lines": "two\nlines\tand\r\na tab",
    "surrogate": "half \udcff pair",
    "nothing": "",
}
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_HARMFUL = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *_BIDI}


def strips(app: App[None]) -> list[Strip]:
    """The lines on the screen as they go to the terminal."""
    return app.screen._compositor.render_strips()


def assert_inert(app: App[None]) -> None:
    """Every line is as wide as the screen, holds nothing but text, and carries no action."""
    for strip in strips(app):
        assert cell_len(strip.text) == app.size.width
        assert not [char for char in strip.text if char in _HARMFUL], repr(strip.text)
        for segment in strip:
            assert segment.control is None
            assert segment.style is None or (not segment.style.link and "@click" not in segment.style.meta)


def start_of(text: str, cells: int = 10) -> str:
    """The beginning of a text as a person sees it."""
    shown = plain(text)
    while cell_len(shown) > cells:
        shown = shown[:-1]
    return shown.strip()


def column_of(line: str, mark: str) -> int:
    """The cell in which a mark begins."""
    return cell_len(line[: line.index(mark)])
