"""From lines of spans to strips: the last step before the terminal."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from cadence_tui.model.text import plain
from cadence_tui.tui.palette import Palette
from cadence_tui.tui.spans import Line, fit_line


def palette_of(widget: Widget) -> Palette:
    """The palette of the theme in force."""
    palette: Palette = widget.app.palette  # type: ignore[attr-defined]
    return palette


def strip(widget: Widget, line: Line, width: int, *, over: str = "", under: str = "") -> Strip:
    """A line as a strip of exactly `width` cells.

    `over` is a role laid over the whole line (the cursor), `under` one that shows where others say nothing
    (the ground of a bar).
    """
    palette, base = palette_of(widget), widget.rich_style
    segments: list[Segment] = []
    text, style = "", None
    for part, role in fit_line(line, width):
        wanted = _style(palette, base, over, role, under)
        if wanted == style:
            text += plain(part)
            continue
        if text:
            segments.append(Segment(text, style))
        text, style = plain(part), wanted
    if text:
        segments.append(Segment(text, style))
    return Strip(segments, width)


@lru_cache(maxsize=2048)
def _style(palette: Palette, base: Style, *roles: str) -> Style:
    return base + palette.style(" ".join(filter(None, roles)))
