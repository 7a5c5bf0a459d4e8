"""What an import must know of the store it goes into."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol


class Directory(Protocol):
    """Finds accounts and people by what files call them."""

    def account_ids(self, *, external_id: str = "", name: str = "") -> Sequence[str]:
        """The ids of the accounts with that external id, or with exactly that name."""
        ...

    def external_id(self, account: str) -> str:
        """The external id of an account, empty if it has none."""
        ...

    def person_id(self, text: str) -> str | None:
        """The team member with that login, else the only one with exactly that name."""
        ...

    def contact_id(self, account: str, name: str) -> str | None:
        """The contact of an account with exactly that name."""
        ...

    def segments(self) -> Mapping[str, Mapping[str, str]]:
        """Titles of the segments by language, by segment id."""
        ...

    def touches(self) -> Mapping[str, Mapping[str, str]]:
        """Titles of the touch kinds by language, by touch id."""
        ...

    def recurring_touches(self) -> Sequence[str]:
        """The ids of the touch kinds that come again: those that wishes can be about."""
        ...


class Existing(Protocol):
    """The documents that an import may change, as JSON objects."""

    def document(self, kind: str, id: str) -> Mapping[str, Any] | None:
        """One document."""
        ...

    def documents(self, kind: str, account: str) -> Iterable[Mapping[str, Any]]:
        """Every document of a kind that belongs to an account; all of the kind if `account` is empty."""
        ...
