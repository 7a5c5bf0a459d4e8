"""Agendas share out the booked minutes, and what is left after an overrun (C2, C3)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cadence_tui.content.load import load_rules
from cadence_tui.model.documents import Call, SectionTime
from cadence_tui.model.errors import NotFound
from cadence_tui.model.rules.call import Agenda, Agendas
from cadence_tui.practice import call_clock
from cadence_tui.practice.agenda import change_agenda, choose_agenda, find_agenda, reflow, scale, share_out

AGENDAS = load_rules(Agendas, "agendas")
BY_ID = {agenda.id: agenda for agenda in AGENDAS.agendas}


def planned(agenda: Agenda, minutes: int) -> dict[str, int]:
    return {time.section: time.planned for time in scale(agenda, minutes)}


def call_with(*times: tuple[str, int, int], section: str, minutes: int = 30) -> Call:
    sections = tuple(SectionTime(section=name, planned=plan, used=used) for name, plan, used in times)
    return Call(id="c", account="a", booked_minutes=minutes, section=section, sections=sections)


def test_the_standard_half_hour_is_told_as_it_stands() -> None:
    assert planned(BY_ID["standard"], 30) == {
        "follow_up": 300,
        "usage": 600,
        "customer": 600,
        "next_steps": 300,
    }


def test_six_parts_that_sum_to_33_fit_30_and_next_steps_keeps_its_floor() -> None:
    sections = planned(BY_ID["template30"], 30)
    assert sum(sections.values()) == 30 * 60
    assert sections["next_steps"] == 3 * 60
    assert sections["customer"] == 9 * 60
    assert sections["usage"] == 432


def test_a_shorter_booking_takes_from_everything_but_the_floor() -> None:
    assert planned(BY_ID["standard"], 15) == {
        "follow_up": 144,
        "usage": 288,
        "customer": 288,
        "next_steps": 180,
    }


def test_a_booking_below_the_floors_still_sums() -> None:
    assert planned(BY_ID["standard"], 2) == {"follow_up": 0, "usage": 0, "customer": 0, "next_steps": 120}


@pytest.mark.parametrize("agenda", AGENDAS.agendas, ids=lambda agenda: agenda.id)
@pytest.mark.parametrize("minutes", [5, 10, 15, 20, 25, 30, 45, 50, 60, 90])
def test_every_agenda_fills_every_booking_exactly(agenda: Agenda, minutes: int) -> None:
    sections = planned(agenda, minutes)
    assert sum(sections.values()) == minutes * 60
    assert all(sections[part.id] >= part.floor * 60 for part in agenda.sections)


@given(
    parts=st.lists(st.tuples(st.integers(1, 60), st.floats(0, 1)), min_size=1, max_size=9),
    total=st.integers(0, 3 * 3600),
)
def test_shares_sum_exactly_and_hold_their_floors_when_there_is_room(
    parts: list[tuple[int, float]], total: int
) -> None:
    weights = [float(weight * 60) for weight, _ in parts]
    floors = [float(int(weight * 60 * part)) for weight, part in parts]
    shares = share_out(total, weights, floors)
    assert sum(shares) == total
    assert min(shares) >= 0
    if sum(floors) <= total:
        assert all(share >= floor for share, floor in zip(shares, floors, strict=True))


@pytest.mark.parametrize(
    ("touch", "minutes", "expected"),
    [
        ("check_in", 30, "standard"),
        ("check_in", 15, "pulse"),
        ("check_in", 20, "pulse"),
        ("check_in", 60, "deep_dive"),
        ("business_review", 45, "business_review"),
        ("renewal_30", 30, "standard"),
        ("something_new", 30, "ad_hoc"),
    ],
)
def test_the_agenda_follows_from_kind_and_length(touch: str, minutes: int, expected: str) -> None:
    assert choose_agenda(AGENDAS, touch, minutes).id == expected


def test_an_unknown_agenda_is_refused() -> None:
    with pytest.raises(NotFound):
        find_agenda(AGENDAS, "tea")


def test_an_overrun_is_taken_from_the_sections_ahead_down_to_their_floors() -> None:
    call = call_with(
        ("follow_up", 300, 300),
        ("usage", 600, 1080),
        ("customer", 600, 0),
        ("next_steps", 300, 0),
        section="usage",
    )
    after = {time.section: time.planned for time in reflow(call, BY_ID["standard"]).sections}
    assert after == {"follow_up": 300, "usage": 600, "customer": 240, "next_steps": 180}


def test_time_saved_before_pays_for_an_overrun() -> None:
    call = call_with(
        ("follow_up", 300, 60),
        ("usage", 600, 800),
        ("customer", 600, 0),
        ("next_steps", 300, 0),
        section="usage",
    )
    assert reflow(call, BY_ID["standard"]) == call


def test_reflowing_twice_changes_nothing_more() -> None:
    call = call_with(
        ("follow_up", 300, 500),
        ("usage", 600, 10),
        ("customer", 600, 0),
        ("next_steps", 300, 0),
        section="usage",
    )
    once = reflow(call, BY_ID["standard"])
    assert once != call
    assert reflow(once, BY_ID["standard"]) == once


def test_nothing_is_left_when_the_whole_time_is_gone() -> None:
    call = call_with(
        ("follow_up", 300, 2400),
        ("usage", 600, 0),
        ("customer", 600, 0),
        ("next_steps", 300, 0),
        section="follow_up",
    )
    assert [time.planned for time in reflow(call, BY_ID["standard"]).sections] == [300, 0, 0, 0]


def test_the_preferred_form_of_the_half_hour_is_data() -> None:
    assert choose_agenda(replace(AGENDAS, preferred=("template30",)), "check_in", 30).id == "template30"
    assert choose_agenda(replace(AGENDAS, preferred=("template30",)), "renewal_30", 30).id == "standard"


@given(minutes=st.integers(5, 120), agenda=st.sampled_from(AGENDAS.agendas))
def test_sections_sum_to_the_second_and_hold_their_floors(minutes: int, agenda: Agenda) -> None:
    times = scale(agenda, minutes)
    floors = {section.id: section.floor * 60 for section in agenda.sections}
    assert sum(time.planned for time in times) == minutes * 60
    if sum(floors.values()) <= minutes * 60:
        assert all(time.planned >= floors[time.section] for time in times)


def test_a_section_that_was_passed_over_holds_no_time() -> None:
    call = call_with(
        ("follow_up", 300, 300),
        ("usage", 600, 0),
        ("customer", 600, 1500),
        ("next_steps", 300, 0),
        section="customer",
    )
    assert [time.planned for time in reflow(call, BY_ID["standard"]).sections] == [300, 600, 600, 0]


CHANGES = st.lists(
    st.tuples(st.integers(0, 900), st.sampled_from([-1, 0, 1, 2]), st.sampled_from(AGENDAS.agendas)),
    max_size=6,
)


@given(minutes=st.integers(5, 120), first=st.sampled_from(AGENDAS.agendas), changes=CHANGES)
def test_another_agenda_keeps_what_was_used_and_fits_into_what_is_left(
    minutes: int, first: Agenda, changes: list[tuple[int, int, Agenda]]
) -> None:
    start = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    call, now = call_clock.start(Call(id="c", account="a", booked_minutes=minutes), first, start), start
    for seconds, steps, agenda in changes:
        now += timedelta(seconds=seconds)
        was = call_clock.step(call, steps, now)
        call = change_agenda(call_clock.settle(was, now), agenda)
        spent = {time.section: time.used for time in was.sections if time.used}
        assert {time.section: time.used for time in call.sections if time.used} == spent
        assert call.agenda == agenda.id
        assert call.section in {section.id for section in agenda.sections}
        claimed, ahead = _claimed_now(call), _ahead(call)
        assert not ahead or claimed + sum(ahead) == max(minutes * 60, claimed)
    assert sum(time.used for time in call.sections) <= (now - start).total_seconds()


def _claimed_now(call: Call) -> int:
    """What was used, the current section counted as it is planned."""
    return sum(
        max(time.used, time.planned) if time.section == call.section else time.used for time in call.sections
    )


def _ahead(call: Call) -> list[int]:
    names = [time.section for time in call.sections]
    return [time.planned for time in call.sections[names.index(call.section) + 1 :] if not time.used]


def test_another_agenda_in_the_middle_shares_the_rest_exactly() -> None:
    call = call_with(
        ("follow_up", 300, 420),
        ("usage", 600, 60),
        ("customer", 600, 0),
        ("next_steps", 300, 0),
        section="usage",
    )
    changed = change_agenda(call, BY_ID["template30"])
    assert [time.section for time in changed.sections] == [
        "follow_up",
        "usage",
        "customer",
        "value",
        "next_steps",
    ]
    assert changed.section == "usage"
    assert 420 + sum(time.planned for time in changed.sections[1:]) == 30 * 60
    assert reflow(changed, BY_ID["template30"]) == changed
    pulse = change_agenda(call, BY_ID["pulse"])
    assert [time.section for time in pulse.sections][:3] == ["follow_up", "usage", "temperature"]
    assert pulse.section == "temperature"


def test_before_the_call_another_agenda_is_only_named() -> None:
    call = Call(id="c", account="a", booked_minutes=30)
    assert change_agenda(call, BY_ID["pulse"]) == replace(call, agenda="pulse")


def test_a_preferred_agenda_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="preferred: some of pulse, standard"):
        replace(AGENDAS, preferred=("tea",))
