"""What of each kind of document is searched: its texts, their days, who wrote or owns them (C9)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from cadence_tui.model.documents import (
    Account,
    Action,
    Call,
    Contact,
    Document,
    GroupSession,
    Handoff,
    Opportunity,
    OwnQuestion,
    Person,
    Review,
    Risk,
    Signal,
    Survey,
    Ticket,
    Touchpoint,
)
from cadence_tui.model.documents.remarks import Comment, Verdict

Written = tuple[str, date | None, tuple[str, ...]]
"""A text, its day, and who wrote or owns it: ids of people, names or ids of contacts."""


def texts_of(document: Document) -> Iterator[Written]:
    """The texts of a document, those that tell most of it first."""
    return (each for each in TEXTS[type(document)](document) if each[0])


def _account_texts(account: Account) -> Iterator[Written]:
    who = (account.owner,)
    for text in (account.name, account.external_id, account.goal, account.industry, " ".join(account.tags)):
        yield text, account.start, who
    for override in (account.health, account.segment, account.stage):
        if override is not None:
            yield override.why, _day(override.at), (override.by,)
            yield from _verdicts(override.verdicts)


def _contact_texts(contact: Contact) -> Iterator[Written]:
    text = " · ".join(filter(None, (contact.name, contact.role, contact.email, contact.phone)))
    yield text, None, (contact.id,)


def _person_texts(person: Person) -> Iterator[Written]:
    yield " · ".join(filter(None, (person.name, person.login, person.pod, person.email))), None, (person.id,)


def _call_texts(call: Call) -> Iterator[Written]:
    when, who = _day(call.started), (call.owner,)
    for entry in call.entries:
        yield entry.text, _day(entry.at), tuple(dict.fromkeys((call.owner, entry.owner)))
    several = (*call.key_points, *call.concerns, *call.opportunities, *call.shared)
    for text in (call.summary, *several, call.forecast, call.no_next_reason, call.draft, call.recap):
        yield text, when, who


def _action_texts(action: Action) -> Iterator[Written]:
    when, who = _day(action.created), (action.owner, action.covers)
    yield action.title, when, who
    yield from _comments(action.comments)
    for slip in action.slips:
        yield slip.why, _day(slip.at), (slip.by,)
    yield from _verdicts(action.verdicts)
    yield action.blocked_reason, when, who
    yield action.evidence, _day(action.done) or when, who


def _touch_texts(touch: Touchpoint) -> Iterator[Written]:
    yield touch.purpose, touch.date, (touch.owner,)


def _survey_texts(survey: Survey) -> Iterator[Written]:
    yield survey.comment, survey.date, (survey.contact,)


def _ticket_texts(ticket: Ticket) -> Iterator[Written]:
    yield ticket.title, ticket.opened, ()


def _signal_texts(signal: Signal) -> Iterator[Written]:
    yield signal.why, _day(signal.ended or signal.updated or signal.raised), (signal.by,)


def _risk_texts(risk: Risk) -> Iterator[Written]:
    when, who = _day(risk.raised), (risk.owner,)
    for text in (risk.title, risk.plan):
        yield text, when, who
    yield risk.outcome, _day(risk.ended) or when, who
    yield from _comments(risk.comments)
    yield from _verdicts(risk.verdicts)


def _opportunity_texts(chance: Opportunity) -> Iterator[Written]:
    when, who = _day(chance.raised), (chance.owner,)
    yield chance.title, when, who
    yield chance.outcome, _day(chance.ended) or when, who
    yield from _comments(chance.comments)


def _handoff_texts(handoff: Handoff) -> Iterator[Written]:
    when, who = _day(handoff.at), (handoff.by, handoff.person)
    for text in (handoff.what, handoff.why):
        yield text, when, who
    yield handoff.answer, _day(handoff.ended) or when, who


def _review_texts(review: Review) -> Iterator[Written]:
    when, who = _day(review.signed), (review.lead,)
    yield review.comment, when, who
    for item in review.items:
        for text in (item.why, *item.remarks):
            yield text, when, who


def _session_texts(session: GroupSession) -> Iterator[Written]:
    for text in (session.title, session.topics, session.where):
        yield text, _day(session.start), (session.owner,)


def _question_texts(question: OwnQuestion) -> Iterator[Written]:
    for text in (question.text, *question.follow_ups):
        yield text, _day(question.made), (question.by,)


def _comments(comments: Iterable[Comment]) -> Iterator[Written]:
    for comment in comments:
        yield comment.text, _day(comment.at), (comment.by,)


def _verdicts(verdicts: Iterable[Verdict]) -> Iterator[Written]:
    for verdict in verdicts:
        yield verdict.why, _day(verdict.at), (verdict.by,)


def _day(instant: datetime | None) -> date | None:
    return instant.astimezone(UTC).date() if instant else None


TEXTS: Mapping[type[Document], Callable[[Any], Iterator[Written]]] = {
    Account: _account_texts,
    Contact: _contact_texts,
    Person: _person_texts,
    Call: _call_texts,
    Action: _action_texts,
    Touchpoint: _touch_texts,
    Survey: _survey_texts,
    Ticket: _ticket_texts,
    Signal: _signal_texts,
    Risk: _risk_texts,
    Opportunity: _opportunity_texts,
    Handoff: _handoff_texts,
    Review: _review_texts,
    GroupSession: _session_texts,
    OwnQuestion: _question_texts,
}
"""Every kind that has something written in it."""
