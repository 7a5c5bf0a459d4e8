"""Gathers what the live guide of a call needs: agenda, questions, findings, names (C3, C4)."""

from msgspec import Struct

from cadence_tui.locale import LANGUAGES
from cadence_tui.model.documents import Account, Call, Contact, Touchpoint
from cadence_tui.model.message import Reason
from cadence_tui.model.rules.call import Agenda, Guide
from cadence_tui.model.rules.questions import QuestionBank
from cadence_tui.model.rules.worded import Worded
from cadence_tui.practice.observations import Observation, observations
from cadence_tui.practice.questions import (
    LeftQuestion,
    Prompt,
    Wanted,
    left_questions,
    resting_questions,
    suggest,
)
from cadence_tui.views.names import Names, names_of
from cadence_tui.workspace.calls import agenda_of
from cadence_tui.workspace.capturing import Listener, listener
from cadence_tui.workspace.questions import own_questions
from cadence_tui.workspace.session import Workspace

_TEAM_CODES = ("team_silent", "team_drop", "teams_apart")
_FINDINGS = 4
_LEFT = 4


class GuideFacts(Struct, frozen=True, kw_only=True):
    """What seldom changes while a call runs.

    `section_titles` know the sections of all agendas: those of an earlier one may have used time.
    """

    account: Account
    contact: str
    touch: Touchpoint | None
    agenda: Agenda
    guide: Guide
    section_titles: dict[str, Worded]
    banks: dict[str, QuestionBank]
    wanted: Wanted
    left: tuple[LeftQuestion, ...]
    findings: tuple[Reason, ...]
    names: Names
    listener: Listener

    @property
    def bank(self) -> QuestionBank:
        """The questions in the customer's language."""
        return self.banks[self.account.language]

    def prompts(self, section: str, *, every_topic: bool = False) -> list[Prompt]:
        """The questions of a section, or of all topics, best first."""
        topics = next((each.topics for each in self.agenda.sections if each.id == section), ())
        if not topics and not every_topic:
            return []
        chosen = tuple(self.bank.topics) if every_topic else topics
        return suggest(self.bank, chosen, self.wanted)


def guide_facts(ws: Workspace, call_id: str, language: str) -> GuideFacts:
    """The guide of a call for a reader of that language. Raises NotFound."""
    call = ws.records.get(Call, call_id)
    record, rules = ws.records.record(call.account), ws.rules
    touch = next((touch for touch in record.touchpoints if touch.id == call.touchpoint), None)
    found = observations(record, rules.health, ws.today())
    return GuideFacts(
        account=record.account,
        contact=_contact(record.contacts, touch),
        touch=touch,
        agenda=agenda_of(ws, call),
        section_titles={
            section.id: section.title
            for agenda in (*rules.agendas.agendas, agenda_of(ws, call))
            for section in agenda.sections
        },
        guide=rules.agendas.guide,
        banks={name: rules.questions(name) for name in dict.fromkeys((record.account.language, *LANGUAGES))},
        wanted=Wanted(
            resting=resting_questions(record.calls, rules.agendas.guide.rest_calls, current=call.id),
            pinned=record.account.pinned_questions,
            facts=_facts(record.account, found),
            own=own_questions(ws, call.account),
        ),
        left=tuple(left_questions(record.calls, current=call.id)[:_LEFT]),
        findings=tuple(Reason(finding.code, finding.args) for finding in found[:_FINDINGS]),
        names=names_of(rules.touch_model, ws.records.people()),
        listener=listener(ws, call, language),
    )


def _contact(contacts: list[Contact], touch: Touchpoint | None) -> str:
    """Whom the call is with: the one it was planned with, else the champion."""
    if touch is not None and touch.contact:
        return next((person.name for person in contacts if person.id == touch.contact), touch.contact)
    return next((person.name for person in contacts if person.champion and not person.left), "")


def _facts(account: Account, found: list[Observation]) -> dict[str, str]:
    """What may fill a question: the team in trouble, the feature lately taken up, the goal."""
    facts = {"goal": account.goal}
    for finding in reversed(found):
        if finding.code in _TEAM_CODES:
            facts["team"] = str(finding.args.get("other") or finding.args["team"])
        elif finding.code == "feature_new":
            facts["feature"] = str(finding.args["feature"])
    return {name: fact for name, fact in facts.items() if fact}
