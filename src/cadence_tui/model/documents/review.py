"""What a lead reviewed in one sitting, signed (A3)."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from cadence_tui.model.documents.base import Document
from cadence_tui.model.documents.remarks import VerdictWord

ReviewedKind = Literal["action", "risk", "override"]


class Reviewed(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One item as it was decided. `item` is the id of a promise or risk, `ACCOUNT.FIELD` of an override;
    `title` and `owner` are what they were then; `verdict` is empty where there was a remark alone."""

    kind: ReviewedKind
    item: str
    account: str
    title: str
    owner: str = ""
    verdict: VerdictWord | Literal[""] = ""
    why: str = ""
    deadline: date | None = None
    remarks: tuple[str, ...] = ()


class Review(Document, tag="review", kw_only=True):
    """A signed review: by whom, from when to when, what was decided, how many items were left undecided.

    It is a record: nothing of it changes after `signed`.
    """

    lead: str
    began: datetime
    signed: datetime
    items: tuple[Reviewed, ...] = ()
    undecided: int = 0
    comment: str = ""
