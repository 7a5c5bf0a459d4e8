"""Causes that people give: a champion who left, answers to the NPS question. Of each, the newest counts."""

from collections.abc import Iterator

from cadence_tui.model.documents import Signal, Survey
from cadence_tui.model.rules.signals import CallConcern, ChampionLeft, Detractor, Promoter
from cadence_tui.practice.signals.evidence import Day
from cadence_tui.practice.signals.found import Found


def only_told(at: Day, rule: CallConcern) -> Iterator[Found]:
    """Nothing: what is said in a call is told by whoever closes it."""
    return iter(())


def champion_left(at: Day, rule: ChampionLeft) -> Iterator[Found]:
    """Champions who left in the last days."""
    for contact in at.evidence.contacts:
        if not contact.champion or contact.left is None:
            continue
        if 0 <= (at.day - contact.left).days <= rule.within_days:
            left = contact.left.isoformat()
            figures = {"name": contact.name, "left": left, "source": contact.id}
            yield Found(
                cause="champion_left", subject=contact.id, since=contact.left, evidence=left, figures=figures
            )


def champion_is_back(at: Day, rule: ChampionLeft, signal: Signal) -> bool:
    """Whether a champion did not leave after all."""
    contact = at.evidence.contact(signal.subject)
    return contact is not None and (contact.left is None or contact.left > at.day)


def detractor(at: Day, rule: Detractor) -> Iterator[Found]:
    """Whoever would not recommend us."""
    for subject, answer in newest_answers(at).items():
        if answer.score <= rule.score_to and (at.day - answer.date).days <= rule.within_days:
            yield _answered("detractor", subject, answer, at)


def no_longer_detractor(at: Day, rule: Detractor, signal: Signal) -> bool:
    """Whether the same contact has answered better since."""
    newest = newest_answers(at).get(at.evidence.subject(signal.subject))
    return newest is not None and newest.score > rule.score_to


def promoter(at: Day, rule: Promoter) -> Iterator[Found]:
    """Whoever recommends us."""
    for subject, answer in newest_answers(at).items():
        if answer.score >= rule.score_from and (at.day - answer.date).days <= rule.within_days:
            yield _answered("promoter", subject, answer, at)


def no_longer_promoter(at: Day, rule: Promoter, signal: Signal) -> bool:
    """Whether the same contact has answered worse since."""
    newest = newest_answers(at).get(at.evidence.subject(signal.subject))
    return newest is not None and newest.score < rule.score_from


def newest_answers(at: Day) -> dict[str, Survey]:
    """The newest answer of each contact, by contact; one of nobody known stands for itself.

    Of several on one day the worst counts: good news must not hide a complaint.
    """
    newest: dict[str, Survey] = {}
    for answer in at.evidence.answers:
        if answer.date > at.day:
            break
        subject = at.evidence.subject(answer.contact) or answer.id
        before = newest.get(subject)
        if before is None or (before.date, -before.score) <= (answer.date, -answer.score):
            newest[subject] = answer
    return newest


def _answered(cause: str, subject: str, answer: Survey, at: Day) -> Found:
    contact = at.evidence.contact(subject)
    figures = {
        "score": answer.score,
        "name": contact.name if contact else answer.contact,
        "answered": answer.date.isoformat(),
        "source": answer.id,
    }
    return Found(cause=cause, subject=subject, since=answer.date, evidence=answer.id, figures=figures)
