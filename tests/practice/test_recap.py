"""The recap mail says who does what by when, in the customer's language (C8)."""

from datetime import UTC, date, datetime

import pytest

from cadence_tui.content.load import load_rules, read_rules
from cadence_tui.locale.speech import LANGUAGES, speech
from cadence_tui.model.documents import Account, Action, Call, Entry
from cadence_tui.model.documents.account import Language
from cadence_tui.model.errors import BadInput
from cadence_tui.model.rules.call import RecapWords
from cadence_tui.practice.recap import Recap, recap

NOW = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
CALL = Call(
    id="c",
    account="a",
    key_points=("time tracking is in use", "weekly sprints"),
    entries=(Entry(at=NOW, text="weekly sprints", mark="decision"),),
)
ACTIONS = [
    Action(
        id="1", account="a", title="send the templates", owner="p-ana", due=date(2026, 11, 23), created=NOW
    ),
    Action(id="2", account="a", title="add 3 users", side="theirs", owner="Alex Moreno", created=NOW),
]


def mail(language: Language, call: Call = CALL, actions: list[Action] = ACTIONS, to: str = "Alex") -> Recap:
    return recap(
        call,
        Account(id="a", name="Tech {Start}"),
        actions,
        load_rules(RecapWords, f"{language}/recap"),
        speech(language),
        day=date(2026, 11, 23),
        to=to,
        sender="Ana Ruiz",
        names={"p-ana": "Ana Ruiz"},
        next_touch=datetime(2026, 12, 14, 14, 0, tzinfo=UTC),
    )


def test_the_mail_in_english() -> None:
    written = mail("en")
    assert written.subject == "Tech {Start}: what we agreed on 23 Nov"
    assert written.body.startswith("Hi Alex,\n\n")
    assert "What we talked about:\n- time tracking is in use\n\n" in written.body
    assert "What we decided:\n- weekly sprints\n\n" in written.body
    assert "What we will do:\n- send the templates (Ana Ruiz, by Mon 23 Nov)\n" in written.body
    assert "What is on your side:\n- add 3 users (Alex Moreno, date to be agreed)\n" in written.body
    assert "We talk again on Monday 14 December 2026, 14:00." in written.body
    assert written.body.endswith("Best regards,\nAna Ruiz\n")


@pytest.mark.parametrize(
    ("language", "promise", "when"),
    [
        (
            "es",
            "- send the templates (Ana Ruiz, a más tardar el lun 23 nov)",
            "lunes, 14 de diciembre de 2026, 14:00",
        ),
        (
            "pt-BR",
            "- send the templates (Ana Ruiz, até seg 23 nov)",
            "segunda-feira, 14 de dezembro de 2026, 14:00",
        ),
    ],
)
def test_the_mail_in_the_language_of_the_customer(language: Language, promise: str, when: str) -> None:
    body = mail(language).body
    assert promise in body
    assert when in body
    assert "What" not in body


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_parts_are_left_out(language: Language) -> None:
    words = load_rules(RecapWords, f"{language}/recap")
    body = mail(language, Call(id="c", account="a"), [], to="").body
    assert body.startswith(words.greeting_all)
    assert not any(title in body for title in (words.points, words.decisions, words.ours, words.theirs))


def test_a_template_with_an_unknown_place_is_refused_where_it_is_read() -> None:
    fields = dict.fromkeys(RecapWords.__struct_fields__, "x") | {"greeting": "Hi {first},"}
    source = "\n".join(f"{name} = '{text}'" for name, text in fields.items())
    with pytest.raises(BadInput, match=r"greeting: \{name\}"):
        read_rules(RecapWords, source.encode(), "recap.toml")
