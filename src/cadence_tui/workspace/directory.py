"""The store as imports and exports ask for it: accounts and people by what files call them, and back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from cadence_tui.model.documents import Account, Contact, Person
from cadence_tui.model.rules.worded import Worded
from cadence_tui.workspace.session import Workspace


class StoreDirectory:
    """Finds accounts, people and documents; made for one import or export, it keeps what it has looked up."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._contacts: dict[str, dict[str, list[str]]] = {}

    # -- by what files say -------------------------------------------------------

    def account_ids(self, *, external_id: str = "", name: str = "") -> Sequence[str]:
        """The ids of the accounts with that external id, or with exactly that name."""
        return self._by_external.get(external_id, ()) if external_id else self._by_name.get(name, ())

    def external_id(self, account: str) -> str:
        """The external id of an account, empty if it has none."""
        return self._accounts[account].external_id

    def person_id(self, text: str) -> str | None:
        """The team member with that login, else the only one with exactly that name."""
        by_login = [person.id for person in self._people.values() if person.login == text]
        by_name = [person.id for person in self._people.values() if person.name == text]
        found = by_login or by_name
        return found[0] if len(found) == 1 else None

    def contact_id(self, account: str, name: str) -> str | None:
        """The only contact of an account with exactly that name."""
        if account not in self._contacts:
            contacts = self._workspace.records.of_account(Contact, account)
            self._contacts[account] = _grouped((contact.name, contact.id) for contact in contacts)
        found = self._contacts[account].get(name, ())
        return found[0] if len(found) == 1 else None

    def segments(self) -> Mapping[str, Mapping[str, str]]:
        """Titles of the segments by language, by segment id."""
        return {each.id: _titles(each.title) for each in self._workspace.rules.touch_model.segments}

    def touches(self) -> Mapping[str, Mapping[str, str]]:
        """Titles of the touch kinds by language, by touch id."""
        return {each.id: _titles(each.title) for each in self._workspace.rules.touch_model.touches}

    def recurring_touches(self) -> Sequence[str]:
        """The ids of the touch kinds that come again: those that wishes can be about."""
        return self._workspace.rules.touch_model.recurring

    # -- documents ---------------------------------------------------------------

    def document(self, kind: str, id: str) -> Mapping[str, Any] | None:
        """One document."""
        return self._workspace.store.get(kind, id)

    def documents(self, kind: str, account: str) -> Iterable[Mapping[str, Any]]:
        """Every document of a kind that belongs to an account; all of the kind if `account` is empty."""
        store = self._workspace.store
        return store.group(kind, account) if account else store.all(kind)

    # -- by id -------------------------------------------------------------------

    def account(self, id: str) -> str:
        """What a file calls an account: its external id if it has one, else its name."""
        account = self._accounts.get(id)
        return (account.external_id or account.name) if account else id

    def person(self, id: str) -> str:
        """The login of a team member."""
        return self._people[id].login if id in self._people else id

    def contact(self, id: str) -> str:
        """The name of a contact; the given text if it is no contact's id."""
        found = self._workspace.store.get("contact", id)
        return found["name"] if found else id

    @cached_property
    def _accounts(self) -> dict[str, Account]:
        return {account.id: account for account in self._workspace.records.accounts()}

    @cached_property
    def _by_external(self) -> dict[str, list[str]]:
        return _grouped((account.external_id, account.id) for account in self._accounts.values())

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        return _grouped((account.name, account.id) for account in self._accounts.values())

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {person.id: person for person in self._workspace.records.people()}


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)


def _titles(worded: Worded) -> Mapping[str, str]:
    return {"en": worded.en, "es": worded.es, "pt-BR": worded.pt_br}
