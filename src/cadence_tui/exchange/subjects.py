"""Rows become drafts: what is particular to each kind of import."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec import Struct

from cadence_tui.exchange.amounts import Amount
from cadence_tui.exchange.batches import Draft, natural_key
from cadence_tui.exchange.busy import busy_value
from cadence_tui.exchange.directory import Directory
from cadence_tui.exchange.faults import Faults
from cadence_tui.exchange.values import unknown_person
from cadence_tui.exchange.words import columns
from cadence_tui.locale.speech import Speech
from cadence_tui.model.documents import BusySpan
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.exchange import KindRule

_DAY = timedelta(days=1)
_PAST_STATUSES = ("held", "no_show", "declined")


class Entry(Struct, frozen=True):
    """One readable row: JSON values by column, None for an empty cell; what it does not name is absent."""

    row: int
    values: dict[str, Any]


class Scope(Struct, frozen=True):
    """What every row is read against."""

    rule: KindRule
    headers: dict[str, str]
    directory: Directory
    today: date
    speech: Speech
    faults: Faults
    warnings: list[Message]

    def fault(self, entry: Entry, column: str, expected: Message, found: object = "") -> None:
        """Notes that a row's value does not fit with the rest."""
        field = self.headers.get(column, column)
        self.faults.add(expected, row=entry.row, field=field, found=str(found))

    def draft(
        self, entry: Entry, fields: dict[str, Any], *, label: str, initial: dict[str, Any] | None = None
    ) -> Draft:
        """The draft of a row; `label` is the column that names the document."""
        external_id = str(fields.get("external_id") or "")
        label = "external_id" if external_id else label
        return Draft(
            kind=self.rule.document,
            file=self.faults.file,
            row=entry.row,
            label=self.headers.get(label, label),
            fields=fields,
            natural=natural_key(self.rule, fields),
            external_id=external_id,
            initial=initial or {},
        )

    def fields(self, entry: Entry, *but: str) -> dict[str, Any]:
        """The document fields that a row's columns fill, without the columns `but`."""
        fields: dict[str, Any] = {}
        for name, value in entry.values.items():
            outer, inner = self.rule.columns[name].field_of(name)
            if name in but:
                continue
            if inner:
                fields.setdefault(outer, {})[inner] = value
            else:
                fields[outer] = value
        return fields


def _check_wishes(entry: Entry, scope: Scope) -> None:
    both = {*(entry.values.get("refused") or ())} & {*(entry.values.get("wanted") or ())}
    if both:
        scope.fault(entry, "wanted", message("no kind that is refused as well"), ", ".join(sorted(both)))


def _accounts(entries: Sequence[Entry], scope: Scope) -> list[Draft]:
    if any(_lacks_currency(entry) for entry in entries):
        scope.warnings.append(
            message("Amounts without a currency are taken as {currency}", currency=columns().currency)
        )
    if "currency" in scope.headers and "arr" not in scope.headers:
        scope.warnings.append(message("Column not read: {column}", column=scope.headers["currency"]))
    return [_account(entry, scope) for entry in entries]


def _lacks_currency(entry: Entry) -> bool:
    amount: Amount | None = entry.values.get("arr")
    return amount is not None and not amount.currency and not entry.values.get("currency")


def _account(entry: Entry, scope: Scope) -> Draft:
    values = entry.values
    _check_wishes(entry, scope)
    fields = scope.fields(entry, "arr", "currency", "segment")
    if "arr" in values:
        fields["arr"] = _money(entry, scope)
    if "segment" in values:
        why = scope.speech.say("Imported from {file}", file=scope.faults.file)
        fields["segment"] = {"value": values["segment"], "why": why} if values["segment"] else None
    draft = scope.draft(entry, fields, label="name")
    draft.id = _account_id(entry, scope)
    return draft


def _money(entry: Entry, scope: Scope) -> dict[str, str] | None:
    amount: Amount | None = entry.values["arr"]
    if amount is None:
        return None
    named = entry.values.get("currency") or ""
    if named and amount.currency and named != amount.currency:
        scope.fault(
            entry, "currency", message("{currency}, as in the amount", currency=amount.currency), named
        )
    return {"amount": amount.amount, "currency": amount.currency or named or columns().currency}


def _account_id(entry: Entry, scope: Scope) -> str:
    external_id = entry.values.get("external_id") or ""
    directory = scope.directory
    ids = list(directory.account_ids(external_id=external_id)) if external_id else []
    label = "external_id"
    if not ids:
        label = "name"
        ids = list(directory.account_ids(name=entry.values["name"]))
        if external_id:
            # An account of the same name with another external id is another customer.
            ids = [account for account in ids if not directory.external_id(account)]
    if len(ids) > 1:
        expected = message("one account; {n} bear this name: use the external id", n=len(ids))
        scope.fault(entry, label, expected, entry.values[label])
    return ids[0] if len(ids) == 1 else ""


def _contacts(entries: Sequence[Entry], scope: Scope) -> list[Draft]:
    for entry in entries:
        _check_wishes(entry, scope)
    return [scope.draft(entry, scope.fields(entry), label="name") for entry in entries]


def _people(entries: Sequence[Entry], scope: Scope) -> list[Draft]:
    return [scope.draft(entry, scope.fields(entry), label="login") for entry in entries]


def _tickets(entries: Sequence[Entry], scope: Scope) -> list[Draft]:
    for entry in entries:
        closed = entry.values.get("closed")
        if closed and closed < entry.values["opened"]:
            scope.fault(
                entry, "closed", message("a day on or after {day}", day=entry.values["opened"]), closed
            )
    return [scope.draft(entry, scope.fields(entry), label="title") for entry in entries]


def _surveys(entries: Sequence[Entry], scope: Scope) -> list[Draft]:
    return [_survey(entry, scope) for entry in entries]


def _survey(entry: Entry, scope: Scope) -> Draft:
    fields = scope.fields(entry)
    low, high = columns().score_ranges.get(fields["survey"], (0.0, float("inf")))
    if not low <= fields["score"] <= high:
        expected = message("a score from {low} to {high}", low=f"{low:g}", high=f"{high:g}")
        scope.fault(entry, "score", expected, f"{fields['score']:g}")
    if fields.get("contact"):
        # Answers come from people who are no contacts yet; then their name is all there is.
        fields["contact"] = (
            scope.directory.contact_id(fields["account"], fields["contact"]) or fields["contact"]
        )
    return scope.draft(entry, fields, label="account")


def _touchpoints(entries: Sequence[Entry], scope: Scope) -> list[Draft]:
    return [_touchpoint(entry, scope) for entry in entries]


def _touchpoint(entry: Entry, scope: Scope) -> Draft:
    fields = scope.fields(entry)
    today = scope.today.isoformat()
    if fields.get("status") in _PAST_STATUSES and fields["date"] > today:
        expected = message("a day up to today for a touchpoint that has taken place")
        scope.fault(entry, "date", expected, fields["date"])
    initial = {"status": "held" if fields["date"] <= today else "planned"}
    return scope.draft(entry, fields, label="date", initial=initial)


def _actions(entries: Sequence[Entry], scope: Scope) -> list[Draft]:
    return [_action(entry, scope) for entry in entries]


def _action(entry: Entry, scope: Scope) -> Draft:
    fields = scope.fields(entry)
    if fields.get("owner") and fields.get("side") != "theirs":
        person = scope.directory.person_id(fields["owner"])
        if person is None:
            scope.fault(entry, "owner", unknown_person(), fields["owner"])
        fields["owner"] = person
    for name in _still_to_come(fields, scope.today):
        del fields[name]
        figures = {"row": entry.row, "field": scope.headers.get(name, name)}
        scope.warnings.append(message("Row {row}, {field}: left aside, for it is still to come", **figures))
    return scope.draft(entry, fields, label="title")


def _still_to_come(fields: dict[str, Any], today: date) -> list[str]:
    """What a promise cannot have behind it: another program's clock may be ahead, or a year mistyped."""
    # Where a day begins early it is tomorrow already.
    last = today + _DAY
    return [
        name
        for name in ("created", "done")
        if fields.get(name) and datetime.fromisoformat(fields[name]).date() > last
    ]


def _leave(entries: Sequence[Entry], scope: Scope) -> list[Draft]:
    drafts: dict[str, Draft] = {}
    for entry in entries:
        absence = {name: value for name, value in scope.fields(entry, "person").items() if value is not None}
        if absence["last"] < absence["first"]:
            scope.fault(
                entry, "to", message("a day on or after {day}", day=absence["first"]), absence["last"]
            )
        person = entry.values["person"]
        draft = drafts.setdefault(person, scope.draft(entry, {"id": person, "leave": []}, label="person"))
        draft.id = draft.fields.pop("id", person)
        draft.fields["leave"].append(absence)
    return list(drafts.values())


def _busy(entries: Sequence[Entry], scope: Scope) -> list[Draft]:
    """A calendar for each person and source; a row without a source is of the file's own."""
    drafts: dict[tuple[str, str], Draft] = {}
    spans: dict[tuple[str, str], list[BusySpan]] = {}
    for entry in entries:
        start, end = (datetime.fromisoformat(entry.values[name]) for name in ("start", "end"))
        if end <= start:
            scope.fault(entry, "end", message("an instant after {start}", start=entry.values["start"]), end)
        key = entry.values["person"], entry.values.get("source") or Path(scope.faults.file).name
        if key not in drafts:
            drafts[key] = scope.draft(entry, {"person": key[0], "source": key[1]}, label="person")
        spans.setdefault(key, []).append(BusySpan(start, end))
    for key, draft in drafts.items():
        draft.fields["spans"] = busy_value(spans[key])
    return list(drafts.values())


def _usage(entries: Sequence[Entry], scope: Scope) -> list[Draft]:
    drafts: dict[str, Draft] = {}
    rows: dict[tuple[str, str, str, str], int] = {}
    for entry in entries:
        account, week = entry.values["account"], entry.values["week"]
        draft = drafts.get(account)
        if draft is None:
            draft = drafts[account] = scope.draft(entry, {"account": account, "weeks": {}}, label="account")
        series = draft.fields["weeks"].setdefault(week, {"week": week, "teams": {}, "features": {}})
        if not entry.values.get("team") and not entry.values.get("feature"):
            scope.fault(entry, "team", message("a team or a feature"))
        for column in ("team", "feature"):
            name = entry.values.get(column)
            if not name:
                continue
            first = rows.setdefault((account, week, column, name), entry.row)
            if first != entry.row:
                scope.fault(entry, column, message("each one once; row {row} is the same", row=first), name)
            figure = _team_figures(entry, scope) if column == "team" else _feature_uses(entry, scope)
            series[f"{column}s"][name] = figure
    for draft in drafts.values():
        draft.fields["weeks"] = [draft.fields["weeks"][week] for week in sorted(draft.fields["weeks"])]
    return list(drafts.values())


def _team_figures(entry: Entry, scope: Scope) -> dict[str, int]:
    figures = scope.fields(entry, "account", "week", "team", "feature", "uses")
    said = {name: value for name, value in figures.items() if value is not None}
    if not said:
        scope.fault(entry, "active_users", message("active users, seats or logins of the team"))
    return said


def _feature_uses(entry: Entry, scope: Scope) -> int:
    uses = entry.values.get("uses")
    if uses is None:
        scope.fault(entry, "uses", message("how often the feature was used"))
    return uses or 0


SUBJECTS: dict[str, Callable[[Sequence[Entry], Scope], list[Draft]]] = {
    "accounts": _accounts,
    "contacts": _contacts,
    "people": _people,
    "usage": _usage,
    "tickets": _tickets,
    "surveys": _surveys,
    "touchpoints": _touchpoints,
    "actions": _actions,
    "leave": _leave,
    "busy": _busy,
}
