"""What every document has."""

from msgspec import Struct


class Document(Struct, kw_only=True, omit_defaults=True, tag_field="kind"):
    """A JSON object with `kind`, a stable `id` and the revision `rev` that the store counts up."""

    id: str
    rev: int = 0
