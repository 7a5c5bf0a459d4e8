"""Who belongs to the team: joining, leaving; admins alone decide."""

from datetime import UTC

from msgspec import structs

from cadence_tui.model.documents import Person
from cadence_tui.model.documents.person import Role
from cadence_tui.model.errors import Refused
from cadence_tui.model.ids import shared_id
from cadence_tui.model.message import message
from cadence_tui.model.text import plain
from cadence_tui.workspace.session import Workspace


def add_person(ws: Workspace, person: Person) -> Person:
    """Takes somebody into the team; one who had left comes back with the same id.

    Raises NotPermitted, Refused when the login is somebody's already, Conflict when it became that meanwhile.
    """
    ws.require("admin")
    joining = structs.replace(person, name=plain(person.name).strip(), login=plain(person.login).strip())
    if not joining.name or not joining.login:
        raise Refused(message("A person needs a name and a login"))
    known = next((each for each in ws.records.people() if each.login == joining.login), None)
    if known is not None and known.gone is None:
        raise Refused(message("{login} is {name} already", login=joining.login, name=known.name))
    why = message("{name} joins the team as {role}", name=joining.name, role=joining.role)
    if known is not None:
        back = structs.replace(joining, id=known.id, rev=known.rev, gone=None)
        ws.commit(why, edits=[(known, back)])
    else:
        joining = structs.replace(joining, id=_id_of(ws, joining))
        ws.commit(why, made=[joining])
    return ws.records.get(Person, known.id if known else joining.id)


def remove_person(ws: Workspace, text: str) -> Person:
    """Lets somebody leave today; what they did stays on record under their name.

    Raises NotPermitted, NotFound, Refused for oneself and while accounts are theirs.
    """
    ws.require("admin")
    person = ws.records.person(text)
    ws.expect([person])
    if person.gone is not None:
        raise Refused(message("{name} has left already", name=person.name))
    if person.id == ws.actor.id:
        raise Refused(message("Nobody can remove themselves; another admin can"))
    owned = sum(1 for account in ws.records.accounts() if account.owner == person.id and not account.churned)
    if owned:
        raise Refused(
            message("{name} still owns {n} accounts; give them to others first", name=person.name, n=owned)
        )
    why = message("{name} leaves the team", name=person.name)
    ws.commit(why, edits=[(person, structs.replace(person, gone=ws.today()))])
    return ws.records.get(Person, person.id)


def team(ws: Workspace, *, everybody: bool = False) -> list[Person]:
    """The people of the team by name; `everybody` with those who left."""
    people = [person for person in ws.records.people() if everybody or person.gone is None]
    return sorted(people, key=lambda person: (_RANKS[person.role], person.pod, person.name))


def _id_of(ws: Workspace, joining: Person) -> str:
    """That of whoever else adds the login meanwhile: a login is one person's, so the second is refused."""
    shared = shared_id(ws.now().astimezone(UTC).date(), "person", joining.login)
    return shared if ws.store.get("person", shared) is None else joining.id


_RANKS: dict[Role, int] = {"admin": 0, "lead": 1, "csm": 2, "reader": 3}
