"""`cadence person`: who belongs to the team."""

from typing import Any, cast, get_args

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import HOURS, ZONE, OneOf
from cadence_tui.locale import LANGUAGES
from cadence_tui.model.documents import Person
from cadence_tui.model.documents.account import Language
from cadence_tui.model.documents.person import Role
from cadence_tui.model.message import message
from cadence_tui.workspace.people import add_person, remove_person, team

_ROLES: tuple[Role, ...] = get_args(Role)


@group("person")
def person(request: Request) -> None:
    """Joining, leaving, who is here."""


@below(person, "add", message("Take somebody into the team"), writes=True)
@argument("login", says=message("The login on this machine"))
@option("--name", says=message("Full name (else the login)"), default="")
@option("--role", says=message("What they may do"), type=OneOf(_ROLES), default="csm")
@option("--pod", says=message("The group that covers for each other"), default="")
@option("--email", says=message("Address for mail"), default="")
@option("--country", says=message("Two letters, for the holidays"), default="")
@option(
    "--timezone", says=message("Zone of their day, such as {example}", example="Europe/Madrid"), type=ZONE
)
@option(
    "--hours",
    says=message("Working hours, such as: {example}", example="Mon-Fri 09:00-13:00 14:00-18:00"),
    type=HOURS,
)
@option("--language", "speaks", says=message("Their language"), type=OneOf(LANGUAGES))
def add(request: Request, login: str, name: str, role: str, speaks: str | None, **fields: Any) -> None:
    """A new person, or one who comes back."""
    ws = request.workspace
    given = {field: value for field, value in fields.items() if value}
    given.setdefault("timezone", ws.actor.timezone)
    joining = Person(
        id=ws.new_id(),
        login=login,
        name=name or login,
        role=cast(Role, role),
        language=cast(Language, speaks or request.speech.language),
        **given,
    )
    added = add_person(ws, joining)
    request.done(added, message("{name} is in the team as {role}", name=added.name, role=added.role))


@below(person, "list", message("The people of the team"))
@option("--all", "everybody", says=message("Those who left as well"), is_flag=True)
def list_(request: Request, everybody: bool) -> None:
    """The team."""
    people = team(request.workspace, everybody=everybody)
    say = request.speech.say
    header = [say("Login"), say("Name"), say("Role"), say("Pod"), say("Zone"), say("Left")]
    rows = [
        [
            each.login,
            each.name,
            each.role,
            each.pod,
            each.timezone,
            each.gone.isoformat() if each.gone else "",
        ]
        for each in people
    ]
    request.answer(people, lambda: columns(header, rows))


@below(person, "remove", message("Let somebody leave; what they did stays on record"), writes=True)
@argument("who", says=message("Login, name or id"), metavar="PERSON")
def remove(request: Request, who: str) -> None:
    """Somebody leaves today."""
    gone = remove_person(request.workspace, who)
    request.done(gone, message("{name} has left", name=gone.name))
