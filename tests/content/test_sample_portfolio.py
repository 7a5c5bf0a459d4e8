"""The sample portfolio as a store would receive it: the same every time, whole, and dated to its day."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.content.sample import sample_portfolio
from cadence_tui.content.touch_model import load_touch_model
from cadence_tui.model.documents import (
    KINDS,
    Account,
    Action,
    Call,
    Contact,
    Document,
    GroupSession,
    Handoff,
    Opportunity,
    Person,
    Risk,
    Survey,
    Ticket,
    Touchpoint,
    Usage,
)
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.hours import parse_hours
from cadence_tui.model.ids import ID_LENGTH
from cadence_tui.model.text import plain
from cadence_tui.practice.segments import segment_of
from cadence_tui.practice.stages import stage_of

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2025, 1, 1), date(2034, 12, 31))


class Sample:
    """The documents of a sample, by kind and by id."""

    def __init__(self, documents: Iterable[Document], today: date) -> None:
        self.today = today
        self.documents = list(documents)
        self.by_id = {document.id: document for document in self.documents}

    def all(self, kind):
        return [document for document in self.documents if isinstance(document, kind)]

    def account(self, name: str) -> Account:
        return next(account for account in self.all(Account) if account.name == name)

    def of(self, account: Account, kind):
        return [document for document in self.all(kind) if document.account == account.id]


@pytest.fixture(scope="module")
def sample() -> Sample:
    return Sample(sample_portfolio("team", TODAY), TODAY)


def digest(documents: Iterable[Document]) -> str:
    return hashlib.sha256(b"\n".join(msgspec.json.encode(document) for document in documents)).hexdigest()


class TestTheSameEveryTime:
    def test_a_second_run_gives_the_same_documents(self, sample: Sample):
        assert digest(sample.documents) == digest(sample_portfolio("team", TODAY))

    def test_another_process_with_other_hash_seeds_gives_the_same_documents(self):
        script = (
            "import hashlib, msgspec, datetime\n"
            "from cadence_tui.content.sample import sample_portfolio\n"
            "made = sample_portfolio('small', datetime.date(2026, 11, 21))\n"
            "print(hashlib.sha256(b'\\n'.join(map(msgspec.json.encode, made))).hexdigest())\n"
        )
        seen = {digest(sample_portfolio("small", TODAY))}
        for seed in ("0", "4711"):
            done = subprocess.run(
                [sys.executable, "-c", script],
                env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"},
                capture_output=True,
                text=True,
                check=True,
            )
            seen.add(done.stdout.strip())
        assert len(seen) == 1

    def test_another_seed_gives_other_accounts(self):
        first = {account.id for account in Sample(sample_portfolio("small", TODAY), TODAY).all(Account)}
        other = {
            account.id for account in Sample(sample_portfolio("small", TODAY, seed=2), TODAY).all(Account)
        }
        assert not first & other

    def test_accounts_and_people_keep_their_ids_from_day_to_day(self, sample: Sample):
        later = Sample(sample_portfolio("team", TODAY + timedelta(days=40)), TODAY)
        for kind in (Person, Account):
            assert [(d.id, d.name) for d in sample.all(kind)] == [(d.id, d.name) for d in later.all(kind)]


class TestWhole:
    def test_every_id_is_unique_well_formed_and_older_than_any_new_one(self, sample: Sample):
        assert len(sample.by_id) == len(sample.documents)
        assert {len(document.id) for document in sample.documents} == {ID_LENGTH}
        accounts = [account.id for account in sample.all(Account)]
        assert accounts == sorted(accounts)

    def test_every_document_survives_being_stored(self, sample: Sample):
        for document in sample.documents:
            kind = KINDS[msgspec.to_builtins(document)["kind"]]
            assert msgspec.json.decode(msgspec.json.encode(document), type=kind) == document

    def test_every_text_is_plain(self, sample: Sample):
        for text in texts(msgspec.to_builtins(sample.documents)):
            assert plain(text) == text
            assert "{" not in text

    @pytest.mark.parametrize("size", ["small", "team"])
    def test_every_reference_leads_somewhere(self, size):
        assert_whole(Sample(sample_portfolio(size, TODAY), TODAY))

    @settings(max_examples=12, deadline=None)
    @given(DAYS)
    def test_it_can_be_made_for_any_day(self, today: date):
        made = Sample(sample_portfolio("small", today), today)
        assert_whole(made)
        assert_dated(made)


class TestCovers:
    def test_the_team(self, sample: Sample):
        people = {person.login: person for person in sample.all(Person)}
        books = Counter(account.owner for account in sample.all(Account))
        assert len(sample.all(Account)) == 140
        assert Counter(person.role for person in people.values()) == {"csm": 5, "lead": 1, "admin": 1}
        assert {person.pod for person in people.values() if person.role == "csm"} == {"norte", "sul"}
        assert people["ana"].name == "Ana Ruiz"
        assert books[people["ana"].id] == 60
        assert set(books) == {person.id for person in people.values() if person.role == "csm"}

    def test_countries_and_languages(self, sample: Sample):
        accounts = sample.all(Account)
        assert {account.country for account in accounts} == {
            "ES", "MX", "CO", "AR", "CL", "BR", "PT", "US", "GB",
        }  # fmt: skip
        languages = Counter(account.language for account in accounts)
        assert all(languages[language] >= 25 for language in ("en", "es", "pt-BR"))
        currencies = {account.arr.currency for account in accounts if account.arr}
        assert currencies == {"USD", "EUR", "GBP", "BRL", "MXN", "COP", "CLP"}

    def test_every_segment_in_every_stage(self, sample: Sample):
        model = load_touch_model("check-in-guide")
        seen = Counter(
            (segment_of(account, model, TODAY).value, stage_of(account, model, TODAY).value)
            for account in sample.all(Account)
        )
        segments = [segment.id for segment in model.segments]
        stages = [stage.id for stage in model.stages]
        assert min(seen[segment, stage] for segment in segments for stage in stages) >= 2

    def test_half_a_year_of_usage_for_accounts_that_old(self, sample: Sample):
        for account in sample.all(Account):
            (usage,) = sample.of(account, Usage)
            weeks = [week.week for week in usage.weeks]
            assert all(b - a == timedelta(days=7) for a, b in pairwise(weeks))
            assert all(week.weekday() == 0 for week in weeks)
            if account.start and account.start < TODAY - timedelta(weeks=28) and not account.churned:
                assert len(weeks) == 26
                assert weeks[-1] == date(2026, 11, 9)
                assert all(week.teams and week.features for week in usage.weeks)

    def test_the_ledger_has_every_kind_of_promise(self, sample: Sample):
        actions = sample.all(Action)
        assert {action.status for action in actions} == {*LIVE_STATUSES, "done", "dropped"}
        live = [action for action in actions if action.status in LIVE_STATUSES]
        assert {action.side for action in live} == {"ours", "theirs"}
        assert 20 <= sum(action.due < TODAY for action in live) < len(live)
        assert any(action.slips for action in live)
        assert any(action.comments for action in live)
        assert any(action.carried for action in live)
        verdicts = {verdict.verdict for action in actions for verdict in action.verdicts}
        assert {"approved", "returned"} <= verdicts

    def test_calls_came_off_missed_and_declined(self, sample: Sample):
        statuses = Counter(touch.status for touch in sample.all(Touchpoint))
        assert set(statuses) == {"held", "no_show", "declined", "planned", "confirmed"}
        assert statuses["held"] > 6 * statuses["no_show"]

    def test_some_accounts_have_wishes_and_one_csm_leave(self, sample: Sample):
        wishes = [account.preferences for account in sample.all(Account)]
        assert any(wish.weekdays for wish in wishes)
        assert any(wish.hours for wish in wishes)
        assert any(wish.quiet for wish in wishes)
        assert any(wish.every_days for wish in wishes)
        assert any(wish.channel == "email" for wish in wishes)
        (leave,) = [absence for person in sample.all(Person) for absence in person.leave]
        assert (leave.first, leave.last) == (date(2026, 12, 7), date(2026, 12, 18))

    def test_nobody_hosts_a_session_on_a_day_off(self, sample: Sample):
        def days(made: Sample) -> set[date]:
            return {session.start.date() for session in made.all(GroupSession)}

        usual = days(sample)
        taken = {min(usual), max(usual)}
        other = Sample(sample_portfolio("team", TODAY, days_off=lambda *_: taken), TODAY)
        assert not days(other) & taken
        assert days(other)


class TestSizes:
    def test_small_is_one_csm_with_a_lead_and_an_admin(self):
        made = Sample(sample_portfolio("small", TODAY), TODAY)
        assert [person.role for person in made.all(Person)] == ["csm", "lead", "admin"]
        assert len(made.all(Account)) == 25
        model = load_touch_model("check-in-guide")
        assert {segment_of(account, model, TODAY).value for account in made.all(Account)} == {
            segment.id for segment in model.segments
        }

    def test_large_has_two_thousand_accounts_lean_and_evenly_kept(self):
        made = Sample(sample_portfolio("large", TODAY), TODAY)
        accounts = made.all(Account)
        csms = [person for person in made.all(Person) if person.role == "csm"]
        assert (len(accounts), len(csms)) == (2000, 50)
        assert len({account.name for account in accounts}) == 2000
        assert len({person.login for person in csms}) == 50
        assert set(Counter(account.owner for account in accounts).values()) == {40}
        assert all(2 <= size <= 5 for size in Counter(person.pod for person in csms).values())
        assert 9 <= len(made.all(Touchpoint)) / 2000 <= 14
        assert max(len(msgspec.json.encode(document)) for document in made.documents) < 16_000
        assert_whole(made)


def texts(value) -> Iterable[str]:
    """Every string inside, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(key)
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def assert_whole(made: Sample) -> None:
    kinds = {document.id: type(document) for document in made.documents}
    names = {(contact.account, contact.name) for contact in made.all(Contact)}
    for account in made.all(Account):
        assert kinds[account.owner] is Person
        assert made.by_id[account.owner].pod == account.pod
        ZoneInfo(account.timezone)
    for touch in made.all(Touchpoint):
        assert kinds[touch.account] is Account
        assert kinds[touch.owner] is Person
        assert not touch.contact or made.by_id[touch.contact].account == touch.account
        assert not touch.call or made.by_id[touch.call].touchpoint == touch.id
    for call in made.all(Call):
        touch = made.by_id[call.touchpoint]
        assert (touch.call, touch.account, touch.status) == (call.id, call.account, "held")
        assert {(call.account, name) for name in call.attendees} <= names
        assert all(made.by_id[action].origin == call.id for action in call.actions)
        assert {entry.action for entry in call.entries if entry.action} <= set(call.actions)
        assert bool(call.no_next_reason) != bool(call.next_touch)
        assert not call.next_touch or made.by_id[call.next_touch].date >= touch.date
    for action in made.all(Action):
        assert not action.origin or action.id in made.by_id[action.origin].actions
        assert all(made.by_id[call].started > action.created for call in action.carried)
        if action.side == "ours":
            assert kinds[action.owner] is Person
        else:
            assert (action.account, action.owner) in names
        speakers = [*action.slips, *action.comments, *action.verdicts]
        assert all(kinds[speaker.by] is Person for speaker in speakers)
        assert not action.evidence or action.status == "done"
    for risk in made.all(Risk):
        assert risk.title in made.by_id[risk.origin].concerns
        assert (risk.ended is None) == (risk.status == "open") == (not risk.outcome)
    for opportunity in made.all(Opportunity):
        assert opportunity.title in made.by_id[opportunity.origin].opportunities
    for handoff in made.all(Handoff):
        assert made.by_id[handoff.origin].account == handoff.account
        assert (handoff.status == "done") == bool(handoff.answer)


def assert_dated(made: Sample) -> None:
    """Nothing that happened lies in the future, nothing agreed in the past or where nobody can come."""
    dawn = datetime.combine(made.today, time(8), UTC)
    people = {person.id: person for person in made.all(Person)}
    taken: set[tuple[str, datetime]] = set()
    for touch in made.all(Touchpoint):
        owner = people[touch.owner]
        if touch.start:
            local = touch.start.astimezone(ZoneInfo(owner.timezone))
            assert local.date() == touch.date
            minute = local.hour * 60 + local.minute
            spans = parse_hours(owner.hours).on(touch.date.weekday())
            assert any(span.start <= minute and minute + touch.minutes <= span.end for span in spans)
            assert (touch.owner, touch.start) not in taken
            taken.add((touch.owner, touch.start))
        if touch.status in OPEN_STATUSES:
            assert made.today <= touch.date <= made.today + timedelta(days=20)
            wishes = made.by_id[touch.account].preferences
            assert not any(first <= touch.date <= last for first, last in wishes.quiet)
            assert not any(absence.first <= touch.date <= absence.last for absence in owner.leave)
        else:
            assert made.today - timedelta(days=370) <= touch.date < made.today
    for action in made.all(Action):
        moments = [action.created, *([action.done] if action.done else [])]
        moments += [spoken.at for spoken in (*action.slips, *action.comments, *action.verdicts)]
        assert all(action.created <= moment < dawn for moment in moments)
        assert (action.done is not None) == (action.status in ("done", "dropped"))
        assert (action.status == "blocked") == bool(action.blocked_reason)
    for each in (*made.all(Risk), *made.all(Opportunity), *made.all(Handoff)):
        begun = each.at if isinstance(each, Handoff) else each.raised
        assert begun < dawn
        assert each.ended is None or begun <= each.ended < dawn
    for ticket in made.all(Ticket):
        assert ticket.opened <= (ticket.closed or made.today) <= made.today
    assert all(answer.date < made.today for answer in made.all(Survey))
