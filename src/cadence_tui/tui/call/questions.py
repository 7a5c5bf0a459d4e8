"""The questions of a call: asked, pinned, and those of one's own (C4)."""

from cadence_tui.model.documents import OwnQuestion
from cadence_tui.model.message import message
from cadence_tui.practice.questions import language_of, open_form
from cadence_tui.tui.call.endings import GuideEnding
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.widgets.page import Page
from cadence_tui.views.vocabulary import word_of
from cadence_tui.workspace import capturing
from cadence_tui.workspace.questions import add_question, pin_question

_FOR_ALL = "*"
_OPEN, _TYPED = "open", "typed"


class GuideQuestions(GuideEnding):
    """Walks the questions, marks them, adds to them."""

    def on_page_moved(self, event: Page.Moved) -> None:
        event.stop()
        if event.page is self._questions:
            self._show_questions()

    def act_next_question(self) -> None:
        self._questions.move("list.down")

    def act_previous_question(self) -> None:
        self._questions.move("list.up")

    def act_all_questions(self) -> None:
        self._every_topic = not self._every_topic
        self._show_questions(top=True)

    def act_asked(self) -> None:
        call_id, question = self.call.id, self._questions.current_key
        if question:
            self.act_on(lambda: capturing.mark_asked(self._ws, call_id, question))

    def act_pin(self) -> None:
        """Has the chosen question asked in every call with this account, or no longer."""
        account, question = self.call.account, self._questions.current_key
        if question and self._facts is not None:
            pinned = question not in self._facts.account.pinned_questions
            self.perform(lambda: pin_question(self._ws, account, question, pinned=pinned))

    def act_own(self) -> None:
        """Asks for a question of one's own."""
        say = self.cadence.speech.say
        self.frame.prompt.ask(
            say("New question:"),
            self._typed_own,
            hint=say("for this account; with * before it for all"),
            leave=self._line.take_keys,
        )

    def _typed_own(self, typed: str) -> None:
        """Asks for the language where it seems to be another one than the customer's."""
        self._line.take_keys()
        facts, speech = self._facts, self.cadence.speech
        text = typed.removeprefix(_FOR_ALL).strip()
        if facts is None or not text:
            return
        account = "" if typed.startswith(_FOR_ALL) else self.call.account
        usual = facts.account.language
        spoken = language_of(text, facts.banks, usual)
        if spoken == usual:
            self._offer_openly(text, account, usual)
            return
        of_customer = speech.say("the customer's language")
        choices = [
            Choice(name, word_of("language", name, speech), of_customer if name == usual else "")
            for name in sorted(facts.banks, key=lambda name: (name != spoken, name != usual))
        ]

        def chosen(name: str | None) -> None:
            if name is not None:
                self._offer_openly(text, account, name)

        title = speech.say("In which language is this question?")
        self.app.push_screen(Picker(title, choices, speech), chosen)

    def _offer_openly(self, text: str, account: str, language: str) -> None:
        """Offers the open form of a question that wants a yes or a no, then adds it."""
        facts, speech = self._facts, self.cadence.speech
        openly = open_form(facts.banks[language], text) if facts is not None else ""
        if not openly:
            self._add(text, account, language)
            return
        choices = [
            Choice(_OPEN, openly, speech.say("question|open")),
            Choice(_TYPED, text, speech.say("question|as typed")),
        ]

        def chosen(key: str | None) -> None:
            if key is not None:
                self._add(openly if key == _OPEN else text, account, language)

        title = speech.say("That can be answered with yes or no")
        self.app.push_screen(Picker(title, choices, speech, wide=True), chosen)

    def _add(self, text: str, account: str, language: str) -> None:
        topic = self._topic()

        def added() -> OwnQuestion:
            return add_question(self._ws, text, topic=topic, account=account, language=language)

        self.perform(added, self._added)

    def _added(self, question: OwnQuestion) -> None:
        spoken = word_of("language", question.language, self.cadence.speech)
        self.frame.tell(message("Question added, in {language}", language=spoken))
        # A section without questions of its own would not show it.
        self._every_topic = self._every_topic or question.topic not in self._topics()
        self._sought = question.id
        self.learn(self._learnt)

    def _topic(self) -> str:
        """The topic of the chosen question, else the first of the section, else of the bank."""
        chosen = next((each for each in self._prompts if each.id == self._questions.current_key), None)
        if chosen is not None:
            return chosen.topic
        return next(iter(self._topics() or (self._facts.bank.topics if self._facts else ())), "")

    def _topics(self) -> tuple[str, ...]:
        """The topics of the section."""
        sections = self._facts.agenda.sections if self._facts else ()
        return next((each.topics for each in sections if each.id == self.call.section), ())
