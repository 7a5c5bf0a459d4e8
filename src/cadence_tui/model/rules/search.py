"""Shape of `search.toml`: the words by which a search is narrowed (C9)."""

from typing import Literal

from msgspec import Struct

FilterName = Literal["account", "person", "kind", "since", "until"]


class SearchWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`filters` are what is typed before a colon, `kinds` what kinds of documents are called after `kind:`.

    Case and accents do not matter; the beginning of a kind's word is enough.
    """

    filters: dict[FilterName, tuple[str, ...]]
    kinds: dict[str, tuple[str, ...]]
