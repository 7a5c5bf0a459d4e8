"""What an import changes: drafts held against the documents that are there."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from cadence_tui.exchange.batches import Batch, Draft, defaults_of, natural_key, report_repetition
from cadence_tui.exchange.directory import Existing
from cadence_tui.exchange.faults import Faults
from cadence_tui.exchange.words import kind_rule
from cadence_tui.model.documents import KINDS
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.message import Message
from cadence_tui.model.rules.exchange import KindRule

_Found = Mapping[str, Any]


class Planned(Struct, frozen=True, kw_only=True):
    """A document to write whole; without `id` it is new and gets one where it is stored."""

    kind: str
    id: str | None
    document: dict[str, Any]
    file: str
    row: int


class ImportPlan(Struct, frozen=True, kw_only=True):
    """Every change of an import, the counts of the contract, and the warnings to show."""

    changes: list[Planned]
    created: int
    updated: int
    unchanged: int
    warnings: list[Message]


def plan_changes(batch: Batch, existing: Existing, *, now: datetime) -> ImportPlan:
    """The changes that a batch asks for; importing the same file again asks for none.

    Only fields that the file names are touched. Raises BadInput if the batch has faults, or if two rows mean
    one document of the store.
    """
    refused = batch.refusal()
    if refused:
        raise refused
    finder = _Finder(kind_rule(batch.kind), existing)
    claimed: dict[str, Draft] = {}
    changes: list[Planned] = []
    unchanged = 0
    for draft in batch.drafts:
        found = finder.find(draft)
        if found is not None:
            _claim(claimed, draft, found["id"])
            finder.keep_contact(draft, found)
        change = _change(draft, found, now)
        if change is None:
            unchanged += 1
        else:
            changes.append(change)
    created = sum(change.id is None for change in changes)
    return ImportPlan(
        changes=changes,
        created=created,
        updated=len(changes) - created,
        unchanged=unchanged,
        warnings=batch.warnings,
    )


class _Index(Struct, frozen=True):
    """The documents of one account by what tells them apart, and the names of its contacts by id."""

    by_external: dict[str, _Found]
    by_natural: dict[tuple[str, ...], _Found]
    contacts: dict[str, str]

    def key(self, natural: tuple[str, ...]) -> tuple[str, ...]:
        """A natural key in which contacts go by name: who answers may become a contact later."""
        return tuple(self.contacts.get(part, part) for part in natural)


class _Finder:
    """Finds the document that a draft means; the documents of an account are indexed when first needed."""

    def __init__(self, rule: KindRule, existing: Existing) -> None:
        self._rule = rule
        self._existing = existing
        self._indexes: dict[str, _Index] = {}

    def find(self, draft: Draft) -> _Found | None:
        if draft.id:
            return self._existing.document(draft.kind, draft.id)
        if self._rule.document == "account":
            return None
        index = self._index(draft.fields.get("account", ""))
        found = index.by_external.get(draft.external_id)
        if found is not None:
            return found
        alike = index.by_natural.get(index.key(draft.natural))
        if alike is None or (draft.external_id and alike.get("external_id")):
            return None
        return alike if draft.kind != "action" or _is_that_promise(draft, alike) else None

    def keep_contact(self, draft: Draft, found: _Found) -> None:
        """Leaves who answered as it is kept, id or name, where the file means the same person."""
        told, kept = draft.fields.get("contact"), found.get("contact")
        if told and kept and "contact" in self._rule.unique:
            names = self._index(draft.fields.get("account", "")).contacts
            if names.get(told, told) == names.get(kept, kept):
                draft.fields["contact"] = kept

    def _index(self, account: str) -> _Index:
        if account not in self._indexes:
            self._indexes[account] = self._made_index(account)
        return self._indexes[account]

    def _made_index(self, account: str) -> _Index:
        by_contact = "contact" in self._rule.unique
        people = self._existing.documents("contact", account) if by_contact else ()
        index = _Index({}, {}, {each["id"]: each["name"] for each in people})
        for document in sorted(self._existing.documents(self._rule.document, account), key=_is_claimed):
            # Exports write the id where there is no external id, so that they can be read back.
            index.by_external.setdefault(document.get("external_id") or document["id"], document)
            index.by_natural.setdefault(index.key(natural_key(self._rule, document)), document)
        return index


def _is_claimed(document: _Found) -> tuple[bool, bool]:
    """Orders promises by how well a title may find them: nobody's and live ones come first."""
    if document.get("kind") != "action":
        return False, False
    return bool(document.get("external_id")), document.get("status", "open") not in LIVE_STATUSES


def _is_that_promise(draft: Draft, alike: _Found) -> bool:
    """Whether a title alone may say which promise is meant: neither is known elsewhere, and none comes back.

    Different promises may be called the same, one long kept and one new.
    """
    if draft.external_id or alike.get("external_id"):
        return False
    live = draft.fields.get("status", alike.get("status", "open")) in LIVE_STATUSES
    return not live or alike.get("status", "open") in LIVE_STATUSES


def _claim(claimed: dict[str, Draft], draft: Draft, identifier: str) -> None:
    other = claimed.setdefault(identifier, draft)
    if other is not draft:
        faults = Faults(draft.file)
        report_repetition(faults, draft, other)
        faults.raise_any()


def _change(draft: Draft, found: _Found | None, now: datetime) -> Planned | None:
    identifier: str = found["id"] if found else ""
    before: dict[str, Any] = {**found} if found else {"kind": draft.kind, "id": identifier, **draft.initial}
    fields = _joined(draft, before)
    if draft.kind == "action":
        fields = _action_instants(fields, before, new=found is None, now=now.isoformat())
    if found and fields.get("external_id") == identifier:
        del fields["external_id"]
    shape = KINDS[draft.kind]
    wanted = {name: value for name, value in {**before, **fields}.items() if value is not None}
    after = msgspec.convert({**wanted, "kind": draft.kind}, shape)
    if found and _same(msgspec.convert({**before, "kind": draft.kind}, shape), after, fields):
        return None
    written: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(after))
    document = {name: value for name, value in before.items() if name not in fields and name != "id"}
    defaults = defaults_of(draft.kind)
    said = [name for name in fields if name in written and getattr(after, name) != defaults.get(name)]
    document |= {name: written[name] for name in said}
    if identifier:
        document["id"] = identifier
    return Planned(kind=draft.kind, id=identifier or None, document=document, file=draft.file, row=draft.row)


def _same(before: Struct, after: Struct, fields: Mapping[str, Any]) -> bool:
    return all(getattr(before, name) == getattr(after, name) for name in fields)


def _joined(draft: Draft, before: Mapping[str, Any]) -> dict[str, Any]:
    """The draft's fields, joined with what the document keeps beside them."""
    fields: dict[str, Any] = {
        name: value for name, value in draft.fields.items() if value is not None or name not in draft.initial
    }
    if "weeks" in fields:
        fields["weeks"] = _joined_weeks(before.get("weeks", ()), fields["weeks"])
    if "leave" in fields:
        fields["leave"] = _joined_leave(before.get("leave", ()), fields["leave"])
    if "preferences" in fields:
        wishes = {**before.get("preferences", {}), **fields["preferences"]}
        fields["preferences"] = {name: value for name, value in wishes.items() if value is not None}
    segment, had = fields.get("segment"), before.get("segment")
    if segment and had and segment["value"] == had["value"]:
        # The same override keeps the reason, author and end that were given when it was made.
        del fields["segment"]
    return fields


def _joined_weeks(old: Sequence[_Found], new: Sequence[_Found]) -> list[dict[str, Any]]:
    weeks: dict[str, dict[str, Any]] = {week["week"]: dict(week) for week in old}
    for week in new:
        kept = weeks.setdefault(week["week"], {"week": week["week"]})
        teams = dict(kept.get("teams", {}))
        for team, figures in week["teams"].items():
            teams[team] = {**teams.get(team, {}), **figures}
        kept["teams"] = teams
        kept["features"] = {**kept.get("features", {}), **week["features"]}
    return [weeks[week] for week in sorted(weeks)]


def _joined_leave(old: Sequence[_Found], new: Sequence[_Found]) -> list[dict[str, Any]]:
    absences: dict[tuple[str, str], dict[str, Any]] = {}
    for absence in (*old, *new):
        days = absence["first"], absence["last"]
        absences[days] = {**absences.get(days, {}), **absence}
    return [absences[days] for days in sorted(absences)]


def _action_instants(fields: dict[str, Any], before: _Found, *, new: bool, now: str) -> dict[str, Any]:
    """An action has always been made; it is done at an instant, and a live one at none."""
    if new or fields.get("created", now) is None:
        fields["created"] = fields.get("created") or before.get("created") or now
    status = fields.get("status") or before.get("status", "open")
    if fields.get("done") and "status" not in fields and status in LIVE_STATUSES:
        status = fields["status"] = "done"
    if "status" in fields or "done" in fields:
        ended = None if status in LIVE_STATUSES else fields.get("done") or before.get("done")
        fields["done"] = ended or (now if status == "done" else None)
    return fields
