"""Questions of one's own and pinned ones: who adds them, whom they are for, when they rest (C4)."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Account
from cadence_tui.model.errors import NotFound, NotPermitted, Refused
from cadence_tui.practice.questions import Prompt
from cadence_tui.workspace import calls, capturing, questions, short_ways
from cadence_tui.workspace.erasure import plan_erasure
from cadence_tui.workspace.guides import guide_facts
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo

Open = Callable[[str], Workspace]


@pytest.fixture
def account(ana: Workspace) -> Account:
    return ana.records.account("TechStart")


def offered(ws: Workspace, account: Account) -> dict[str, Prompt]:
    """All that may be asked in a call with an account now."""
    call = calls.start_ad_hoc(ws, account.id)
    prompts = guide_facts(ws, call.id, "en").prompts("", every_topic=True)
    return {prompt.id: prompt for prompt in prompts}


def test_an_own_question_is_offered_where_its_language_is_spoken(ana: Workspace, account: Account) -> None:
    made = questions.add_question(ana, " Who else decides? ", topic="future", language=account.language)
    other = next(each for each in ana.records.accounts() if each.language != account.language)
    theirs = questions.add_question(ana, "¿Quién decide?", topic="future", account=other.id)
    assert theirs.language == other.language
    prompts = offered(ana, account)
    assert (prompts[made.id].text, prompts[made.id].own) == ("Who else decides?", True)
    assert theirs.id not in prompts
    assert made.id not in {each.id for each in questions.own_questions(ana, other.id)}


def test_it_rests_after_it_was_asked_and_comes_back_when_pinned(ana: Workspace, account: Account) -> None:
    made = questions.add_question(ana, "What next?", topic="future", account=account.id)
    call = calls.start_ad_hoc(ana, account.id)
    capturing.mark_asked(ana, call.id, made.id)
    short_ways.wrong_contact(ana, call.id, "Nobody")
    assert made.id not in offered(ana, account)
    questions.pin_question(ana, account.id, made.id)
    assert offered(ana, account)[made.id].pinned
    questions.pin_question(ana, account.id, made.id, pinned=False)
    assert made.id not in offered(ana, account)


def test_pinning_can_be_taken_back_and_names_the_question(ana: Workspace, account: Account) -> None:
    questions.pin_question(ana, account.id, "budget")
    questions.pin_question(ana, account.id, "budget")
    assert ana.records.get(Account, account.id).pinned_questions == ("budget",)
    assert "budget" in str(undo(ana)).lower()
    assert ana.records.get(Account, account.id).pinned_questions == ()
    with pytest.raises(NotFound):
        questions.pin_question(ana, account.id, "tea")


def test_a_question_out_of_use_is_offered_no_more(ana: Workspace, account: Account, open_as: Open) -> None:
    made = questions.add_question(ana, "What next?", topic="future", account=account.id)
    colleague = open_as("ana")
    colleague.actor = replace(ana.actor, id="colleague")
    with pytest.raises(NotPermitted, match="lead"):
        questions.remove_question(colleague, made.id)
    assert questions.remove_question(open_as("lead"), made.id).gone == ana.now()
    ana.catch_up()
    assert made.id not in offered(ana, account)


@pytest.mark.parametrize(
    ("text", "topic", "language", "refusal"),
    [
        ("  ", "future", "en", Refused),
        ("What next?", "weather", "en", NotFound),
        ("What next?", "future", "", Refused),
    ],
)
def test_what_cannot_be_asked_is_refused(
    ana: Workspace, text: str, topic: str, language: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        questions.add_question(ana, text, topic=topic, language=language)
    assert not questions.own_questions(ana)


def test_the_same_question_is_not_added_twice(ana: Workspace, account: Account) -> None:
    questions.add_question(ana, "What next?", topic="future", language="en")
    with pytest.raises(Refused, match="already"):
        questions.add_question(ana, "what NEXT?", topic="value", account=account.id, language="en")


@pytest.mark.parametrize(
    ("said", "topic"), [("futuro", "future"), ("Value", "value"), ("Relacion", "relationship")]
)
def test_a_topic_may_be_named_in_any_language(ana: Workspace, said: str, topic: str) -> None:
    assert questions.topic_called(ana, said) == topic


@pytest.mark.parametrize("other", [{"role": "reader"}, {"id": "stranger", "pod": "elsewhere"}])
def test_readers_and_other_pods_change_nothing(
    ana: Workspace, account: Account, other: dict[str, str]
) -> None:
    ana.actor = replace(ana.actor, **other)  # type: ignore[arg-type]
    with pytest.raises(NotPermitted):
        questions.add_question(ana, "What next?", topic="future", account=account.id)
    with pytest.raises(NotPermitted):
        questions.pin_question(ana, account.id, "budget")


def test_an_erased_account_takes_its_questions_along(account: Account, open_as: Open) -> None:
    admin = open_as("admin")
    made = questions.add_question(admin, "What next?", topic="future", account=account.id)
    for_all = questions.add_question(admin, "And then?", topic="future", language="en")
    gone = {document.id for document in plan_erasure(admin, [account.id]).documents}
    assert made.id in gone
    assert for_all.id not in gone
