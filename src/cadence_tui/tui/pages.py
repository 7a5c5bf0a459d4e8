"""From lines of the views to lines of a page."""

from collections.abc import Iterable

from cadence_tui.tui.widgets.page import PageLine
from cadence_tui.views.lines import TextLine


def page_lines(lines: Iterable[TextLine]) -> list[PageLine]:
    """The same lines for a `Page` or a `Reading`."""
    return [PageLine(line.spans, line.key, line.indent) for line in lines]
