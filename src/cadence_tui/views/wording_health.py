"""Wording of what a health score is made of (H1, H2)."""

from cadence_tui.model.message import message
from cadence_tui.views.words import Args, Patterns, Words


def _usage_missing(args: Args, words: Words) -> str:
    return words.speech.say("no usage known of the last {weeks}", weeks=words.weeks(args["weeks"]))


def _seats_missing(args: Args, words: Words) -> str:
    return words.speech.say("no seats known of the last {weeks}", weeks=words.weeks(args["weeks"]))


def _baseline_short(args: Args, words: Words) -> str:
    return words.speech.plural(
        "{weeks} of usage known, {n} needed to tell what is usual",
        "{weeks} of usage known, {n} needed to tell what is usual",
        args["needed"],
        weeks=words.weeks(args["weeks"]),
    )


def _team_logins(args: Args, words: Words) -> str:
    return words.speech.say(
        "{team}: {logins} logins a week, usually {usual}; last week {last}",
        team=args["team"],
        **{name: words.speech.number(args[name]) for name in ("logins", "usual", "last")},
    )


def _active_share(args: Args, words: Words) -> str:
    share, usual = words.speech.percent(args["share"]), words.speech.percent(args["usual"])
    return words.speech.say("{share} of the seats active, usually {usual}", share=share, usual=usual)


def _seats_in_use(args: Args, words: Words) -> str:
    return words.speech.say(
        "{active} of {seats} seats in use ({share})",
        active=words.speech.number(args["active"]),
        seats=words.speech.number(args["seats"]),
        share=words.speech.percent(args["share"]),
    )


def _team_quiet(args: Args, words: Words) -> str:
    return words.speech.plural(
        "{team}: unused for {n} week", "{team}: unused for {n} weeks", args["weeks"], team=args["team"]
    )


def _features_in_use(args: Args, words: Words) -> str:
    if not args["idle"]:
        return words.speech.say("all {of} features in use", of=args["of"])
    return words.speech.say(
        "{used} of {of} features in use; idle: {idle}",
        used=args["used"],
        of=args["of"],
        idle=words.listed(args["idle"]),
    )


def _calls_too_few(args: Args, words: Words) -> str:
    return words.speech.plural(
        "{n} call on record, {needed} needed to judge",
        "{n} calls on record, {needed} needed to judge",
        args["calls"],
        needed=args["needed"],
    )


def _calls_held(args: Args, words: Words) -> str:
    return words.speech.say(
        "{held} of {calls} calls held ({share}); no-shows {no_shows}, declined {declined}",
        held=args["held"],
        calls=args["calls"],
        share=words.speech.percent(args["share"]),
        no_shows=args["no_shows"],
        declined=args["declined"],
    )


def _last_contact(args: Args, words: Words) -> str:
    return words.speech.say(
        "last contact {days} ago ({touch}), usually {every}",
        days=words.days(args["days"]),
        touch=words.touch(args["touch"]),
        every=words.every(args["usual"]),
    )


def _never_held(args: Args, words: Words) -> str:
    """Two rules know an account never reached: health by its misses, the touch model by its rhythm."""
    if "missed" not in args:
        return words.speech.say(
            "none held yet; {every}, on a day of its own", every=words.every(args["every_days"])
        )
    return words.speech.plural(
        "never reached, {n} attempt missed", "never reached, {n} attempts missed", args["missed"]
    )


def _calls_record_missing(args: Args, words: Words) -> str:
    days = words.days(args["days"])
    if args["about"] == "sentiment":
        return words.speech.say("no mood noted in calls of the last {days}", days=days)
    return words.speech.say("no word on the relationship in calls of the last {days}", days=days)


def _calls_record(args: Args, words: Words) -> str:
    last, days = words.word(args["about"], args["last"]), words.days(args["days"])
    if args["about"] == "sentiment":
        return words.speech.plural(
            "mood of the last call: {last}, {days} ago",
            "mood of the last {n} calls, latest {last}, {days} ago",
            args["calls"],
            last=last,
            days=days,
        )
    return words.speech.plural(
        "relationship in the last call: {last}, {days} ago",
        "relationship in the last {n} calls, latest {last}, {days} ago",
        args["calls"],
        last=last,
        days=days,
    )


def _survey_missing(args: Args, words: Words) -> str:
    survey, days = words.word("survey", args["survey"]), words.days(args["days"])
    return words.speech.say("no {survey} answer in the last {days}", survey=survey, days=days)


def _survey_score(args: Args, words: Words) -> str:
    return words.speech.say(
        "{survey} {score}, {days} ago; its weight has faded to {weight}",
        survey=words.word("survey", args["survey"]),
        score=words.speech.number(args["score"]),
        days=words.days(args["days"]),
        weight=words.speech.percent(args["weight"]),
    )


def _tickets_missing(args: Args, words: Words) -> str:
    return words.speech.say("no ticket in the last {days}", days=words.days(args["days"]))


def _tickets_none_open(args: Args, words: Words) -> str:
    return words.speech.say("no open ticket; the last one {days} ago", days=words.days(args["days"]))


def _tickets_open(args: Args, words: Words) -> str:
    return words.speech.plural(
        "{n} open ticket, of these critical: {critical}; the oldest {days}",
        "{n} open tickets, of these critical: {critical}; the oldest {days}",
        args["open"],
        critical=args["critical"],
        days=words.days(args["oldest_days"]),
    )


def _promises_missing(args: Args, words: Words) -> str:
    return words.speech.say("no promise of ours in the last {days}", days=words.days(args["days"]))


def _promises_late(args: Args, words: Words) -> str:
    told = words.speech.say(
        "late: {late} of our {open} open promises, the worst by {days}",
        late=args["late"],
        open=args["open"],
        days=words.days(args["worst_days"]),
    )
    return told + _slips(args, words)


def _promises_in_time(args: Args, words: Words) -> str:
    if not args["open"]:
        return words.speech.say("no promise of ours is open")
    told = words.speech.plural(
        "{n} open promise of ours, not late", "{n} open promises of ours, none late", args["open"]
    )
    return told + _slips(args, words)


def _slips(args: Args, words: Words) -> str:
    if not args["slips"]:
        return ""
    return "; " + words.speech.plural("moved {n} time", "moved {n} times", args["slips"])


def _kept_missing(args: Args, words: Words) -> str:
    return words.speech.say("no dated promise closed in the last {days}", days=words.days(args["days"]))


def _role_unnamed(args: Args, words: Words) -> str:
    if args["role"] == "champion":
        return words.speech.say("no champion known")
    return words.speech.say("no sponsor known")


def _role_left(args: Args, words: Words) -> str:
    name, days = args["name"], words.days(args["days"])
    if args["role"] == "champion":
        return words.speech.say("the champion {name} left {days} ago, nobody instead", name=name, days=days)
    return words.speech.say("the sponsor {name} left {days} ago, nobody instead", name=name, days=days)


def _role_present(args: Args, words: Words) -> str:
    if args["role"] == "champion":
        return words.speech.say("champion: {name}", name=args["name"])
    return words.speech.say("sponsor: {name}", name=args["name"])


def _role_changed(args: Args, words: Words) -> str:
    figures = {"name": args["name"], "left": args["left"], "days": words.days(args["days"])}
    if args["role"] == "champion":
        return words.speech.say("new champion: {name}, for {left}, {days} ago", **figures)
    return words.speech.say("new sponsor: {name}, for {left}, {days} ago", **figures)


def _shares_changed(args: Args, words: Words) -> str:
    before, after = words.speech.percent(args["before"]), words.speech.percent(args["after"])
    return words.speech.say("more or less is known: {before} before, {after} now", before=before, after=after)


HEALTH: Patterns = {
    "usage_missing": _usage_missing,
    "seats_missing": _seats_missing,
    "baseline_short": _baseline_short,
    "logins_missing": message("no logins known"),
    "logins_began": message("{logins} logins a week, none before"),
    "logins_none": message("no logins, neither now nor before"),
    "team_logins": _team_logins,
    "active_share": _active_share,
    "seats_in_use": _seats_in_use,
    "team_in_use": message("{team}: in use"),
    "team_quiet": _team_quiet,
    "features_missing": message("no features known to compare with"),
    "features_in_use": _features_in_use,
    "calls_too_few": _calls_too_few,
    "calls_held": _calls_held,
    "contact_missing": message("no contact on record"),
    "never_held": _never_held,
    "last_contact": _last_contact,
    "calls_record_missing": _calls_record_missing,
    "calls_record": _calls_record,
    "survey_missing": _survey_missing,
    "survey_score": _survey_score,
    "tickets_missing": _tickets_missing,
    "tickets_none_open": _tickets_none_open,
    "tickets_open": _tickets_open,
    "promises_missing": _promises_missing,
    "promises_late": _promises_late,
    "promises_in_time": _promises_in_time,
    "kept_missing": _kept_missing,
    "promises_kept": message("{in_time} of {of} dated promises kept in time"),
    "role_unnamed": _role_unnamed,
    "role_left": _role_left,
    "role_present": _role_present,
    "role_changed": _role_changed,
    "shares_changed": _shares_changed,
}
