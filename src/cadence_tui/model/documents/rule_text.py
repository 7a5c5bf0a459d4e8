"""Rule files that were changed in the program."""

from cadence_tui.model.documents.base import Document


class RuleText(Document, tag="rules", kw_only=True):
    """The text of a touch model as it was saved last; its id is the model's name.

    The log keeps who changed it and why, and undo brings the former text back. The file of that name in the
    store's `rules` folder is written after it, for people to read; changed there by hand, the file counts.
    """

    text: str
