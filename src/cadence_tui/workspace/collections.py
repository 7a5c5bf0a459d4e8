"""How the documents of each kind are kept: by account, and cold once they are closed."""

from collections.abc import Mapping
from typing import Any

from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.store.protocol import Collection

SCHEMA = 4
"""Version of the documents' shape; a store made by a newer one is refused."""


def _closed_touch(doc: Mapping[str, Any]) -> bool:
    return doc.get("status", "planned") not in OPEN_STATUSES


def _closed_call(doc: Mapping[str, Any]) -> bool:
    return doc.get("status", "open") == "closed"


def _closed_action(doc: Mapping[str, Any]) -> bool:
    return doc.get("status", "open") not in LIVE_STATUSES


def _closed_session(doc: Mapping[str, Any]) -> bool:
    return doc.get("status", "planned") != "planned"


def _ended(doc: Mapping[str, Any]) -> bool:
    return doc.get("ended") is not None


def _always(doc: Mapping[str, Any]) -> bool:
    return True


COLLECTIONS: tuple[Collection, ...] = (
    Collection(kind="account"),
    Collection(kind="person"),
    Collection(kind="settings"),
    Collection(kind="experiment"),
    Collection(kind="rules"),
    Collection(kind="busy", group="person", cold=_always),
    Collection(kind="cover", cold=_ended),
    Collection(kind="group_session", cold=_closed_session),
    Collection(kind="signal", group="account"),
    Collection(kind="adaptation", group="account"),
    Collection(kind="contact", group="account", cold=_always),
    Collection(
        kind="touchpoint",
        group="account",
        indexes=("owner", "date", "status", "covers"),
        cold=_closed_touch,
    ),
    Collection(kind="call", group="account", cold=_closed_call),
    Collection(
        kind="action",
        group="account",
        indexes=("owner", "due", "status", "covers"),
        cold=_closed_action,
    ),
    Collection(kind="risk", group="account", cold=_ended),
    Collection(kind="opportunity", group="account", cold=_ended),
    Collection(kind="handoff", group="account", cold=_ended),
    Collection(kind="review", group="lead", cold=_always),
    Collection(kind="question"),
    Collection(kind="usage", group="account", cold=_always),
    Collection(kind="ticket", group="account", cold=_always),
    Collection(kind="survey", group="account", cold=_always),
)
