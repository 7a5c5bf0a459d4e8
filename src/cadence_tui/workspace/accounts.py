"""Acts on one account: read it whole, edit it, judge its health."""

from datetime import date

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Override, Preferences
from cadence_tui.model.documents.account import Language
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import message
from cadence_tui.practice.kept import kept_by_side
from cadence_tui.views.account import AccountView, account_view
from cadence_tui.workspace.budget import owner_done
from cadence_tui.workspace.covering import covered_now
from cadence_tui.workspace.portfolio import portfolio_rules
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.wishes import weigh_wishes

BY_RULE = ""
"""The value of a segment, stage or band that no person sets."""
_BANDS = ("green", "yellow", "red")


class AccountEdit(Struct, frozen=True, kw_only=True):
    """What an account shall be; a field that is not given stays. `segment` and `stage` are ids, or by rule.

    `why` and `until` belong to a segment or stage that is set.
    """

    name: str | UnsetType = UNSET
    owner: str | UnsetType = UNSET
    renewal: date | UnsetType | None = UNSET
    language: Language | UnsetType = UNSET
    goal: str | UnsetType = UNSET
    preferences: Preferences | UnsetType = UNSET
    segment: str | UnsetType = UNSET
    stage: str | UnsetType = UNSET
    why: str = ""
    until: date | None = None


_PLAIN_FIELDS = ("name", "owner", "renewal", "language", "goal", "preferences")


def view_account(ws: Workspace, account_id: str, *, moved_since: date | None = None) -> AccountView:
    """Everything about one account today. Raises NotFound."""
    record = ws.records.record(account_id)
    over = owner_done(ws, record.account)
    view = account_view(record, portfolio_rules(ws), ws.today(), moved_since=moved_since, over_for=over)
    covered = covered_now(ws).get(account_id)
    days = ws.rules.team.kept_days
    return replace(
        view,
        wish_warnings=weigh_wishes(ws, record),
        covered=covered,
        kept=kept_by_side(record.actions, ws.today(), days),
        kept_days=days,
    )


def edit_account(
    ws: Workspace, account_id: str, edit: AccountEdit, *, seen: Account | None = None
) -> Account:
    """Changes an account. Raises NotPermitted, NotFound, Refused for a nameless account, an unknown owner,
    segment or stage, and for an override without a reason.

    What was changed since its editor had `seen` it stays, unless they changed the same: a Conflict.
    """
    ws.require_writer()
    was = seen or ws.records.editable(Account, account_id)
    if edit.name == "":
        raise Refused(message("An account needs a name"))
    team = {person.id for person in ws.records.people() if not person.gone}
    if edit.owner is not UNSET and edit.owner not in {"", was.owner, *team}:
        raise Refused(message("Nobody of the team is called {name}", name=edit.owner))
    model = ws.rules.touch_model
    given = {name: getattr(edit, name) for name in _PLAIN_FIELDS if getattr(edit, name) is not UNSET}
    new = replace(
        was,
        **given,
        segment=_override(ws, was.segment, edit.segment, [each.id for each in model.segments], edit),
        stage=_override(ws, was.stage, edit.stage, [each.id for each in model.stages], edit),
    )
    ws.commit(message("Edited: {name}", name=new.name), edits=[(was, new)])
    return new


def override_health(
    ws: Workspace,
    account_id: str,
    band: str,
    *,
    why: str,
    until: date | None = None,
    seen: Account | None = None,
) -> None:
    """Sets a band over the reckoned one until a day, or gives the reckoned one back (`BY_RULE`) (H2).

    Without a day the health rules say how long it holds. Raises NotPermitted, NotFound, Refused, and Conflict
    for an account that was judged since it was `seen`.
    """
    ws.require_writer()
    was = seen or ws.records.editable(Account, account_id)
    if band == BY_RULE:
        new = replace(was, health=None)
        ws.commit(message("Health of {name} as reckoned", name=was.name), edits=[(was, new)])
        return
    if band not in _BANDS:
        raise Refused(message("There is no band {band}", band=band))
    _check_override(ws, why, until)
    given = Override(value=band, why=why, by=ws.actor.id, at=ws.now(), until=until)
    text = message("Health of {name} set: {why}", name=was.name, why=why)
    ws.commit(text, edits=[(was, replace(was, health=given))])


def _override(
    ws: Workspace, was: Override | None, wanted: str | UnsetType, known: list[str], edit: AccountEdit
) -> Override | None:
    if wanted is UNSET or wanted == (was.value if was else BY_RULE):
        return was
    if wanted == BY_RULE:
        return None
    if wanted not in known:
        raise Refused(
            message("{value} is not known; there are: {known}", value=wanted, known=", ".join(known))
        )
    _check_override(ws, edit.why, edit.until)
    return Override(value=wanted, why=edit.why, by=ws.actor.id, at=ws.now(), until=edit.until)


def _check_override(ws: Workspace, why: str, until: date | None) -> None:
    if not why:
        raise Refused(message("Setting it by hand needs a reason"))
    if until is not None and until < ws.today():
        raise Refused(message("The last day is already over"))
