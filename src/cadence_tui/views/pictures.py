"""Small pictures of figures, one cell each."""

from collections.abc import Sequence

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
