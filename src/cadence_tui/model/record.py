"""Everything kept about one account, in one value."""

from msgspec import Struct

from cadence_tui.model.documents import (
    Account,
    Action,
    Adaptation,
    Call,
    Contact,
    Handoff,
    Opportunity,
    Risk,
    Signal,
    Survey,
    Ticket,
    Touchpoint,
    Usage,
)


class AccountRecord(Struct, kw_only=True):
    """An account with its documents; lists are ordered by date or creation, oldest first."""

    account: Account
    contacts: list[Contact] = []
    touchpoints: list[Touchpoint] = []
    calls: list[Call] = []
    actions: list[Action] = []
    usage: Usage | None = None
    tickets: list[Ticket] = []
    surveys: list[Survey] = []
    signals: list[Signal] = []
    adaptations: list[Adaptation] = []
    risks: list[Risk] = []
    opportunities: list[Opportunity] = []
    handoffs: list[Handoff] = []
