"""Settings that the whole store shares."""

from datetime import datetime

from cadence_tui.model.documents.base import Document


class Settings(Document, tag="settings", kw_only=True):
    """One document, id `settings`: the preset chosen at init and what the sample was dated to."""

    preset: str = "check-in-guide"
    made: datetime | None = None
    sample: str = ""
