"""A short text of a rule file in the three languages."""

from msgspec import Struct

from cadence_tui.model.documents.account import Language


class Worded(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"pt_br": "pt-BR"}):
    """The same text for readers of each language; in a file `{ en = "…", es = "…", pt-BR = "…" }`."""

    en: str
    es: str
    pt_br: str

    def to(self, language: Language) -> str:
        """The text for a reader of that language."""
        texts: dict[Language, str] = {"en": self.en, "es": self.es, "pt-BR": self.pt_br}
        return texts[language]
