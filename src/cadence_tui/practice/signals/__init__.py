"""What happened at a customer that starts a touch, by when, and what becomes of it (T7)."""

from cadence_tui.practice.signals.answering import answers
from cadence_tui.practice.signals.deadline import deadline_of
from cadence_tui.practice.signals.detect import found_on, over_on
from cadence_tui.practice.signals.evidence import Evidence, evidence_of
from cadence_tui.practice.signals.found import TOLD, EndCode, Found, signal_reason
from cadence_tui.practice.signals.reconcile import Moment, Step, reconcile, reopened, signal_id
from cadence_tui.practice.signals.replay import Episode, replay

__all__ = [
    "TOLD",
    "EndCode",
    "Episode",
    "Evidence",
    "Found",
    "Moment",
    "Step",
    "answers",
    "deadline_of",
    "evidence_of",
    "found_on",
    "over_on",
    "reconcile",
    "reopened",
    "replay",
    "signal_id",
    "signal_reason",
]
