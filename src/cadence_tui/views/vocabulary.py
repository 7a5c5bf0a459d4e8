"""Small words of fixed sets: bands, components, channels, states, kinds of documents."""

from collections.abc import Mapping

from cadence_tui.locale import Speech
from cadence_tui.model.message import Message, message

VOCABULARY: Mapping[str, Mapping[str, Message]] = {
    "band": {
        "green": message("band|green"),
        "yellow": message("band|yellow"),
        "red": message("band|red"),
        "unknown": message("band|unknown"),
    },
    "health_in": {
        "yellow": message("health in|yellow"),
        "red": message("health in|red"),
    },
    "component": {
        "usage": message("component|usage"),
        "adoption": message("component|adoption"),
        "attendance": message("component|attendance"),
        "support": message("component|support"),
        "sentiment": message("component|sentiment"),
        "surveys": message("component|surveys"),
        "promises": message("component|promises"),
        "relationship": message("component|relationship"),
    },
    "channel": {
        "call": message("channel|call"),
        "video": message("channel|video call"),
        "email": message("channel|email"),
        "message": message("channel|chat message"),
        "auto_email": message("channel|automated email"),
        "in_app": message("channel|in-app message"),
        "group": message("channel|group session"),
    },
    "delivered_by": {
        "csm": message("delivered by|the CSM"),
        "pod": message("delivered by|the pod"),
        "automation": message("delivered by|automation"),
    },
    "ratio_state": {
        "below": message("ratio|below the guideline"),
        "within": message("ratio|within the guideline"),
        "above": message("ratio|above the guideline"),
        "unknown": message("ratio|no guideline"),
    },
    "verdict": {
        "fits": message("load|fits"),
        "tight": message("load|fits if moved"),
        "breaks": message("load|breaks"),
    },
    "touch_status": {
        "due": message("touch|due"),
        "planned": message("touch|planned"),
        "confirmed": message("touch|confirmed"),
        "held": message("touch|held"),
        "no_show": message("touch|no-show"),
        "declined": message("touch|declined"),
        "cancelled": message("touch|cancelled"),
    },
    "sentiment": {
        "positive": message("sentiment|positive"),
        "neutral": message("sentiment|neutral"),
        "concerning": message("sentiment|concerning"),
    },
    "relationship": {
        "strong": message("relationship|strong"),
        "moderate": message("relationship|moderate"),
        "at_risk": message("relationship|at risk"),
    },
    "adoption": {
        "on_track": message("adoption|on track"),
        "needs_attention": message("adoption|needs attention"),
        "strong": message("adoption|strong"),
    },
    "flag": {
        "strategic": message("flag|strategic"),
        "complex": message("flag|complex implementation"),
        "expansion": message("flag|high expansion potential"),
    },
    "state": {
        "ok": message("rhythm|kept"),
        "amber": message("rhythm|getting late"),
        "red": message("rhythm|neglected"),
        "unknown": message("rhythm|unknown"),
    },
    "severity": {
        "low": message("severity|low"),
        "normal": message("severity|normal"),
        "high": message("severity|high"),
        "critical": message("severity|critical"),
    },
    "kind": {
        "account": message("kind|account"),
        "contact": message("kind|contact"),
        "touchpoint": message("kind|touchpoint"),
        "call": message("kind|call"),
        "action": message("kind|promise"),
        "survey": message("kind|survey"),
        "ticket": message("kind|ticket"),
        "person": message("kind|person"),
        "signal": message("kind|signal"),
        "usage": message("kind|usage"),
        "settings": message("kind|settings"),
        "adaptation": message("kind|adaptation"),
        "experiment": message("kind|experiment"),
        "busy": message("kind|busy times"),
        "group_session": message("kind|group session"),
        "risk": message("kind|risk"),
        "opportunity": message("kind|opportunity"),
        "handoff": message("kind|hand-off"),
        "review": message("kind|review"),
        "question": message("kind|question"),
    },
    "risk_severity": {
        "low": message("risk|low"),
        "medium": message("risk|medium"),
        "high": message("risk|high"),
    },
    "risk_status": {
        "open": message("risk|open"),
        "settled": message("risk|settled"),
        "lost": message("risk|came true"),
    },
    "opportunity_status": {
        "open": message("opportunity|open"),
        "proposed": message("opportunity|proposed"),
        "won": message("opportunity|won"),
        "lost": message("opportunity|lost"),
    },
    "handoff_to": {
        "account_team": message("hand-off|account team"),
        "support": message("hand-off|support"),
        "product": message("hand-off|product"),
        "specialist": message("hand-off|specialist"),
    },
    "handoff_status": {
        "open": message("hand-off|waiting"),
        "taken": message("hand-off|taken up"),
        "done": message("hand-off|answered"),
    },
    "outcome": {
        "held": message("outcome|as booked"),
        "short": message("outcome|cut short"),
        "wrong_contact": message("outcome|wrong contact"),
    },
    "change": {
        "slower": message("change|less often"),
        "faster": message("change|more often"),
        "mail": message("change|by mail"),
        "ask": message("change|ask the customer"),
    },
    "language": {
        "en": message("language|English"),
        "es": message("language|Spanish"),
        "pt-BR": message("language|Portuguese"),
    },
    "session_form": {
        "office_hours": message("session|office hours"),
        "user_group": message("session|user group"),
        "webinar": message("session|webinar"),
        "workshop": message("session|workshop"),
    },
    "guest_status": {
        "chosen": message("guest|not invited yet"),
        "invited": message("guest|invited"),
        "accepted": message("guest|accepted"),
        "declined": message("guest|declined"),
        "attended": message("guest|came"),
        "no_show": message("guest|no-show"),
    },
    "session_status": {
        "planned": message("session|planned"),
        "held": message("session|held"),
        "cancelled": message("session|cancelled"),
    },
    "arm": {"a": message("A"), "b": message("B")},
    "survey": {"nps": message("NPS"), "csat": message("CSAT")},
}


def word_of(kind: str, name: str, speech: Speech) -> str:
    """The word of a name of that set; one that is not in the set stands for itself."""
    found = VOCABULARY[kind].get(name)
    return speech.word(found) if found else name.replace("_", " ")
