"""Questions of one's own, and those that are asked every time (C4)."""

from collections.abc import Sequence

from msgspec.structs import replace

from cadence_tui.locale import LANGUAGES
from cadence_tui.model.documents import Account, OwnQuestion
from cadence_tui.model.errors import NotFound, NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.model.text import fold, plain
from cadence_tui.practice.questions import all_questions, open_form
from cadence_tui.workspace.ledger import require_reach
from cadence_tui.workspace.session import Workspace


def add_question(
    ws: Workspace,
    text: str,
    *,
    topic: str,
    account: str = "",
    language: str = "",
    follow_ups: Sequence[str] = (),
) -> OwnQuestion:
    """A new question for one account (its id), or for all that speak its language.

    `language` is the account's unless it is given. Raises NotPermitted, NotFound for an unknown account or
    topic, Refused for an empty question, one without a language, and one that there is already.
    """
    ws.require_writer()
    whose = ws.records.get(Account, account) if account else None
    if whose is not None:
        require_reach(ws, whose)
    spoken = language or (whose.language if whose else "")
    if spoken not in LANGUAGES:
        raise Refused(message("A question for all accounts needs its language"))
    question = OwnQuestion(
        id=ws.new_id(),
        text=plain(text).strip(),
        language=spoken,
        topic=topic_called(ws, topic),
        follow_ups=tuple(said for each in follow_ups if (said := plain(each).strip())),
        account=account,
        by=ws.actor.id,
        made=ws.now(),
    )
    _check(ws, question)
    ws.commit(message("New question: {text}", text=question.text), made=[question])
    return ws.records.get(OwnQuestion, question.id)


def remove_question(ws: Workspace, question_id: str) -> OwnQuestion:
    """Takes an own question out of use; what was asked stays on record.

    Raises NotFound, and NotPermitted unless it is the actor's own or the actor leads.
    """
    ws.require_writer()
    was = ws.records.editable(OwnQuestion, question_id)
    if was.by != ws.actor.id and ws.actor.role == "csm":
        raise NotPermitted(message("Only who added a question, or a lead, can take it out of use"))
    why = message("Question out of use: {text}", text=was.text)
    ws.commit(why, edits=[(was, replace(was, gone=was.gone or ws.now()))])
    return ws.records.get(OwnQuestion, question_id)


def own_questions(ws: Workspace, account: str | None = None) -> list[OwnQuestion]:
    """The own questions in use, in order of creation; with an account's id those that may be asked there."""
    found = [question for question in ws.records.every(OwnQuestion) if question.gone is None]
    if account is not None:
        language = ws.records.get(Account, account).language
        found = [each for each in found if _is_for(each, account, language)]
    return sorted(found, key=lambda question: question.id)


def question_called(ws: Workspace, text: str) -> OwnQuestion:
    """The own question of an id, or the one in use with this part of its text. Raises NotFound, Refused."""
    if ws.store.get("question", text) is not None:
        return ws.records.get(OwnQuestion, text)
    found = [question for question in own_questions(ws) if fold(text) in fold(question.text)]
    if not found:
        raise NotFound(message("No question of your own is called {name}", name=text))
    if len(found) > 1:
        raise Refused(message("{n} questions are called {name}: use the id", n=len(found), name=text))
    return found[0]


def pin_question(ws: Workspace, account_id: str, question_id: str, *, pinned: bool = True) -> Account:
    """Has a question offered in every call with an account, asked lately or not; or no longer.

    Raises NotPermitted, NotFound for a question that there is not.
    """
    account = ws.records.editable(Account, account_id)
    require_reach(ws, account)
    figures = {"account": account.name, "text": text_of(ws, account, question_id)}
    others = tuple(name for name in account.pinned_questions if name != question_id)
    if pinned:
        why = message("Asked every time at {account}: {text}", **figures)
        names = (*others, question_id) if question_id not in account.pinned_questions else None
    else:
        why, names = message("No longer asked every time at {account}: {text}", **figures), others
    if names is not None:
        ws.commit(why, edits=[(account, replace(account, pinned_questions=names))])
    return ws.records.get(Account, account_id)


def text_of(ws: Workspace, account: Account, question_id: str) -> str:
    """A question of the bank or of one's own in the customer's language. Raises NotFound."""
    own = ws.store.get("question", question_id)
    if own is not None:
        return ws.records.get(OwnQuestion, question_id).text
    texts = all_questions(ws.rules.questions(account.language))
    if question_id not in texts:
        raise NotFound(message("There is no question {name}", name=question_id))
    return texts[question_id]


def asked_openly(ws: Workspace, question: OwnQuestion) -> str:
    """The open question to ask instead of one that wants a yes or a no; empty when none is known."""
    return open_form(ws.rules.questions(question.language), question.text)


def topic_called(ws: Workspace, text: str) -> str:
    """The topic of the bank that an id or a part of a title means, in any language. Raises NotFound."""
    banks = [ws.rules.questions(language) for language in LANGUAGES]
    names = list(banks[0].topics)
    if text in names:
        return text
    for name in names:
        if text and any(fold(text) in fold(bank.topics[name].title) for bank in banks if name in bank.topics):
            return name
    raise NotFound(message("There is no topic {name}: {topics}", name=text, topics=", ".join(names)))


def _check(ws: Workspace, question: OwnQuestion) -> None:
    if not question.text:
        raise Refused(message("A few words are needed: what will be asked?"))
    for other in own_questions(ws):
        same = fold(other.text) == fold(question.text) and other.language == question.language
        if same and other.account in ("", question.account):
            raise Refused(message("This question is there already: {id}", id=other.id))


def _is_for(question: OwnQuestion, account: str, language: str) -> bool:
    return question.account == account or (not question.account and question.language == language)
