"""What the list of sessions and the list of guests share: reading, and the mails to guests."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from cadence_tui.model.documents import GroupSession
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.tui.actions.prompts import ask_line
from cadence_tui.tui.beside import Beside
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.views.group_sessions import draft_lines, drafts_text, held_back_lines
from cadence_tui.views.lines import BLANK, TextLine, line
from cadence_tui.views.names import NO_NAMES, Names
from cadence_tui.views.words import Words
from cadence_tui.workspace import session_attendance, session_letters
from cadence_tui.workspace.group_sessions import may_host
from cadence_tui.workspace.session import last_done
from cadence_tui.workspace.session_letters import Written

_GO, _OVER, _COPY, _FILES = "go", "over", "copy", "files"


class Mailing(Beside):
    """A list from which guests are written to."""

    names: Names = NO_NAMES
    shown_kinds = frozenset({"group_session", "account", "contact", "person"})

    @property
    def words(self) -> Words:
        """The reader, with the names of what the lists speak of."""
        zone = self.cadence.workspace.actor.timezone
        return Words(speech=self.cadence.speech, names=self.names, zone=zone)

    # -- invitations -------------------------------------------------------------------

    def ask_invite(self, session: GroupSession, keys: Collection[str] = ()) -> None:
        """Invites; where somebody is held back it is said first, and asked."""
        ws = self.cadence.workspace

        def shown(written: Written) -> None:
            if written.held_back:
                self._ask_held_back(written, keys)
            else:
                self._invite(session, keys, over_budget=False)

        self.perform(lambda: session_letters.preview_invitations(ws, session.id, keys), shown)

    def _ask_held_back(self, written: Written, keys: Collection[str]) -> None:
        speech, words = self.cadence.speech, self.words
        free, bound = len(written.drafts), sum(each.binding for each in written.held_back)
        every = free + len(written.held_back) - bound
        lines: list[TextLine] = []
        if free:
            told = speech.plural("Invite {n} guest now", "Invite {n} guests now", free)
            lines.append(line(("▸ ", "accent"), (told, ""), key=_GO))
        if every > free:
            told = speech.say("Invite {n}, over the contact budget", n=every)
            lines.append(line(("▸ ", "accent"), (told, ""), key=_OVER))
        lines += [BLANK, *held_back_lines(written.held_back, words)]

        def chosen(key: str | None) -> None:
            if key in (_GO, _OVER):
                self._invite(written.session, keys, over_budget=key == _OVER)

        title = speech.say("Held back: {n}", n=len(written.held_back))
        self.app.push_screen(Reading(title, page_lines(lines), speech), chosen)

    def _invite(self, session: GroupSession, keys: Collection[str], *, over_budget: bool) -> None:
        ws = self.cadence.workspace
        self.carry_out_mails(lambda: session_letters.invite(ws, session.id, keys, over_budget=over_budget))

    def carry_out_mails(self, act: Callable[[], Written]) -> None:
        """Marks what was written, says so, and shows the mails."""
        ws = self.cadence.workspace

        def work() -> tuple[Written, Message]:
            return act(), last_done(ws)

        def told(done: tuple[Written, Message]) -> None:
            self.table.marked.clear()
            self.frame.tell(done[1])
            self.show_drafts(done[0])

        self.perform(work, told)

    # -- mails -------------------------------------------------------------------------

    def show_drafts(self, written: Written, head: Sequence[TextLine] = ()) -> None:
        """The mails, to read, to copy, to write into files; nothing is sent from here."""
        speech, words = self.cadence.speech, self.words
        if not written.drafts:
            self.frame.tell(message("There is nobody to write to"), role="warn")
            return
        lines: list[TextLine] = [
            *([*head, BLANK] if head else []),
            line(("▸ ", "accent"), (speech.say("Copy the mails"), ""), key=_COPY),
            line(
                ("▸ ", "accent"), (speech.say("Write mails and calendar file into a folder"), ""), key=_FILES
            ),
            BLANK,
            *draft_lines(written.drafts, words),
        ]

        def chosen(key: str | None) -> None:
            if key == _COPY:
                copy(self.frame, drafts_text(written.drafts))
            elif key == _FILES:
                self.ask_folder(written)

        title = speech.plural("{n} mail to send", "{n} mails to send", len(written.drafts))
        self.app.push_screen(Reading(title, page_lines(lines), speech), chosen)

    def ask_folder(self, written: Written) -> None:
        """Asks where the files go, and writes them."""
        ws, say = self.cadence.workspace, self.cadence.speech.say

        def answered(text: str) -> None:
            if not text:
                return
            folder = Path(text).expanduser()
            self.perform(
                lambda: session_letters.write_files(ws, written, folder),
                lambda paths: self.frame.tell(
                    message("{n} files written into {path}", n=len(paths), path=plain(str(folder)))
                ),
            )

        ask_line(self, say("into the folder:"), answered, hint=say("a new one is made"))

    # -- attendance --------------------------------------------------------------------

    def close_attendance(self, session: GroupSession) -> None:
        """The list is complete."""
        ws = self.cadence.workspace
        self.act_and_tell(lambda: session_attendance.close_attendance(ws, session.id))

    def act_and_tell(self, act: Callable[[], Any]) -> None:
        """Carries out an act and says what it did; marks have served then."""
        ws = self.cadence.workspace

        def work() -> Message:
            act()
            return last_done(ws)

        def told(what: Message) -> None:
            self.table.marked.clear()
            self.frame.tell(what)

        self.perform(work, told)

    def why_not_host(self, session: GroupSession) -> Message | None:
        """Why the acting person changes nothing of a session; nothing when they may."""
        ws = self.cadence.workspace
        if ws.actor.role == "reader":
            return message("Readers change nothing")
        if not may_host(ws, session.owner):
            return message("Only its host or a lead changes this group session")
        return None
