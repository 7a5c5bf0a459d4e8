"""The brief for who stands in is made of the lines of the one before a call (P6)."""

from datetime import timedelta

from cadence_tui.model.documents import Contact, Risk, Signal
from cadence_tui.practice.handover import Handover, handover_brief
from cadence_tui.practice.health.score import health
from tests.practice.brief.records import FILES, TODAY, account, ago, page

HANDOVER = Handover(
    account="a", person="ana", stand_in="bea", first=TODAY, last=TODAY + timedelta(days=9), needs=()
)


def test_it_has_what_is_open_and_no_signal_twice() -> None:
    record = account(
        contacts=[Contact(id="eva", account="a", name="Eva", champion=True)],
        risks=[Risk(id="r", account="a", title="Price", raised=ago(5))],
        signals=[
            Signal(id="new", account="a", cause="usage_drop", raised=ago(3)),
            Signal(id="old", account="a", cause="promoter", raised=ago(60)),
        ],
    )
    score = health(record, FILES.health, segment="smb", stage="maturity", today=TODAY)
    made = handover_brief(record, page(record), HANDOVER, score, TODAY)
    parts = {section.id: [line.source for line in section.lines] for section in made.sections}
    assert parts["outlook"] == ["r"]
    assert parts["signals"] == ["old"]
    assert "new" in parts["since_last"]
    assert [section.id for section in made.sections][:3] == ["cover", "in_leave", "people"]
