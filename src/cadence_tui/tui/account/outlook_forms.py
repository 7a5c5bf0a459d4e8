"""Forms for the risks and opportunities of an account (C7, R6, R7)."""

from datetime import date
from typing import Any, cast

from msgspec import UNSET

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Opportunity, Person, Risk
from cadence_tui.model.documents.outlook import OpportunityStatus, RiskSeverity, RiskStatus
from cadence_tui.model.message import Message, message
from cadence_tui.practice.typed_date import typed_date
from cadence_tui.tui.dialogs.form import Answers, Field, Form, fill_in
from cadence_tui.tui.errands import Refusal
from cadence_tui.tui.view import View
from cadence_tui.views.vocabulary import VOCABULARY
from cadence_tui.workspace import opportunities, risks


def ask_risk(view: View, account_id: str, risk: Risk | None = None) -> None:
    """Asks for a new risk, or for what shall be different about one."""
    ws, speech = view.cadence.workspace, view.cadence.speech

    def ask(people: list[Person]) -> None:
        title = speech.say("Risk") if risk else speech.say("New risk")
        form = Form(title, _risk_fields(risk, people, speech), speech, lambda each: _day_fault(view, each))
        fill_in(view, form, hand_in)

    def hand_in(answers: Answers, refused: Refusal) -> None:
        given: dict[str, Any] = {
            "severity": cast(RiskSeverity, answers["severity"]),
            "owner": answers["owner"],
            "plan": answers["plan"],
            "plan_due": _day(view, answers["day"]),
        }
        if risk is None:
            view.perform(lambda: risks.add_risk(ws, account_id, answers["title"], **given), refused=refused)
            return
        status = cast(RiskStatus, answers["status"])
        edit = risks.RiskEdit(
            title=answers["title"],
            status=status if status != risk.status else UNSET,
            outcome=answers["outcome"],
            remark=answers["remark"],
            **given,
        )
        was = risk
        view.perform(lambda: risks.edit_risk(ws, was.id, edit, seen=was), refused=refused)

    view.perform(ws.records.people, ask)


def ask_opportunity(view: View, account_id: str, opportunity: Opportunity | None = None) -> None:
    """Asks for a new opportunity, or for what shall be different about one."""
    ws, speech = view.cadence.workspace, view.cadence.speech

    def ask(people: list[Person]) -> None:
        title = speech.say("Opportunity") if opportunity else speech.say("New opportunity")
        fields = _opportunity_fields(opportunity, people, speech)
        fill_in(view, Form(title, fields, speech, lambda each: _day_fault(view, each)), hand_in)

    def hand_in(answers: Answers, refused: Refusal) -> None:
        given: dict[str, Any] = {
            "owner": answers["owner"],
            "amount": answers["amount"],
            "expected": _day(view, answers["day"]),
        }
        if opportunity is None:
            view.perform(
                lambda: opportunities.add_opportunity(ws, account_id, answers["title"], **given),
                refused=refused,
            )
            return
        status = cast(OpportunityStatus, answers["status"])
        edit = opportunities.OpportunityEdit(
            title=answers["title"],
            status=status if status != opportunity.status else UNSET,
            outcome=answers["outcome"],
            remark=answers["remark"],
            **given,
        )
        was = opportunity
        view.perform(
            lambda: opportunities.edit_opportunity(ws, was.id, edit, seen=was),
            refused=refused,
        )

    view.perform(ws.records.people, ask)


def _risk_fields(risk: Risk | None, people: list[Person], speech: Speech) -> list[Field]:
    say = speech.say
    severity = risk.severity if risk else "medium"
    return [
        Field(id="title", label=say("risk|What threatens it"), value=risk.title if risk else ""),
        Field(id="severity", label=say("Severity"), value=severity, options=_words("risk_severity", speech)),
        _owner(risk.owner if risk else "", people, speech),
        Field(
            id="plan", label=say("Plan"), value=risk.plan if risk else "", hint=say("what is done against it")
        ),
        _day_field(say("Plan until"), risk.plan_due if risk else None, speech),
        *(_ending("risk_status", risk.status, risk.outcome, speech) if risk else ()),
    ]


def _opportunity_fields(each: Opportunity | None, people: list[Person], speech: Speech) -> list[Field]:
    say = speech.say
    amount = f"{each.amount.amount} {each.amount.currency}" if each and each.amount else ""
    return [
        Field(id="title", label=say("opportunity|What they may buy"), value=each.title if each else ""),
        Field(id="amount", label=say("Amount"), value=amount, hint=say("such as 5k, or 12,000 EUR")),
        _owner(each.owner if each else "", people, speech),
        _day_field(say("Expected"), each.expected if each else None, speech),
        *(_ending("opportunity_status", each.status, each.outcome, speech) if each else ()),
    ]


def _ending(kind: str, status: str, outcome: str, speech: Speech) -> tuple[Field, ...]:
    say = speech.say
    return (
        Field(id="status", label=say("State"), value=status, options=_words(kind, speech)),
        Field(id="outcome", label=say("Outcome"), value=outcome, hint=say("what became of it")),
        Field(id="remark", label=say("Remark")),
    )


def _owner(owner: str, people: list[Person], speech: Speech) -> Field:
    options = tuple((each.id, each.name) for each in people if not each.gone or each.id == owner)
    return Field(id="owner", label=speech.say("Owner"), value=owner, options=(("", "–"), *options))


def _day_field(label: str, day: date | None, speech: Speech) -> Field:
    hint = speech.say("a day: Friday, 4/12, in two weeks")
    return Field(id="day", label=label, value=day.isoformat() if day else "", hint=hint)


def _words(kind: str, speech: Speech) -> tuple[tuple[str, str], ...]:
    return tuple((key, speech.word(word)) for key, word in VOCABULARY[kind].items())


def _day(view: View, text: str) -> date | None:
    ws = view.cadence.workspace
    words = ws.rules.capture_words(view.cadence.speech.language).dates
    return typed_date(text, words, ws.today()).day if text else None


def _day_fault(view: View, answers: Answers) -> dict[str, Message]:
    if answers["day"] and _day(view, answers["day"]) is None:
        return {"day": message("No day can be read in this: {text}", text=answers["day"])}
    return {}
