"""Whatever both sides did since they last agreed: nothing is lost, and a second look has nothing to do."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cadence_tui.exchange.ics.vdir import There
from cadence_tui.workspace.sync_steps import Known, Ours, step

PLACES = ("2026-03-05T09:00:00+00:00", "2026-03-06T10:00:00+00:00", "2026-03-07")
place = st.sampled_from(PLACES)
ours = st.builds(
    Ours,
    place=place,
    content=st.sampled_from("ab"),
    suggested=st.sampled_from(("", *PLACES)),
    lasting=st.just(True),
)
known = st.builds(Known, file=st.just("f"), ours=place, theirs=place, content=st.sampled_from("ab"))
there = st.builds(
    There,
    file=st.just("f"),
    digest=st.sampled_from("abc"),
    place=st.sampled_from(("", *PLACES)),
    alarms=st.just(()),
)


def after(here: Ours, before: Known | None, found: There | None) -> tuple[Ours, Known | None, There | None]:
    """Both sides and what is known, when a step was carried out."""
    taken = step(here, before, found)
    if taken.suggest is not None:
        here = replace(here, suggested=taken.suggest)
    if taken.write:
        found = There(file="f", digest=here.content, place=here.place, alarms=())
        return here, Known(file="f", ours=here.place, theirs=here.place, content=here.content), found
    if found is not None:
        content = before.content if before else here.content
        return here, Known(file="f", ours=here.place, theirs=found.place, content=content), found
    return here, before, found


@given(ours, st.none() | known, st.none() | there)
def test_a_second_look_has_nothing_to_do(here: Ours, before: Known | None, found: There | None) -> None:
    again = step(*after(here, before, found))
    assert (again.write, again.remove, again.deleted, again.suggest) == (False, False, False, None)


@given(ours, st.none() | known, there)
def test_a_place_asked_for_there_is_in_the_file_or_a_proposal(
    here: Ours, before: Known | None, found: There
) -> None:
    if not found.place or found.place == (before.theirs if before else here.place):
        return
    here, _, shown = after(here, before, found)
    assert shown is not None
    assert found.place in (here.place, here.suggested)


@given(ours, known, there)
def test_what_was_moved_here_stands_in_the_file(here: Ours, before: Known, found: There) -> None:
    if here.place != before.ours and found.place:
        _, _, shown = after(here, before, found)
        assert shown is not None
        assert shown.place == here.place


@given(ours, st.none() | known, st.none() | there)
def test_what_its_guests_know_stands_there_as_here_and_is_no_proposal(
    here: Ours, before: Known | None, found: There | None
) -> None:
    here = replace(here, movable=False)
    taken = step(here, before, found)
    _, _, shown = after(here, before, found)
    assert shown is not None
    assert shown.place == here.place
    assert (taken.suggest, taken.deleted, taken.remove) == (None, False, False)
    undoes = before is not None and before.ours == here.place and (found is None or found.place != here.place)
    assert taken.restored == undoes


def test_history_is_nobodys_to_change() -> None:
    over = Ours(place=PLACES[0], content="a", suggested="", lasting=False)
    agreed = Known(file="f", ours=PLACES[0], theirs=PLACES[0], content="a")
    moved = There(file="f", digest="x", place=PLACES[1], alarms=())
    assert step(over, agreed, moved).suggest is None
    assert not step(over, agreed, None).write
