"""Lines with roles as the command line shows them: their text."""

from collections.abc import Iterable, Iterator

from cadence_tui.views.lines import TextLine


def text_lines(lines: Iterable[TextLine]) -> Iterator[str]:
    """The text of each line."""
    for line in lines:
        yield "".join(text for text, _ in line.spans).rstrip()
