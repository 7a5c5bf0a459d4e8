"""Small pictures of figures, one cell each."""

from collections.abc import Sequence

PICTURE_CELLS = 33
_BARS = "▁▂▃▄▅▆▇"


def picture(figures: Sequence[float | None]) -> str:
    """Figures as bars against the largest of them; a dot where none is known, a low line for nothing."""
    most = max((figure for figure in figures if figure), default=0.0)
    return "".join(_bar(figure, most) for figure in figures)


def _bar(figure: float | None, most: float) -> str:
    if figure is None:
        return "·"
    if not figure or not most:
        return "_"
    return _BARS[min(len(_BARS) - 1, int(figure / most * len(_BARS)))]


def interval_picture(
    low: float,
    value: float,
    high: float,
    *,
    least: float = 0.0,
    most: float = 1.0,
    cells: int = PICTURE_CELLS,
) -> str:
    """An interval on a scale from `least` to `most`: `  ├──●───┤  `, with a line where nothing is."""

    def place(figure: float) -> int:
        share = (figure - least) / (most - least)
        return max(0, min(cells - 1, round(share * (cells - 1))))

    drawn = [" "] * cells
    if least < 0 < most:
        drawn[place(0.0)] = "│"
    for cell in range(place(low), place(high) + 1):
        drawn[cell] = "─"
    drawn[place(low)], drawn[place(high)] = "├", "┤"
    drawn[place(value)] = "●"
    return "".join(drawn)
