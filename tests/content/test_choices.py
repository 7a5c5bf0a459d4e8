"""The names that could stand in a place, few of them whole, many by what comes near."""

from cadence_tui.content.choices import one_of
from cadence_tui.model.message import message

MANY = [f"kind_{number}" for number in range(12)] + ["check_in"]


def test_a_few_are_named_whole() -> None:
    assert str(one_of(["call", "video"], "fax")) == "one of call, video"


def test_of_many_those_that_were_meant() -> None:
    told = one_of(MANY, "chek_in", message("kinds of contact"))
    assert str(told) == "one of 13 kinds of contact, such as check_in"


def test_of_many_the_first_where_nothing_comes_near() -> None:
    assert str(one_of(MANY, "zzz")) == "one of 13 names, such as kind_0, kind_1, kind_2"
