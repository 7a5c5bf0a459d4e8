"""The form of a contact: who is new at a customer, who changed, who left."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from cadence_tui.locale import LANGUAGES, Speech
from cadence_tui.model.documents import Contact
from cadence_tui.model.message import Message, message
from cadence_tui.tui.dialogs.form import Answers, Field, Form, fill_in
from cadence_tui.tui.errands import Refusal
from cadence_tui.tui.view import View
from cadence_tui.views.vocabulary import word_of

if TYPE_CHECKING:
    from cadence_tui.workspace.contacts import ContactEdit

_NOBODY = Contact(id="", account="", name="")


def new_contact(view: View, account_id: str) -> None:
    """Asks who is new at a customer, and writes them down."""
    from cadence_tui.workspace.contacts import add_contact

    speech, workspace = view.cadence.speech, view.cadence.workspace
    form = Form(speech.say("New contact"), _fields(_NOBODY, speech), speech, _faults)

    def hand_in(answers: Answers, refused: Refusal) -> None:
        given = _given(answers)
        told = message("New contact: {name}", name=answers["name"])
        view.perform(
            lambda: add_contact(workspace, account_id, given),
            lambda _: view.frame.tell(told),
            refused=refused,
        )

    fill_in(view, form, hand_in)


def edit_contact(view: View, contact_id: str) -> None:
    """Asks what shall be different, and changes it."""
    from cadence_tui.workspace import contacts

    speech, workspace = view.cadence.speech, view.cadence.workspace

    def show(contact: Contact) -> None:
        form = Form(contact.name, _fields(contact, speech), speech, _faults)

        def hand_in(answers: Answers, refused: Refusal) -> None:
            given = _given(answers)
            told = message("Edited: {name}", name=answers["name"])
            view.perform(
                lambda: contacts.edit_contact(workspace, contact.id, given, seen=contact),
                lambda _: view.frame.tell(told),
                refused=refused,
            )

        fill_in(view, form, hand_in)

    view.read(lambda: workspace.records.get(Contact, contact_id), show, group="edit")


def _fields(contact: Contact, speech: Speech) -> list[Field]:
    say = speech.say
    languages = tuple((each, word_of("language", each, speech)) for each in LANGUAGES)
    yes_no = (("", say("no")), ("yes", say("yes")))
    return [
        Field(id="name", label=say("Name"), value=contact.name),
        Field(id="role", label=say("Role"), value=contact.role, hint=say("what they do there")),
        Field(id="email", label=say("Email"), value=contact.email),
        Field(id="phone", label=say("Phone"), value=contact.phone),
        Field(
            id="language",
            label=say("Language"),
            value=contact.language or "",
            options=(("", say("as the account")), *languages),
        ),
        Field(
            id="champion",
            label=say("Champion"),
            value="yes" if contact.champion else "",
            options=yes_no,
        ),
        Field(id="sponsor", label=say("Sponsor"), value="yes" if contact.sponsor else "", options=yes_no),
        Field(
            id="left",
            label=say("Left on"),
            value=contact.left.isoformat() if contact.left else "",
            hint=say("YYYY-MM-DD; empty: still there"),
        ),
    ]


def _faults(answers: Answers) -> Mapping[str, Message]:
    faults: dict[str, Message] = {}
    if not answers["name"]:
        faults["name"] = message("A contact needs a name")
    if answers["left"] and _date(answers["left"]) is None:
        faults["left"] = message("A date is written YYYY-MM-DD")
    return faults


def _given(answers: Answers) -> "ContactEdit":
    from cadence_tui.workspace.contacts import ContactEdit

    language: Any = answers["language"] or None
    return ContactEdit(
        name=answers["name"],
        role=answers["role"],
        email=answers["email"],
        phone=answers["phone"],
        language=language,
        champion=answers["champion"] == "yes",
        sponsor=answers["sponsor"] == "yes",
        left=_date(answers["left"]),
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
