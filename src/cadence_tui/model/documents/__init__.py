"""The documents of a store, one module per subject; `KINDS` names them all."""

from cadence_tui.model.documents.account import Account, Contact, Override, Pinned, Preferences, Rhythm
from cadence_tui.model.documents.action import Action, Nudge, Slip
from cadence_tui.model.documents.adaptation import Adaptation, Arm, Assigned, Evidence, Experiment
from cadence_tui.model.documents.base import Document
from cadence_tui.model.documents.calendar import (
    BusyCalendar,
    BusySpan,
    Cover,
    CoverPart,
    GroupSession,
    Guest,
)
from cadence_tui.model.documents.call import Call, Entry, HalfLine, SectionTime
from cadence_tui.model.documents.evidence import Signal, Survey, TeamUse, Ticket, Usage, UsageWeek
from cadence_tui.model.documents.outlook import Handoff, Opportunity, Risk
from cadence_tui.model.documents.person import Absence, Person
from cadence_tui.model.documents.question import OwnQuestion
from cadence_tui.model.documents.remarks import Comment, Verdict
from cadence_tui.model.documents.review import Review, Reviewed
from cadence_tui.model.documents.rule_text import RuleText
from cadence_tui.model.documents.settings import Settings
from cadence_tui.model.documents.touchpoint import Touchpoint

KINDS: dict[str, type[Document]] = {
    "account": Account,
    "contact": Contact,
    "person": Person,
    "touchpoint": Touchpoint,
    "call": Call,
    "action": Action,
    "signal": Signal,
    "usage": Usage,
    "ticket": Ticket,
    "survey": Survey,
    "adaptation": Adaptation,
    "experiment": Experiment,
    "settings": Settings,
    "rules": RuleText,
    "busy": BusyCalendar,
    "cover": Cover,
    "group_session": GroupSession,
    "risk": Risk,
    "opportunity": Opportunity,
    "handoff": Handoff,
    "review": Review,
    "question": OwnQuestion,
}

__all__ = [
    "KINDS",
    "Absence",
    "Account",
    "Action",
    "Adaptation",
    "Arm",
    "Assigned",
    "BusyCalendar",
    "BusySpan",
    "Call",
    "Comment",
    "Contact",
    "Cover",
    "CoverPart",
    "Document",
    "Entry",
    "Evidence",
    "Experiment",
    "GroupSession",
    "Guest",
    "HalfLine",
    "Handoff",
    "Nudge",
    "Opportunity",
    "Override",
    "OwnQuestion",
    "Person",
    "Pinned",
    "Preferences",
    "Review",
    "Reviewed",
    "Rhythm",
    "Risk",
    "RuleText",
    "SectionTime",
    "Settings",
    "Signal",
    "Slip",
    "Survey",
    "TeamUse",
    "Ticket",
    "Touchpoint",
    "Usage",
    "UsageWeek",
    "Verdict",
]
