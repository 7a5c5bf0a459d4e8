"""The screen around all work: tabs, context line, the view, the footer; keys find their act here."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from cadence_tui.locale import Speech
from cadence_tui.model.errors import CadenceError
from cadence_tui.model.message import Message, message
from cadence_tui.tui.attentive import Attentive
from cadence_tui.tui.bars import footer_lines, tab_line, who_line
from cadence_tui.tui.registry import Act
from cadence_tui.tui.reminding import Reminding
from cadence_tui.tui.signals.looking import Lookout
from cadence_tui.tui.spans import Line
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.bar import Bar
from cadence_tui.tui.widgets.foot import Foot
from cadence_tui.tui.widgets.prompt import Prompt
from cadence_tui.tui.widgets.too_small import TooSmall, is_too_small
from cadence_tui.workspace import taking_back
from cadence_tui.workspace.greeting import greeting
from cadence_tui.workspace.session import damage_of

if TYPE_CHECKING:
    from cadence_tui.workspace.search_index import SearchIndex

_BLIND_ACTS = frozenset({"app.quit", "app.suspend"})


class Frame(Attentive):
    """Holds a stack of views for each tab; shows the topmost of the chosen tab."""

    DEFAULT_CSS = """
    Frame { layout: vertical; layers: default above; }
    Frame > #work { height: 1fr; layout: vertical; }
    Frame > #footer { dock: none; }
    Frame View.away { display: none; }
    """
    AUTO_FOCUS = ""

    def __init__(self, roots: dict[int, Callable[[], View]], tab: int = 1) -> None:
        super().__init__()
        self._roots = roots
        self._stacks: dict[int, list[View]] = {}
        self.tab = tab
        self._tabs_bar, self._context_bar = Bar("bar", id="tabs"), Bar("dim", id="context")
        self._footer_bar, self.prompt = Foot(id="footer"), Prompt(id="prompt")
        self._notice: tuple[str, str] | None = None
        self._entered: View | None = None
        self._early: list[events.Key] = []
        self.reminding = Reminding(self)
        self._warned = self._warned_before = False
        self.written: SearchIndex | None = None
        """What was read to be searched, once somebody has searched."""

    def compose(self) -> ComposeResult:
        yield self._tabs_bar
        yield self._context_bar
        with Container(id="work"):
            yield self._root_of(self.tab)
        yield self._footer_bar
        yield self.prompt
        yield TooSmall()

    @property
    def speech(self) -> Speech:
        """The reader's language."""
        return self.cadence.speech

    @property
    def view(self) -> View:
        """The view in front."""
        return self._stacks[self.tab][-1]

    @property
    def goes_back(self) -> bool:
        """Whether `back` leads out of what is in front."""
        return len(self._stacks[self.tab]) > 1 or self.view.is_inside()

    def on_mount(self) -> None:
        self._come_forward()

    def on_resize(self) -> None:
        """Another width has room for other keys."""
        if self.tab in self._stacks and self.view.is_mounted:
            self.call_after_refresh(self.show_bars)

    # -- tabs and views ----------------------------------------------------------

    def go(self, tab: int) -> None:
        """Shows a tab; its first view is made on the first visit."""
        if tab == self.tab:
            return
        self.prompt.close()
        self.tab = tab
        if tab not in self._stacks:
            self.query_one("#work").mount(self._root_of(tab))
        self._come_forward()

    def root(self, tab: int) -> View:
        """The first view of a tab, made if need be."""
        if tab not in self._stacks:
            self.query_one("#work").mount(self._root_of(tab))
            self._stacks[tab][-1].add_class("away")
        return self._stacks[tab][0]

    def come_back(self, tab: int, wanted: Callable[[View], bool]) -> View | None:
        """Shows a view that lies open in a tab, closing those over it; None when there is none."""
        found = next((view for view in reversed(self._stacks.get(tab, [])) if wanted(view)), None)
        if found is None:
            return None
        self.go(tab)
        while self.view is not found:
            self.close_view()
        return found

    def call(self, account_id: str) -> None:
        """Starts a call with an account at once, from wherever one is."""
        self.go(3)
        self.root(3).start(account_id)  # type: ignore[attr-defined]

    def open(self, view: View) -> None:
        """Lays a view over the one in front; `back` returns."""
        self._stacks[self.tab].append(view)
        self.query_one("#work").mount(view)
        self._come_forward()

    def close_view(self) -> bool:
        """Takes the topmost view away; false when only the tab's own is left."""
        stack = self._stacks[self.tab]
        if len(stack) == 1:
            return False
        stack.pop().remove()
        self._come_forward()
        return True

    def tell(self, text: Message | str, *, role: str = "info") -> None:
        """Says something on the footer line until the next key."""
        self._notice = (self.speech.word(text), role)
        self.show_bars()

    def hush(self) -> None:
        """Takes back what was said, so that the keys stand there again."""
        self._notice = None
        self.show_bars()

    def _root_of(self, tab: int) -> View:
        view = self._roots[tab]()
        self._stacks[tab] = [view]
        return view

    def _come_forward(self) -> None:
        for stack in self._stacks.values():
            for view in stack:
                view.set_class(view is not self.view, "away")
        self._entered = None
        self._notice = None
        self.call_after_refresh(self._enter, self.view)

    def _enter(self, view: View) -> None:
        if view is not self.view:
            return
        if not view.is_mounted:
            # A view that composes much is ready later: its own queue waits for that, ours would spin.
            view.call_after_refresh(self._enter, view)
            return
        view.entered()
        if self.prompt.is_open:
            # Whoever typed ahead of the first screen goes on typing.
            self.prompt.resume()
        self.show_bars()
        self._entered, early, self._early = view, self._early, []
        for event in early:
            self.app.post_message(event)

    # -- bars ----------------------------------------------------------------------

    def show_bars(self) -> None:
        """Brings tabs, context line and footer up to date; painting happens only where text changed."""
        told = self._told_line()
        self._tabs_bar.show(tab_line(self), who_line(self))
        if not self.view.is_mounted:
            # It is asked for its keys and its line once it stands.
            self._footer_bar.show(told, [])
            return
        keys, aside = footer_lines(self)
        self._footer_bar.show(told or keys, [] if told else aside)
        left, right = self.view.context_line()
        self._context_bar.show([(" ", ""), *left], [*right, (" ", "")])

    @property
    def is_telling(self) -> bool:
        """Whether something is said on the footer line."""
        return self._notice is not None

    def _told_line(self) -> Line:
        if self.waiting is not None:
            why = self.speech.word(self.waiting)
            return [(" " + self.speech.say("Waiting: {why} · esc gives up", why=why), "warn")]
        if self._notice:
            return [(" " + self._notice[0], self._notice[1])]
        return []

    # -- keys ------------------------------------------------------------------------

    def keeps(self, event: events.Key) -> bool:
        """Keeps a key that was typed ahead of the view in front, until that can take it."""
        if self._entered is not None or self.prompt.is_open:
            return False
        self._early.append(event)
        return True

    def on_key(self, event: events.Key) -> None:
        if not self.prompt.is_open and self.take_key(event):
            event.stop()
            event.prevent_default()

    def take_key(self, event: events.Key) -> bool:
        """Carries out the act that a key means here; false when it means none."""
        key = (
            event.character
            if event.character and event.character.isprintable() and event.key != "space"
            else event.key
        )
        if self._notice:
            self._notice = None
            self.call_after_refresh(self.show_bars)
        act = self.cadence.keymap.find(key, self.view.listening())
        if act is None or (is_too_small(self) and act.id not in _BLIND_ACTS):
            return False
        self.do(act)
        return True

    def do(self, act: Act) -> None:
        """Carries out an act, or says why it cannot be done."""
        self._warned_before, self._warned = self._warned, False
        reason = self.view.why_not(act)
        if reason is not None:
            self.tell(reason, role="warn")
            return
        if act.context == "list":
            self.view.act_list(act.id)  # type: ignore[attr-defined]
            return
        owner: Any = self if act.context == "app" else self.view
        getattr(owner, act.method)()

    def act_tab_1(self) -> None:
        self.go(1)

    def act_tab_2(self) -> None:
        self.go(2)

    def act_tab_3(self) -> None:
        self.go(3)

    def act_tab_4(self) -> None:
        self.go(4)

    def act_tab_5(self) -> None:
        self.go(5)

    def act_back(self) -> None:
        if self.waiting is not None:
            self.cadence.workspace.store.give_up()
        elif not self.view.back():
            self.close_view()

    def act_quit(self) -> None:
        # Only who was told the very key before may lose something.
        lost = None if self._warned_before else self._losing()
        if lost is None:
            self.app.exit()
            return
        tab, told = lost
        self.go(tab)
        self._warned = True
        self.tell(told, role="warn")

    def _losing(self) -> tuple[int, Message] | None:
        """The tab where something would be lost, and what."""
        found = ((tab, view.losing()) for tab, stack in self._stacks.items() for view in stack)
        return next(((tab, told) for tab, told in found if told is not None), None)

    def unfinished(self) -> list[Callable[[], Any]]:
        jobs = (view.unfinished() for stack in self._stacks.values() for view in stack)
        return [job for job in jobs if job is not None]

    def act_redraw(self) -> None:
        self.app.refresh(layout=True)

    def act_suspend(self) -> None:
        # A process that is stopped with the lock in its hand would stop everybody.
        with self.cadence.workspace.store.undisturbed():
            self.app.action_suspend_process()

    def act_help(self) -> None:
        from cadence_tui.tui.dialogs.keys import show_keys

        show_keys(self)

    def act_palette(self) -> None:
        from cadence_tui.tui.dialogs.palette import choose_act

        choose_act(self)

    def act_jump(self) -> None:
        from cadence_tui.tui.dialogs.jump import jump

        jump(self)

    def act_touch_model(self) -> None:
        from cadence_tui.tui.team.model import ModelView

        self.go(5)
        if not isinstance(self.view, ModelView):
            self.open(ModelView())

    def act_meanwhile(self) -> None:
        from cadence_tui.tui.cover.meanwhile import show_return

        show_return(self.view)

    def act_theme(self) -> None:
        from cadence_tui.tui.dialogs.themes import choose_theme

        choose_theme(self)

    def act_undo(self) -> None:
        self.perform(partial(taking_back.undo, self.cadence.workspace), self._tell_taken_back)

    def act_redo(self) -> None:
        self.perform(partial(taking_back.redo, self.cadence.workspace), self._tell_done_again)

    def _tell_taken_back(self, what: Message) -> None:
        self.tell(message("Taken back: {what}", what=what))

    def _tell_done_again(self, what: Message) -> None:
        self.tell(message("Done again: {what}", what=what))

    def act_unsaved(self) -> None:
        from cadence_tui.tui.dialogs.unsaved import show_unsaved

        show_unsaved(self)

    # -- refusals, news, time ------------------------------------------------------------

    def refused(self, error: CadenceError) -> None:
        """Shows why an act was refused; of what could not be saved, both sides or where it is kept."""
        if error.unsaved is None:
            self.tell(error.message, role="error")
            return
        from cadence_tui.tui.dialogs.unsaved import show_refused

        show_refused(self, error)

    def came(self, kinds: set[str]) -> None:
        if kinds:
            for stack in self._stacks.values():
                for view in stack:
                    # Before it stands it has nothing to bring up to date; the last news may come when the
                    # screen is being taken down.
                    if view.is_mounted and view.is_attached:
                        view.news(kinds)
        self.reminding.news(kinds)
        self.show_bars()

    def tick(self) -> None:
        if self._notice is None:
            self._tabs_bar.show(tab_line(self), who_line(self))

    def greet(self, unseen: int) -> None:
        self.reminding.begin()
        store = self.cadence.workspace.store
        if store.hindrance is not None:
            self.tell(damage_of(store) or store.hindrance.message, role="error")
            return
        Lookout(self).begin()
        if not unseen or self._notice:
            self._greet_back()
            return
        told = self.speech.plural(
            "{n} thing was not saved: {key}",
            "{n} things were not saved: {key}",
            unseen,
            key=self.cadence.keymap.label(self.cadence.keymap.acts["app.unsaved"], self.speech),
        )
        self.tell(told, role="warn")

    def _greet_back(self) -> None:
        workspace, speech = self.cadence.workspace, self.speech
        key = self.cadence.keymap.label(self.cadence.keymap.acts["app.meanwhile"], speech)

        def tell(text: Message | None) -> None:
            if text is not None and self._notice is None:
                self.tell(text)

        self.read(self.view, lambda: greeting(workspace, key), tell, group="welcome")
