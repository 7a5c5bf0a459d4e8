"""The stories of the sample: each can be seen in the documents of its account, on any day it is made for."""

from datetime import UTC, date, timedelta
from functools import cache

import pytest

from cadence_tui.content.sample import sample_portfolio
from cadence_tui.content.sample.world import load_world
from cadence_tui.model.documents import (
    Account,
    Action,
    Call,
    Contact,
    Person,
    Survey,
    Ticket,
    Touchpoint,
    Usage,
)

SATURDAY = date(2026, 11, 21)
DAYS = (SATURDAY, date(2027, 3, 1), date(2028, 2, 29))


@cache
def documents(today: date) -> list:
    return list(sample_portfolio("small", today))


def account(name: str, today: date = SATURDAY) -> Account:
    return next(found for found in documents(today) if isinstance(found, Account) and found.name == name)


def of(name: str, kind, today: date = SATURDAY) -> list:
    owner = account(name, today).id
    return [found for found in documents(today) if isinstance(found, kind) and found.account == owner]


def weeks(name: str, today: date = SATURDAY):
    (usage,) = of(name, Usage, today)
    return usage.weeks


def last_contact(name: str, today: date = SATURDAY) -> date:
    return max(t.date for t in of(name, Touchpoint, today) if t.status == "held" and not t.internal)


@pytest.mark.parametrize("today", DAYS)
class TestTechStart:
    """The worked example: a start-up of fifty people, seen from Ana's desk."""

    def coming_monday(self, today: date) -> date:
        return today + timedelta(days=-today.weekday() % 7)

    def test_two_teams_one_of_them_drifting_away(self, today: date):
        series = weeks("TechStart", today)
        assert series[-1].teams["Engineering"].logins == 80
        assert series[-1].teams["Product"].logins == 5
        assert 26 <= series[-8].teams["Product"].logins <= 35
        assert sum(team.seats for team in series[-1].teams.values()) <= 50

    def test_time_tracking_is_newly_in_use(self, today: date):
        (usage,) = of("TechStart", Usage, today)
        assert "Time tracking" not in usage.initial_features
        used = [week.features.get("Time tracking", 0) for week in usage.weeks]
        assert not any(used[:-3])
        assert used[-3] < used[-2] < used[-1]

    def test_our_promise_is_kept_and_theirs_is_open(self, today: date):
        ours, theirs = sorted(of("TechStart", Action, today), key=lambda action: action.side)
        assert (ours.title, ours.side, ours.status) == ("Send the API documentation", "ours", "done")
        assert (theirs.title, theirs.side, theirs.status) == ("Add three more users", "theirs", "open")
        assert theirs.owner == "Alex Moreno"
        assert theirs.due < today

    def test_the_last_call_was_a_month_ago_and_heard_of_ten_engineers(self, today: date):
        call = max(of("TechStart", Call, today), key=lambda call: call.started)
        assert call.started.date() == self.coming_monday(today) - timedelta(days=31)
        assert call.opportunities == ("Ten engineers to be hired in Q2",)
        assert {entry.mark for entry in call.entries} >= {
            "opportunity",
            "promise_ours",
            "promise_theirs",
        }
        assert {action.origin for action in of("TechStart", Action, today)} == {call.id}

    def test_the_monthly_check_in_stands_on_monday_at_two_with_ana(self, today: date):
        (planned,) = [t for t in of("TechStart", Touchpoint, today) if t.status == "planned"]
        ana = next(p for p in documents(today) if isinstance(p, Person) and p.login == "ana")
        assert (planned.touch, planned.minutes, planned.owner) == ("check_in", 30, ana.id)
        assert planned.date == self.coming_monday(today)
        assert planned.start.astimezone(UTC).hour == 19

    def test_alex_is_the_champion(self, today: date):
        champions = [contact.name for contact in of("TechStart", Contact, today) if contact.champion]
        assert champions == ["Alex Moreno"]


@pytest.mark.parametrize("today", DAYS)
def test_every_rung_of_the_renewal_ladder_is_occupied_on_the_day(today: date):
    away = {(a.renewal - today).days for a in documents(today) if isinstance(a, Account) and a.renewal}
    assert {90, 60, 30, 14, 7} <= away


def test_usage_falls_since_the_champion_left():
    (champion,) = [contact for contact in of("Nimbus Retail", Contact) if contact.champion]
    assert champion.left == SATURDAY - timedelta(days=62)
    before, now = (sum(t.logins for t in weeks("Nimbus Retail")[at].teams.values()) for at in (-11, -1))
    assert now < 0.4 * before


def test_healthy_on_paper_and_silent_though_somebody_wrote_an_internal_note():
    name = "Laboratorios Altomayo"
    assert 70 <= (SATURDAY - last_contact(name)).days <= 73
    assert any(touch.internal for touch in of(name, Touchpoint))
    assert not any(touch.status in ("planned", "confirmed") for touch in of(name, Touchpoint))
    assert max(of(name, Survey), key=lambda answer: answer.date).score >= 9


def test_every_seat_is_taken():
    assert all(team.active == team.seats for team in weeks("Envases Zacatera")[-1].teams.values())


@pytest.mark.parametrize("today", DAYS)
def test_seven_of_twenty_weekly_calls_were_attended(today: date):
    statuses = [touch.status for touch in of("Grupo Ceibal Norte", Touchpoint, today) if touch.date < today]
    assert (len(statuses), statuses.count("held")) == (20, 7)


@pytest.mark.parametrize(("name", "score"), [("Seguros Quillayes", 3), ("Clínica Horizonte Verde", 10)])
def test_a_detractor_and_a_promoter_answered_yesterday(name: str, score: int):
    answer = max(of(name, Survey), key=lambda answer: answer.date)
    assert (answer.survey, answer.score, answer.date) == ("nps", score, SATURDAY - timedelta(days=1))
    assert answer.comment


def test_onboarding_is_stuck_at_the_configuration():
    (blocked,) = [action for action in of("Colegio Nevadera", Action) if action.status == "blocked"]
    assert blocked.blocked_reason
    assert blocked.slips
    (usage,) = of("Colegio Nevadera", Usage)
    assert len(usage.weeks[-1].features) < len(usage.initial_features)


def test_support_requests_pile_up_one_of_them_critical():
    recent = [
        ticket
        for ticket in of("Transportes Jacaranda Sur", Ticket)
        if ticket.opened >= SATURDAY - timedelta(days=12)
    ]
    assert len(recent) == 9
    assert [ticket.severity for ticket in recent if not ticket.closed].count("critical") == 1


def test_twelve_days_to_the_renewal_and_nothing_is_signed():
    assert account("Embalagens Curió").renewal == SATURDAY + timedelta(days=12)
    waiting = [action for action in of("Embalagens Curió", Action) if action.status == "open"]
    assert [(action.side, action.due < SATURDAY) for action in waiting] == [("theirs", True)]


def test_a_promise_of_ours_slipped_three_times():
    (promise,) = of("Hoteles Azahara del Sur", Action)
    assert promise.side == "ours"
    assert len(promise.slips) == 3
    assert [slip.to for slip in promise.slips[:-1]] == [slip.was for slip in promise.slips[1:]]
    assert promise.slips[-1].to == promise.due


def test_a_kickoff_stands_in_two_days_with_an_account_nothing_is_known_of():
    (kickoff,) = of("Energía Macarela", Touchpoint)
    assert (kickoff.touch, kickoff.status) == ("kickoff", "confirmed")
    assert kickoff.date == SATURDAY + timedelta(days=2)
    assert weeks("Energía Macarela") == ()


def test_a_trial_has_neither_revenue_nor_renewal():
    trial = account("Agencia Papalote")
    assert (trial.arr, trial.renewal, trial.tags) == (None, None, ("trial",))


def test_sales_logged_in_forty_five_times_and_marketing_not_at_all():
    teams = weeks("Harcourt & Finch Press")[-1].teams
    assert (teams["Sales"].logins, teams["Marketing"].logins) == (45, 0)


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (SATURDAY, date(2026, 12, 1)),
        (date(2026, 12, 20), date(2026, 12, 1)),
        (date(2027, 1, 3), date(2026, 12, 1)),
    ],
)
def test_retail_wants_quiet_in_the_coming_or_present_december(today: date, first: date):
    (quiet,) = account("Tiendas Cempasol", today).preferences.quiet
    assert quiet == (first, date(first.year + 1, 1, 6))


def test_a_customer_who_left_has_no_future():
    gone = account("Restaurantes Estuário")
    assert gone.churned == SATURDAY - timedelta(days=43)
    assert not any(touch.date > gone.churned for touch in of(gone.name, Touchpoint))
    assert weeks(gone.name)[-1].week < gone.churned


def test_names_that_break_careless_screens_are_there():
    names = [found.name for found in documents(SATURDAY) if isinstance(found, Account)]
    assert "[ACME] Logística" in names
    assert "Harcourt & Finch Press" in names
    assert "ミナモ商事 do Brasil" in names
    assert max(map(len, names)) > 80


def test_every_story_has_its_account():
    stories = load_world().stories.stories
    names = {found.name for found in documents(SATURDAY) if isinstance(found, Account)}
    assert {story.account for story in stories} <= names
    assert len({story.id for story in stories}) == len(stories) > 20
