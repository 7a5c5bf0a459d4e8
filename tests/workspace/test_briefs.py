"""Briefs from a real store: the worked example's, any account's, and questions that are answered (C1)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.locale import speech
from cadence_tui.locale.speech import LANGUAGES
from cadence_tui.model.documents import Account, Call, Entry, Person
from cadence_tui.model.errors import BadInput, NotFound, NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.views.account_timeline import record_lines
from cadence_tui.views.brief import BriefFacts, PartLine, brief_markdown, brief_parts, brief_text
from cadence_tui.views.words import Words
from cadence_tui.workspace import calls
from cadence_tui.workspace.accounts import view_account
from cadence_tui.workspace.briefs import account_brief, answer_question, brief_of, open_question
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo

ENGLISH = speech("en")
OpenAs = Callable[[str], Workspace]


def techstart(ws: Workspace) -> BriefFacts:
    return brief_of(ws, "TechStart")


def section(facts: BriefFacts, name: str) -> tuple[PartLine, ...]:
    return next((part.lines for part in brief_parts(facts, ENGLISH) if part.id == name), ())


def texts(facts: BriefFacts, name: str) -> list[str]:
    return [line.text for line in section(facts, name)]


def last_call(ws: Workspace) -> Call:
    return ws.records.get(Call, techstart(ws).brief.last_call)


def test_what_is_noticed_in_seven_minutes_stands_in_the_brief(ana: Workspace) -> None:
    facts = techstart(ana)
    engineering, product, tracking = texts(facts, "usage")
    assert "Engineering logged in 80 times last week, 73 the week before" in engineering
    assert "Product logged in 5 times last week, 9 the week before · usually 28" in product
    assert "Time tracking used 46 times last week" in tracking
    assert "not part of the first set-up" in tracking
    (ours,) = texts(facts, "ours")
    assert ours.startswith("✓ Send the API documentation · kept 26 Oct")
    (theirs,) = texts(facts, "theirs")
    assert theirs.startswith("□ Add three more users · Alex Moreno · 13 Nov ‹10d late›")
    assert "Alex waits for the laptops" in theirs
    suggested = " ".join(texts(facts, "suggestions"))
    assert all(word in suggested for word in ("Product", "Add three more users", "Time tracking"))


def test_the_order_is_that_of_somebody_with_few_minutes(ana: Workspace) -> None:
    parts = [part.id for part in brief_parts(techstart(ana), ENGLISH)]
    assert parts[:6] == ["account", "ours", "theirs", "since_last", "suggestions", "questions"]
    assert parts[-2:] == ["agenda", "checklist"]


def test_every_line_of_every_account_carries_a_record_that_can_be_opened(ana: Workspace) -> None:
    for account in ana.records.accounts():
        facts, view = account_brief(ana, account.id), view_account(ana, account.id)
        words = Words(speech=ENGLISH, names=facts.names)
        record = view.record
        on_account_page = {each.id for each in (*record.risks, *record.opportunities, *record.handoffs)}
        for part in brief_parts(facts, ENGLISH):
            assert len({line.key for line in part.lines}) == len(part.lines)
            for line in part.lines:
                assert line.source, (account.name, line.text)
                opens_account = line.source == account.id or line.source in on_account_page
                assert opens_account or record_lines(view, line.source, words), line.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_store_and_hour_give_the_same_bytes(open_as: OpenAs, language: str) -> None:
    pages: list[list[str]] = []
    for _ in range(2):
        ws, spoken = open_as("ana"), speech(language)
        made: list[str] = []
        for account in ws.records.accounts():
            facts = account_brief(ws, account.id)
            parts = brief_parts(facts, spoken, ws.actor.timezone)
            made += [brief_text(facts, parts, ids=True), brief_markdown(facts, parts)]
        pages.append(made)
    assert pages[0] == pages[1]
    assert len(set(pages[0])) == len(pages[0])


def test_markdown_has_nothing_of_the_customers_in_it_that_formats(ana: Workspace) -> None:
    facts = brief_of(ana, "[ACME]")
    assert brief_markdown(facts, brief_parts(facts, ENGLISH)).startswith("# \\[ACME\\] Logística\n\n- ")


def test_an_open_call_a_touchpoint_and_an_account_mean_the_same_brief(ana: Workspace) -> None:
    by_name = techstart(ana)
    assert by_name.touch is not None
    call = calls.tick_checklist(ana, by_name.touch.id, "usage")
    for text in (call.id, by_name.touch.id, by_name.account.id):
        facts = brief_of(ana, text)
        assert facts.call == call
        assert [line.item for line in section(facts, "checklist") if line.done] == ["usage"]
    assert brief_of(ana, facts.brief.last_call).brief.account == by_name.account.id
    with pytest.raises(NotFound):
        brief_of(ana, "nobody")


def test_an_account_without_a_planned_call_is_prepared_for_what_would_start_now(ana: Workspace) -> None:
    planned = {touch.account for touch in ana.records.open_touchpoints()}
    facts = next(account_brief(ana, each.id) for each in ana.records.accounts() if each.id not in planned)
    assert facts.touch is None
    assert facts.agenda.id == ana.rules.agendas.fallback
    assert all(line.source == facts.account.id for line in section(facts, "checklist"))


def test_an_answered_question_is_in_no_brief_until_that_is_taken_back(ana: Workspace) -> None:
    entry = open_question(last_call(ana), "PRODUCT could")
    assert len(section(techstart(ana), "questions")) == 1
    answer_question(ana, last_call(ana).id, entry)
    assert section(techstart(ana), "questions") == ()
    with pytest.raises(NotFound):
        answer_question(ana, last_call(ana).id, entry)
    with pytest.raises(NotFound):
        open_question(last_call(ana))
    undo(ana)
    assert open_question(last_call(ana)) == entry


def test_only_questions_are_answered_and_once(ana: Workspace) -> None:
    call = last_call(ana)
    other = next(entry for entry in call.entries if entry.mark != "question")
    with pytest.raises(Refused):
        answer_question(ana, call.id, other)
    answered = answer_question(ana, call.id, open_question(call))
    with pytest.raises(Refused):
        answer_question(ana, call.id, next(entry for entry in answered.entries if entry.answered))


def test_several_open_questions_have_to_be_told_apart(ana: Workspace) -> None:
    call = last_call(ana)
    more = Entry(at=ana.now(), text="Who signs?", mark="question")
    twice = replace(call, entries=(*call.entries, more))
    with pytest.raises(Refused, match="Who signs"):
        open_question(twice)
    assert open_question(twice, "signs") == more


def test_readers_and_other_pods_answer_nothing(open_as: OpenAs) -> None:
    ana = open_as("ana")
    call, entry = last_call(ana), open_question(last_call(ana))
    strangers = [
        Person(id="p-rex", name="Rex", login="rex", role="reader", pod=ana.actor.pod),
        Person(id="p-zoe", name="Zoe", login="zoe", role="csm", pod="another"),
    ]
    ana.commit(message("New"), made=strangers)
    for person in strangers:
        with pytest.raises(NotPermitted):
            answer_question(open_as(person.login), call.id, entry)


def test_own_materials_of_a_store_win(sample_store: Path, open_as: OpenAs) -> None:
    rules = sample_store / "rules"
    rules.mkdir(exist_ok=True)
    text = 'text = { en = "Our price list", es = "Nuestra lista", pt-BR = "Nossa lista" }'
    (rules / "materials.toml").write_text(
        f'[[materials]]\nid = "prices"\nlink = "https://example.org/p"\n{text}\n', encoding="utf-8"
    )
    assert texts(techstart(open_as("ana")), "materials") == ["· Our price list · https://example.org/p"]
    (rules / "materials.toml").write_text("materials = 3\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"materials\.toml"):
        techstart(open_as("ana"))


def test_an_account_that_has_nothing_reads_well(ana: Workspace) -> None:
    made = Account(id=ana.new_id(), name="Empty")
    ana.commit(message("Account {name}", name="Empty"), made=[made])
    facts = account_brief(ana, made.id)
    text = brief_text(facts, brief_parts(facts, ENGLISH))
    assert "no call on record yet" in text
    assert [part.id for part in brief_parts(facts, ENGLISH)] == [
        "account",
        "since_last",
        "agenda",
        "checklist",
    ]
