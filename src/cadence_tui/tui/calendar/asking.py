"""What the calendar asks for: a new call, another length or purpose."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Account, Touchpoint
from cadence_tui.model.message import Message, message
from cadence_tui.practice.contact_budget import Budget
from cadence_tui.practice.typed_date import typed_date
from cadence_tui.tui.dialogs.doubt import Doubt
from cadence_tui.tui.dialogs.form import Answers, Field, Form, fill_in
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.errands import Refusal
from cadence_tui.tui.pages import page_lines
from cadence_tui.views.budget_lines import eligible_lines
from cadence_tui.views.calendar_entries import Card
from cadence_tui.views.calendar_lines import their_hour
from cadence_tui.views.names import names_of
from cadence_tui.views.words import Words
from cadence_tui.workspace import touches
from cadence_tui.workspace.budget import contact_budget
from cadence_tui.workspace.placing import Placing, Spot

if TYPE_CHECKING:
    from cadence_tui.tui.calendar.handling import CalendarHandled


_BY_HAND, _OPEN = "hand", "open"


def ask_new(view: "CalendarHandled") -> None:
    """Asks with whom, then the rest."""
    ws, owner = view.cadence.workspace, view.calendar.book.owner

    def read() -> list[Account]:
        mine = [account for account in ws.records.accounts() if account.owner == owner.id]
        return sorted(mine, key=lambda account: account.name)

    view.read(read, lambda found: _pick_account(view, found), group="accounts")


def ask_edit(view: "CalendarHandled", touch: Touchpoint) -> None:
    """Asks for length and purpose."""
    speech = view.cadence.speech
    fields = [
        Field(id="minutes", label=speech.say("Minutes"), value=str(touch.minutes)),
        Field(id="purpose", label=speech.say("Purpose"), value=touch.purpose),
    ]

    def done(answers: Answers, refused: Refusal) -> None:
        ws, minutes, purpose = view.cadence.workspace, int(answers["minutes"]), answers["purpose"]
        view.perform(
            lambda: touches.edit_touch(ws, touch.id, minutes=minutes, purpose=purpose, seen=touch),
            refused=refused,
        )

    fill_in(view, Form(speech.say("Call"), fields, speech, _check_minutes), done)


def ask_reschedule(view: "CalendarHandled", place: Placing, card: Card) -> None:
    """Offers the best times left, a place of one's own choice, and none yet."""
    speech = view.cadence.speech
    spots = {f"{number}": spot for number, spot in enumerate(place.best())}
    choices = [_spot_choice(key, spot, place, card, speech) for key, spot in spots.items()]
    choices.append(Choice(_BY_HAND, speech.say("another time"), speech.say("choose it in the calendar")))
    choices.append(Choice(_OPEN, speech.say("no time yet"), speech.say("the hour stays open, the day too")))

    def chosen(key: str | None) -> None:
        if key == _BY_HAND:
            view.take(place, card, asked_for=True)
        elif key == _OPEN:
            view.put_rescheduled(card, card.date, None)
        elif key is not None:
            spot = spots[key]
            view.put_rescheduled(card, spot.day, place.at(spot.day, spot.minute))

    view.app.push_screen(
        Picker(speech.say("{name} asks for another time", name=card.name), choices, speech, wide=True), chosen
    )


def _spot_choice(key: str, spot: Spot, place: Placing, card: Card, speech: Speech) -> Choice:
    start = place.at(spot.day, spot.minute)
    assert start is not None
    told = f"{speech.weekday_day(spot.day)} {speech.time(start)}"
    account = place.book.records[card.account].account
    if account.timezone:
        theirs = start.astimezone(ZoneInfo(account.timezone))
        if theirs.utcoffset() != start.utcoffset():
            told += f" ({their_hour(start, theirs, account.timezone, speech)})"
    load = spot.load
    day = f"{speech.say('day')} {load.day}/{load.day_capacity}"
    week = f"{speech.say('week')} {load.week}/{load.week_capacity}"
    return Choice(key, told, f"{day} · {week}")


def _pick_account(view: "CalendarHandled", accounts: list[Account]) -> None:
    speech = view.cadence.speech
    names = {account.id: account for account in accounts}
    choices = [Choice(account.id, account.name, account.external_id) for account in accounts]

    def chosen(key: str | None) -> None:
        if key is not None:
            _ask_details(view, names[key])

    view.app.push_screen(Picker(speech.say("A call with whom?"), choices, speech), chosen)


def _ask_details(view: "CalendarHandled", account: Account) -> None:
    ws, speech = view.cadence.workspace, view.cadence.speech
    rules, model = ws.rules.planning.ad_hoc, ws.rules.touch_model
    kinds = touches.call_kinds(model)
    names = names_of(model)
    day = max(view.grid.day, ws.today())
    fields = [
        Field(
            id="touch",
            label=speech.say("Kind"),
            value=rules.touch,
            options=tuple((kind, names.title("touch", kind, speech)) for kind in kinds),
        ),
        Field(id="day", label=speech.say("Day"), value=day.isoformat()),
        Field(id="hour", label=speech.say("Hour"), hint=speech.say("14:30, or empty for later")),
        Field(id="minutes", label=speech.say("Minutes"), value=str(rules.minutes)),
        Field(id="purpose", label=speech.say("Purpose")),
    ]
    words = ws.rules.capture_words(speech.language).dates
    today, zone = ws.today(), ZoneInfo(view.calendar.book.owner.timezone)

    def day_of(text: str) -> date | None:
        return typed_date(text, words, today).day

    def check(answers: Answers) -> Mapping[str, Message]:
        faults = dict(_check_minutes(answers))
        if day_of(answers["day"]) is None:
            faults["day"] = message("No day is understood: {text}", text=answers["day"])
        if answers["hour"] and _hour(answers["hour"]) is None:
            faults["hour"] = message("An hour such as 14:30 is expected")
        return faults

    def done(answers: Answers, refused: Refusal) -> None:
        day, hour = day_of(answers["day"]), _hour(answers["hour"])
        assert day is not None
        start = datetime.combine(day, hour, zone) if hour else None
        kind, minutes, purpose = answers["touch"], int(answers["minutes"]), answers["purpose"]

        def add() -> None:
            view.perform(
                lambda: touches.add_touch(
                    ws, account.id, day, start, touch=kind, minutes=minutes, purpose=purpose
                ),
                view.follow,
                refused=refused,
            )

        def decided(answer: str | None) -> None:
            if answer is None:
                ask(form.filled(answers, ""))
            else:
                add()

        def weighed(budget: Budget) -> None:
            if budget.why:
                _doubt(view, budget, decided)
            else:
                add()

        view.read(lambda: contact_budget(ws, account.id, day), weighed, group="budget")

    def ask(asked: Form) -> None:
        fill_in(view, asked, done)

    form = Form(account.name, fields, speech, check)
    ask(form)


def _doubt(view: "CalendarHandled", budget: Budget, decided: Callable[[str | None], None]) -> None:
    ws, speech = view.cadence.workspace, view.cadence.speech
    words = Words(speech=speech, names=names_of(ws.rules.touch_model), zone=ws.actor.timezone)
    lines = page_lines(eligible_lines(budget, words))
    title = speech.say("Against the contact budget")
    view.app.push_screen(Doubt(title, lines, speech, asks_reason=False), decided)


def _check_minutes(answers: Answers) -> Mapping[str, Message]:
    text = answers["minutes"]
    if text.isascii() and text.isdigit() and 0 < int(text) <= 600:
        return {}
    return {"minutes": message("Minutes between 1 and 600 are expected")}


def _hour(text: str) -> time | None:
    try:
        return time.fromisoformat(text.strip().zfill(5))
    except ValueError:
        return None
