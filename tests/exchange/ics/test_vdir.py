"""Names of files in a folder of events."""

from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.exchange.ics.vdir import file_name


def test_a_uid_without_harm_is_the_name() -> None:
    assert file_name("4k1egnj8exsdq8@cadence") == "4k1egnj8exsdq8@cadence.ics"


@given(st.text(max_size=300))
def test_no_uid_leads_out_of_the_folder_or_hides_in_it(uid: str) -> None:
    name = file_name(uid)
    assert "/" not in name
    assert not name.startswith(".")
    assert name.isascii()
    assert name.endswith(".ics")


@given(st.lists(st.text(alphabet="a/b.:é", min_size=1), unique=True, min_size=2, max_size=6))
def test_two_uids_have_two_files(uids: list[str]) -> None:
    assert len({file_name(uid) for uid in uids}) == len(uids)
