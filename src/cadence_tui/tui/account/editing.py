"""Forms that change an account: its particulars, segment and stage, a health band of one's own."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cadence_tui.locale import LANGUAGES, Speech
from cadence_tui.model.documents import Account, Override, Person
from cadence_tui.model.message import Message, message
from cadence_tui.tui.dialogs.form import Answers, Field, Form, fill_in
from cadence_tui.tui.errands import Refusal
from cadence_tui.tui.view import View
from cadence_tui.views.names import Names
from cadence_tui.views.vocabulary import word_of


def edit(view: View, account_id: str, names: Names) -> None:
    """Asks for what shall be different, and changes it."""
    records = view.cadence.workspace.records

    def show(found: tuple[Account, list[Person]]) -> None:
        account, people = found
        form = Form(
            account.name, _fields(account, people, names, view.cadence.speech), view.cadence.speech, _faults
        )
        fill_in(view, form, lambda answers, refused: _hand_in(view, account, answers, refused))

    view.read(lambda: (records.get(Account, account_id), records.people()), show, group="edit")


def judge(view: View, account_id: str) -> None:
    """Asks for a band, a reason and a last day."""
    speech, records = view.cadence.speech, view.cadence.workspace.records
    bands = ((band, word_of("band", band, speech)) for band in ("red", "yellow", "green"))

    def show(account: Account) -> None:
        was = account.health
        fields = (
            Field(
                id="band",
                label=speech.say("Health"),
                value=was.value if was else "",
                options=(("", speech.say("as reckoned")), *bands),
            ),
            Field(id="why", label=speech.say("Reason"), value=was.why if was else ""),
            Field(
                id="until",
                label=speech.say("Until"),
                value=was.until.isoformat() if was and was.until else "",
                hint=speech.say("YYYY-MM-DD; empty: as the rules say"),
            ),
        )
        form = Form(account.name, fields, speech, _judgement_faults)
        fill_in(view, form, lambda answers, refused: _judge(view, account, answers, refused))

    view.read(lambda: records.get(Account, account_id), show, group="edit")


def _fields(account: Account, people: list[Person], names: Names, speech: Speech) -> list[Field]:
    say = speech.say
    owners = [(person.id, person.name) for person in people if not person.gone and person.role != "reader"]
    override = account.segment or account.stage
    return [
        Field(id="name", label=say("Name"), value=account.name),
        Field(
            id="owner",
            label=say("Owner"),
            value=account.owner,
            options=(("", say("nobody")), *sorted(owners, key=lambda owner: owner[1])),
        ),
        Field(id="renewal", label=say("Renewal"), value=_iso(account.renewal), hint="YYYY-MM-DD"),
        Field(
            id="segment",
            label=say("Segment"),
            value=_value(account.segment),
            options=_by_rule(names, "segment", speech),
        ),
        Field(
            id="stage",
            label=say("Stage"),
            value=_value(account.stage),
            options=_by_rule(names, "stage", speech),
        ),
        Field(
            id="why",
            label=say("Reason"),
            value=override.why if override else "",
            hint=say("for a segment or stage set by hand"),
        ),
        Field(
            id="until",
            label=say("Until"),
            value=_iso(override.until if override else None),
            hint="YYYY-MM-DD",
        ),
        Field(
            id="language",
            label=say("Language"),
            value=account.language,
            options=tuple((each, word_of("language", each, speech)) for each in LANGUAGES),
        ),
        Field(id="goal", label=say("Goal"), value=account.goal),
    ]


def _by_rule(names: Names, kind: str, speech: Speech) -> tuple[tuple[str, str], ...]:
    titles = names.segments if kind == "segment" else names.stages
    own = ((name, names.title("segment" if kind == "segment" else "stage", name, speech)) for name in titles)
    return (("", speech.say("by rule")), *own)


def _faults(answers: Answers) -> Mapping[str, Message]:
    faults: dict[str, Message] = {}
    if not answers["name"]:
        faults["name"] = message("An account needs a name")
    for field in ("renewal", "until"):
        if answers[field] and _date(answers[field]) is None:
            faults[field] = message("A date is written YYYY-MM-DD")
    return faults


def _judgement_faults(answers: Answers) -> Mapping[str, Message]:
    if answers["band"] and not answers["why"]:
        return {"why": message("Setting it by hand needs a reason")}
    if answers["until"] and _date(answers["until"]) is None:
        return {"until": message("A date is written YYYY-MM-DD")}
    return {}


def _hand_in(view: View, account: Account, answers: Answers, refused: Refusal) -> None:
    from cadence_tui.workspace.accounts import edit_account

    asked = _asked(answers)
    workspace = view.cadence.workspace
    told = message("Edited: {name}", name=answers["name"])
    view.perform(
        lambda: edit_account(workspace, account.id, asked, seen=account),
        lambda _: view.frame.tell(told),
        refused=refused,
    )


def _asked(answers: Answers) -> Any:
    from cadence_tui.workspace.accounts import AccountEdit

    return AccountEdit(
        name=answers["name"],
        owner=answers["owner"],
        renewal=_date(answers["renewal"]),
        language=answers["language"],  # type: ignore[arg-type]
        goal=answers["goal"],
        segment=answers["segment"],
        stage=answers["stage"],
        why=answers["why"],
        until=_date(answers["until"]),
    )


def _judge(view: View, account: Account, answers: Answers, refused: Refusal) -> None:
    from cadence_tui.workspace.accounts import override_health

    workspace, band, why, until = (
        view.cadence.workspace,
        answers["band"],
        answers["why"],
        _date(answers["until"]),
    )
    told = (
        message("Health of {name} set", name=account.name)
        if band
        else message("Health of {name} as reckoned", name=account.name)
    )
    view.perform(
        lambda: override_health(workspace, account.id, band, why=why, until=until, seen=account),
        lambda _: view.frame.tell(told),
        refused=refused,
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _value(override: Override | None) -> str:
    return override.value if override else ""
