"""What would help a call without room is only said where it is so."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.locale import speech
from cadence_tui.model.documents import Document
from cadence_tui.views.names import NO_NAMES
from cadence_tui.views.proposal_groups import diff_rows
from cadence_tui.views.proposal_lines import diff_lines
from cadence_tui.workspace.plan import propose
from tests.workspace.planning_store import mature, person, workspace

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(("beyond", "said"), [(-1, False), (0, True)])
def test_a_later_day_helps_only_where_the_window_goes_on(tmp_path: Path, beyond: int, said: bool) -> None:
    documents: list[Document] = [person(call_share=0.05)]
    for number in range(12):
        documents += mature(f"acme{number:02}", MONDAY - timedelta(days=28))
    proposal = propose(workspace(tmp_path / "store", documents))
    end = proposal.start + timedelta(weeks=proposal.weeks)
    shed = replace(proposal.shed[0], action="defer", latest=end + timedelta(days=beyond))
    proposal = replace(proposal, shed=(shed,))
    row = next(row for row in diff_rows(proposal, {}, speech("en")) if row.shed is not None)
    told = [
        "".join(text for text, _ in line.spans) for line in diff_lines(row, proposal, NO_NAMES, speech("en"))
    ]
    assert any("its window goes on" in text for text in told) is said
