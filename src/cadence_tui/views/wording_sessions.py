"""Wording of why somebody cannot be a guest of a group session (P9)."""

from cadence_tui.model.message import message
from cadence_tui.views.words import Args, Patterns, Words


def _refused(args: Args, words: Words) -> str:
    return words.speech.say("does not want this: {touch}", touch=words.touch(args["touch"]))


def _no_consent(args: Args, words: Words) -> str:
    return words.speech.say("has not agreed to this: {touch}", touch=words.touch(args["touch"]))


def _closed(args: Args, words: Words) -> str:
    day, why = words.speech.weekday_day(args["day"]), args["why"]
    if why == "quiet":
        return words.speech.say("wants quiet on {day}", day=day)
    if why == "holiday":
        return words.speech.say("has a public holiday on {day}", day=day)
    return words.speech.say("{season}: closed on {day}", season=words.title("season", why), day=day)


def _gone_since(args: Args, words: Words) -> str:
    return words.speech.say("left their company on {day}", day=words.date(args["day"]))


def _churned(args: Args, words: Words) -> str:
    return words.speech.say("no customer any more from {day} on", day=words.date(args["day"]))


SESSIONS: Patterns = {
    "guest_listed": message("is on the list already"),
    "guest_account_listed": message("their account is on the list already, without a person"),
    "guest_no_place": message("no place is left: {places} in all"),
    "guest_churned": _churned,
    "guest_left": _gone_since,
    "guest_gone": message("is no longer in the store"),
    "guest_refused": _refused,
    "guest_no_consent": _no_consent,
    "guest_closed": _closed,
}
