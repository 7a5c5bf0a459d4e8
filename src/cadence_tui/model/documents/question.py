"""Questions of the team's own, beside those of the bank (C4)."""

from datetime import datetime

from cadence_tui.model.documents.account import Language
from cadence_tui.model.documents.base import Document


class OwnQuestion(Document, tag="question", kw_only=True):
    """A question that somebody added: in one language, on a topic of the bank, for one account or for all.

    `account` is empty for all; `gone` is when it was taken out of use.
    """

    text: str
    language: Language
    topic: str
    follow_ups: tuple[str, ...] = ()
    account: str = ""
    by: str
    made: datetime
    gone: datetime | None = None
