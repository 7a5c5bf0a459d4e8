"""The lead's verdicts by key: each with a proposal, so that the key and enter are enough (A3)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from cadence_tui.model.documents import Action
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.practice.review import AccountOverride, ReviewItem, Subject, account_of_subject, answerable
from cadence_tui.practice.review_proposals import proposed_date
from cadence_tui.tui.actions.prompts import ask_day, ask_line, ask_owner, ask_words, carry_out
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.views.review import first_reason
from cadence_tui.views.words import Words
from cadence_tui.workspace import review
from cadence_tui.workspace.review_page import NewOwner, new_owners
from cadence_tui.workspace.review_record import sign_off

if TYPE_CHECKING:
    from cadence_tui.tui.actions.review import ReviewView


def approve(view: "ReviewView", item: ReviewItem) -> None:
    """It is in good hands."""
    ws = view.cadence.workspace
    view.judge(item, "approved", lambda: review.approve(ws, item.id))


def ask_return(view: "ReviewView", item: ReviewItem) -> None:
    """Asks why it goes back; enter takes the weightiest reason."""
    ws = view.cadence.workspace

    def give_back(why: str) -> None:
        view.judge(item, "returned", lambda: review.send_back(ws, item.id, reason=why))

    ask_words(view, view.cadence.speech.say("returned, because:"), give_back, fallback=_reason(view, item))


def ask_escalation(view: "ReviewView", item: ReviewItem) -> None:
    """Asks until when it has the lead's attention; enter takes the day shown."""
    speech, ws = view.cadence.speech, view.cadence.workspace

    def escalate(day: date, why: str) -> None:
        view.judge(item, "escalated", lambda: review.escalate(ws, item.id, deadline=day, why=why))

    fallback = ws.today() + timedelta(days=ws.rules.review.escalation_days)
    ask_day(view, speech.say("settle it until:"), escalate, fallback=fallback)


def ask_new_owner(view: "ReviewView", item: ReviewItem) -> None:
    """Asks who sees to it from now on; the first one is who a lead would choose."""
    ws, subject = view.cadence.workspace, view.subject(item)

    def give(owner: str) -> None:
        view.judge(item, "reassigned", lambda: review.reassign(ws, item.id, to=owner))

    if isinstance(subject, Action) and subject.side == "theirs":
        account = account_of_subject(subject)
        ask_owner(view, side="theirs", account=account, people=[], then=give, present=subject.owner)
        return

    def choose(owners: list[NewOwner]) -> None:
        choices = [
            Choice(each.person.id, plain(each.person.name), _room(view, each), each.person.login)
            for each in owners
        ]
        speech = view.cadence.speech
        view.app.push_screen(
            Picker(speech.say("Whose is it?"), choices, speech), lambda key: give(key) if key else None
        )

    view.read(lambda: new_owners(ws, subject, view.room), choose, group="owners")


def ask_new_date(view: "ReviewView", item: ReviewItem) -> None:
    """Asks for another date; enter takes the day and the reason shown."""
    speech, ws, subject = view.cadence.speech, view.cadence.workspace, view.subject(item)
    owner = view.people.get(answerable(subject))

    def move(day: date, why: str) -> None:
        view.judge(item, "redated", lambda: review.redate(ws, item.id, due=day, why=why))

    ask_day(
        view,
        speech.say("new date:"),
        move,
        why=speech.say("why does it move?"),
        fallback=proposed_date(subject, ws.rules.review, ws.today(), owner),
        reason=_reason(view, item),
    )


def ask_rule(view: "ReviewView", item: ReviewItem) -> None:
    """Asks why the rule decides again; enter takes the weightiest reason."""
    ws = view.cadence.workspace

    def end(why: str) -> None:
        view.judge(item, "returned", lambda: review.let_rule_decide(ws, item.id, reason=why))

    label = view.cadence.speech.say("by the rule again, because:")
    ask_words(view, label, end, fallback=_reason(view, item))


def ask_remark(view: "ReviewView", item: ReviewItem) -> None:
    """Asks for a remark; the item stays in front."""
    ws = view.cadence.workspace

    def remark(text: str) -> None:
        carry_out(
            view,
            lambda: review.comment(ws, item.id, text=text),
            lambda: view.sitting.remarked.add(item.id),
        )

    ask_words(view, view.cadence.speech.say("remark:"), remark)


def ask_signature(view: "ReviewView") -> None:
    """Asks for closing words, which may be none, and signs the review."""
    ws, speech, sitting, since = (
        view.cadence.workspace,
        view.cadence.speech,
        view.sitting,
        view.began,
    )

    def sign(words: str) -> None:
        session = sitting.session
        carry_out(
            view,
            lambda: sign_off(
                ws,
                sitting.touched,
                since=since,
                undecided=len(session.undecided),
                comment=words,
                was=view.at_first,
            ),
            view.leave,
        )

    label = speech.say("closing words:")
    if left := len(sitting.session.undecided):
        question = speech.plural("Sign with {n} undecided?", "Sign with {n} undecided?", left)
        label = f"{question} {label}"
    ask_line(view, label, sign, hint=speech.say("to the pod, or enter alone"))


def unfit(verb: str, subject: Subject, today: date) -> Message | None:
    """Why a verdict means nothing for an item of that kind, if so."""
    if not isinstance(subject, AccountOverride):
        if verb == "by-rule":
            return message("Only what was set by hand can go back to its rule")
        closed = isinstance(subject, Action) and subject.status not in LIVE_STATUSES
        if verb in ("reassign", "redate") and closed:
            return message("It is called done: approve it, or return it to open it again")
        return None
    until = subject.override.until
    if verb == "by-rule" and until is not None and until < today:
        return message("It has ended already, on {day}", day=until)
    if verb == "reassign":
        return message("What was set by hand has no owner to change: return it, or let the rule decide")
    if verb == "comment":
        return message("What was set by hand takes a verdict, not a remark: return it with words")
    return None


def _reason(view: "ReviewView", item: ReviewItem) -> str:
    return first_reason(item, Words(speech=view.cadence.speech, names=view.sitting.session.names))


def _room(view: "ReviewView", owner: NewOwner) -> str:
    pod = plain(owner.person.pod)
    if owner.free is None:
        return pod
    free = view.cadence.speech.say("{n} min free", n=owner.free)
    return f"{pod} · {free}" if pod else free
