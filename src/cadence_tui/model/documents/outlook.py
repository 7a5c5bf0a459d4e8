"""What threatens an account, what it may yet buy, and what others of the house are asked to do for it."""

from datetime import date, datetime
from typing import Literal

from cadence_tui.model.documents.base import Document
from cadence_tui.model.documents.remarks import Comment, Verdict
from cadence_tui.model.money import Money

RiskStatus = Literal["open", "settled", "lost"]
RiskSeverity = Literal["low", "medium", "high"]
OpportunityStatus = Literal["open", "proposed", "won", "lost"]
HandoffTo = Literal["account_team", "support", "product", "specialist"]
HandoffStatus = Literal["open", "taken", "done"]


class Risk(Document, tag="risk", kw_only=True):
    """Something that may cost the account (R7): what, how bad, and the plan against it.

    `origin` is the call in which it was noticed. An open one without a `plan` waits for the lead (A3).
    `outcome` says what became of it, `ended` when.
    """

    account: str
    title: str
    severity: RiskSeverity = "medium"
    status: RiskStatus = "open"
    owner: str = ""
    origin: str = ""
    raised: datetime
    plan: str = ""
    plan_due: date | None = None
    outcome: str = ""
    ended: datetime | None = None
    comments: tuple[Comment, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


class Opportunity(Document, tag="opportunity", kw_only=True):
    """Something the account may buy or grow into (R6); `origin` is the call in which it was heard of."""

    account: str
    title: str
    status: OpportunityStatus = "open"
    owner: str = ""
    origin: str = ""
    raised: datetime
    amount: Money | None = None
    expected: date | None = None
    outcome: str = ""
    ended: datetime | None = None
    comments: tuple[Comment, ...] = ()


class Handoff(Document, tag="handoff", kw_only=True):
    """Work that another part of the house is asked to do for an account (C8): what, and why it matters.

    `origin` is the call it came out of, `by` who asks, `person` the colleague it is for, where known;
    `answer` what came back.
    """

    account: str
    to: HandoffTo
    what: str
    why: str
    by: str
    at: datetime
    origin: str = ""
    person: str = ""
    status: HandoffStatus = "open"
    answer: str = ""
    ended: datetime | None = None
