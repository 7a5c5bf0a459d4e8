"""What brings an input back to full marks; reckoned only when somebody asks for the way to green."""

from collections.abc import Callable

from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.practice.health.result import Part
from cadence_tui.practice.health.scale import full_marks


def remedy(part: Part, rules: HealthRules) -> Reason:
    """The remedy of an input that misses points; inputs mended by one act have equal remedies."""
    return _REMEDIES[part.name](part, rules)


def _logins(part: Part, rules: HealthRules) -> Reason:
    return reason("begin_using") if part.reason.code == "logins_none" else _team(part, rules)


def _team(part: Part, rules: HealthRules) -> Reason:
    return reason("team_back", team=part.subject)


def _active(part: Part, rules: HealthRules) -> Reason:
    return reason("activate_users", share=round(part.reason.args["usual"] * full_marks(rules.usage.trend), 3))


def _seats(part: Part, rules: HealthRules) -> Reason:
    args = part.reason.args
    return reason(
        "use_seats", active=args["active"], seats=args["seats"], share=full_marks(rules.adoption.seats)
    )


def _features(part: Part, rules: HealthRules) -> Reason:
    return reason(
        "use_features", features=part.reason.args["idle"], share=full_marks(rules.adoption.features)
    )


def _held(part: Part, rules: HealthRules) -> Reason:
    return reason("attend_calls", share=full_marks(rules.attendance.held))


def _recency(part: Part, rules: HealthRules) -> Reason:
    return reason("hold_touch", usual=part.reason.args["usual"])


def _calls(part: Part, rules: HealthRules) -> Reason:
    return reason("better_calls", about=part.subject, calls=part.reason.args["calls"])


def _survey(part: Part, rules: HealthRules) -> Reason:
    scale = rules.surveys.kinds[part.subject].scale
    return reason("survey_again", survey=part.subject, score=full_marks(scale))


def _tickets(part: Part, rules: HealthRules) -> Reason:
    args = part.reason.args
    return reason("resolve_tickets", open=args["open"], critical=args["critical"])


def _overdue(part: Part, rules: HealthRules) -> Reason:
    args = part.reason.args
    return reason("keep_promises", late=args["late"], open=args["open"])


def _kept(part: Part, rules: HealthRules) -> Reason:
    return reason("keep_in_time", in_time=part.reason.args["in_time"], of=part.reason.args["of"])


def _role(part: Part, rules: HealthRules) -> Reason:
    if part.reason.code == "role_left":
        return reason("find_role", role=part.subject)
    return reason("settle_role", role=part.subject, name=part.reason.args["name"])


_REMEDIES: dict[str, Callable[[Part, HealthRules], Reason]] = {
    "logins": _logins,
    "active": _active,
    "seats": _seats,
    "teams": _team,
    "features": _features,
    "held": _held,
    "recency": _recency,
    "calls": _calls,
    "survey": _survey,
    "tickets": _tickets,
    "overdue": _overdue,
    "kept": _kept,
    "role": _role,
}
