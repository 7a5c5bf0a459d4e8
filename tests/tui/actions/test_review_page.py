"""What is needed to decide on an item stands on one screen (A3)."""

from collections.abc import Callable

import pytest

from cadence_tui.locale import speech
from cadence_tui.tui.spans import wrap
from cadence_tui.workspace.review_page import read_item_page
from cadence_tui.workspace.review_reading import read_desk
from cadence_tui.workspace.session import Workspace

WIDTH, ROWS = 78, 21
"""Of an 80 by 24 screen between the bars."""
ALMOST_ALL = 0.9


@pytest.mark.parametrize("language", ["en", "es", "pt-BR"])
def test_almost_every_page_fits_on_the_least_screen(
    open_as: Callable[[str], Workspace], language: str
) -> None:
    lead = open_as("lead")
    desk = read_desk(lead)
    pages = [read_item_page(lead, item, desk.actions, speech(language)) for item in desk.items]
    heights = [sum(len(wrap(line.spans, WIDTH, indent=line.indent)) for line in page) for page in pages]
    assert len(heights) > ROWS // 2
    assert sum(height <= ROWS for height in heights) >= ALMOST_ALL * len(heights)
