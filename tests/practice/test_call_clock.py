"""The clocks of a call go on where they were, on the second (C3, C5)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.content.load import load_rules
from cadence_tui.model.documents import Call
from cadence_tui.model.errors import NotFound
from cadence_tui.model.rules.call import Agendas
from cadence_tui.practice import call_clock
from cadence_tui.practice.agenda import find_agenda

AGENDAS = load_rules(Agendas, "agendas")
STANDARD = find_agenda(AGENDAS, "standard")
GUIDE = AGENDAS.guide
START = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


def at(minutes: float = 0, seconds: float = 0) -> datetime:
    return START + timedelta(minutes=minutes, seconds=seconds)


def running() -> Call:
    return call_clock.start(Call(id="c", account="a", booked_minutes=30), STANDARD, START)


def used(call: Call) -> dict[str, int]:
    return {time.section: time.used for time in call.sections}


def test_a_call_starts_in_its_first_section() -> None:
    state = call_clock.state(running(), at(seconds=90), GUIDE)
    assert (state.section, state.used, state.left, state.call_left) == ("follow_up", 90, 210, 1710)
    assert state.running


def test_starting_twice_does_not_start_over() -> None:
    call = call_clock.pause(running(), at(5))
    assert used(call_clock.start(call, STANDARD, at(9)))["follow_up"] == 300


def test_sections_keep_their_own_time() -> None:
    call = call_clock.step(running(), 1, at(4))
    call = call_clock.switch(call, "next_steps", at(10))
    call = call_clock.switch(call, "usage", at(11))
    assert used(call_clock.pause(call, at(12))) == {
        "follow_up": 240,
        "usage": 420,
        "customer": 0,
        "next_steps": 60,
    }


def test_a_pause_stands_still_also_across_sections() -> None:
    call = call_clock.step(call_clock.pause(running(), at(4)), 1, at(6))
    assert call_clock.state(call, at(8), GUIDE).call_used == 240
    call = call_clock.resume(call, at(10))
    assert call_clock.state(call, at(11), GUIDE).used == 60


def test_stepping_stays_within_the_agenda() -> None:
    assert call_clock.step(running(), -1, at(1)).section == "follow_up"
    assert call_clock.step(running(), 9, at(1)).section == "next_steps"


def test_an_unknown_section_is_refused() -> None:
    with pytest.raises(NotFound):
        call_clock.switch(running(), "tea", at(1))


@pytest.mark.parametrize(
    ("seconds", "mark", "call_mark", "last_minute"),
    [
        (0, "early", "early", False),
        (239, "early", "early", False),
        (240, "warning", "early", False),
        (300, "warning", "early", False),
        (301, "overrun", "early", False),
        (1440, "overrun", "warning", False),
        (1739, "overrun", "warning", False),
        (1740, "overrun", "warning", True),
        (1800, "overrun", "warning", True),
        (1801, "overrun", "overrun", False),
    ],
)
def test_the_clocks_warn_at_their_seconds(seconds: int, mark: str, call_mark: str, last_minute: bool) -> None:
    state = call_clock.state(running(), at(seconds=seconds), GUIDE)
    assert (state.mark, state.call_mark, state.last_minute) == (mark, call_mark, last_minute)


def test_a_call_survives_a_restart_on_the_same_second() -> None:
    call = call_clock.speak(call_clock.step(running(), 1, at(3)), "them", at(4, 0.7))
    again = msgspec.json.decode(msgspec.json.encode(call), type=Call)
    assert call_clock.state(again, at(9, 30), GUIDE) == call_clock.state(call, at(9, 30), GUIDE)
    assert call_clock.talk(again, at(9, 30), GUIDE).them == 330


def test_the_night_of_the_clock_change_is_as_long_as_it_is() -> None:
    zone = ZoneInfo("Europe/Madrid")
    before = datetime(2026, 10, 25, 0, 30, tzinfo=UTC).astimezone(zone)
    call = call_clock.start(Call(id="c", account="a"), STANDARD, before)
    after = datetime(2026, 10, 25, 1, 30, tzinfo=UTC).astimezone(zone)
    assert call_clock.state(call, after, GUIDE).used == 3600


def test_a_clock_set_back_takes_nothing_away() -> None:
    assert call_clock.state(running(), at(-5), GUIDE).used == 0


def test_the_listening_meter_counts_who_speaks() -> None:
    call = call_clock.speak(running(), "us", at(0))
    call = call_clock.speak(call, "them", at(3))
    call = call_clock.step(call, 1, at(6))
    talk = call_clock.talk(call, at(10), GUIDE)
    assert (talk.us, talk.them, talk.them_share, talk.within_aim) == (180, 420, 0.7, True)


def test_nobody_marked_is_no_share() -> None:
    assert call_clock.talk(running(), at(10), GUIDE).them_share is None


def test_hanging_up_stops_the_clocks_and_leaves_the_call_open() -> None:
    call = call_clock.stop(running(), at(28))
    assert (call.ended, call.running_since, call.status) == (at(28), None, "open")
    assert call_clock.state(call, at(40), GUIDE).call_used == 1680


@settings(max_examples=60)
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 90_000), st.sampled_from(["next", "back", "us", "them"])), max_size=25
    )
)
def test_no_second_is_lost_or_counted_twice(steps: list[tuple[int, str]]) -> None:
    call, now = running(), START
    for milliseconds, act in steps:
        now += timedelta(milliseconds=milliseconds)
        if act in ("next", "back"):
            call = call_clock.step(call, 1 if act == "next" else -1, now)
        else:
            call = call_clock.speak(call, "us" if act == "us" else "them", now)
    assert call_clock.state(call, now, GUIDE).call_used == int((now - START).total_seconds())


def test_what_lies_between_the_last_sign_and_going_on_does_not_count() -> None:
    call = call_clock.step(running(), 1, at(6))
    left = call_clock.last_sign(call)
    assert left == at(6)
    again = call_clock.go_on_from(call, at(9), at(24 * 60))
    assert call_clock.state(again, at(24 * 60 + 1), GUIDE).call_used == 600


def test_a_clock_set_back_goes_on_from_where_it_was_seen() -> None:
    call = call_clock.go_on_from(running(), at(10), at(-50))
    assert call_clock.state(call, at(-49), GUIDE).call_used == 660


@given(st.integers(-90, 90), st.integers(-90, 90))
def test_a_call_never_ends_before_it_began_though_the_clock_was_set_back(hung_up: int, closed: int) -> None:
    call = call_clock.stop(call_clock.stop(running(), at(hung_up)), at(closed))
    assert call.ended == at(max(hung_up, 0))
