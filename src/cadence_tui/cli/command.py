"""Commands that speak the reader's language and take the options of the contract anywhere on the line."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import click

from cadence_tui.cli.placeholders import spoken_placeholder
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import INSTANT, TRANSACTION, Day, OneOf, WholeNumber, written_day
from cadence_tui.locale import LANGUAGES
from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import Message, message
from cadence_tui.workspace.terms import Repeated

Work = Callable[..., Any]
_WIDTH = 100
_MOST = 10**9
UNSAID = Message("")
"""Of commands at the top: the index has their explanation."""


def request_of(context: click.Context) -> Request:
    """The request that a context belongs to."""
    return context.find_root().ensure_object(Request)


class Option(click.Option):
    """An option whose explanation is a message."""

    def __init__(self, *words: Any, says: Message, **settings: Any) -> None:
        super().__init__(*words, **settings)
        self.says = says

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for its value, in the reader's language."""
        return spoken_placeholder(super().make_metavar(ctx), request_of(ctx).speech)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The line of the help, in the reader's language."""
        if self.hidden:
            return None
        speech = request_of(ctx).speech
        spec = " / ".join([", ".join(self.opts), *self.secondary_opts])
        if not self.is_flag:
            spec = f"{spec} {self.make_metavar(ctx)}"
        return spec, speech.word(self.says)


class Argument(click.Argument):
    """An argument whose explanation is a message."""

    def __init__(self, *words: Any, says: Message, **settings: Any) -> None:
        super().__init__(*words, **settings)
        self.says = says

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for it, in the reader's language."""
        return spoken_placeholder(super().make_metavar(ctx), request_of(ctx).speech)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """The line of the help, in the reader's language."""
        return self.make_metavar(ctx), request_of(ctx).speech.word(self.says)


class Command(click.Command):
    """A command with the options of every command; its explanation is a message.

    One that `writes` has those of every command that changes something, too.
    """

    def __init__(self, *words: Any, says: Message = UNSAID, writes: bool = False, **settings: Any) -> None:
        super().__init__(*words, **settings)
        self.says = says
        self.writes = writes
        # Left-over words are refused in the reader's language, see `invoke`.
        self.allow_extra_args = True

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Its own parameters, then those of every command."""
        writing = writing_options() if self.writes else ()
        return [*self.params, *writing, *common_options()]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """None: it is among the parameters already."""
        return None

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command. Raises WrongUsage for words that nobody asked for."""
        if ctx.args:
            raise WrongUsage(self._unasked(ctx.args))
        request_of(ctx).writes = self.writes
        return super().invoke(ctx)

    def _unasked(self, words: Sequence[str]) -> Message:
        """What to tell of words that nobody asked for; a day may have missed its option."""
        told = " ".join(words)
        options = [
            each.opts[0]
            for each in self.params
            if isinstance(each, click.Option) and isinstance(each.type, Day)
        ]
        if options and written_day(words[0]):
            return message(
                "Nobody expects this here: {words}. A day goes with {option}", words=told, option=options[0]
            )
        return message("Nobody expects this here: {words}", words=told)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The page of `--help`."""
        write_help(self, ctx, formatter)


class Group(click.Group):
    """A command with commands below it."""

    def __init__(self, *words: Any, says: Message = UNSAID, **settings: Any) -> None:
        super().__init__(*words, no_args_is_help=False, **settings)
        self.says = says

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Its own parameters, then those of every command."""
        return [*self.params, *common_options()]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """None: it is among the parameters already."""
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command meant. Raises WrongUsage for a name that there is not."""
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            text = message(
                "There is no command {name}; see: {path} --help", name=args[0], path=ctx.command_path
            )
            raise WrongUsage(text)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command below. Raises WrongUsage when none is named and one is needed."""
        if not ctx.args and not ctx._protected_args and not self.invoke_without_command:  # pyright: ignore[reportPrivateUsage]
            raise WrongUsage(message("Which command? See: {path} --help", path=ctx.command_path))
        return super().invoke(ctx)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The page of `--help`."""
        write_help(self, ctx, formatter)

    def below(self, ctx: click.Context) -> list[tuple[str, Message]]:
        """Names and explanations of the commands below, in their order."""
        return [(name, getattr(command, "says", UNSAID)) for name, command in self.commands.items()]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they are explained."""
        return [name for name, _ in self.below(ctx)]


class Listing(Group):
    """A group whose words, where none is a command below it, are meant for the one that lists."""

    def __init__(self, *words: Any, listed: str, **settings: Any) -> None:
        super().__init__(*words, **settings)
        self.listed = listed

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts the name of the one that lists before its words."""
        named = any(word in self.commands or word == "--help" for word in args)
        # Who completes words wants to know all the commands.
        return super().parse_args(ctx, args if named or ctx.resilient_parsing else [self.listed, *args])


def write_help(command: Command | Group, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """The page of `--help` in the reader's language."""
    speech = request_of(ctx).speech
    formatter.width = min(_WIDTH, max(formatter.width, 78))
    formatter.write_usage(ctx.command_path, _usage(command, ctx), prefix=f"{speech.say('Usage:')} ")
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(speech.word(command.says))
    arguments = [each for each in command.params if isinstance(each, Argument)]
    _section(formatter, speech.say("Arguments"), [each.get_help_record(ctx) for each in arguments])
    if isinstance(command, Group):
        rows = [(name, speech.word(says)) for name, says in command.below(ctx)]
        _section(formatter, speech.say("Commands"), rows)
    own = [each for each in command.params if isinstance(each, Option)]
    _section(formatter, speech.say("Options"), _records(own, ctx))
    if isinstance(command, Command) and command.writes:
        title = speech.say("Options of every command that changes something")
        _section(formatter, title, _records(writing_options(), ctx))
    _section(formatter, speech.say("Options of every command"), _records(common_options(), ctx))


def _records(options: Sequence[Option], ctx: click.Context) -> list[tuple[str, str]]:
    return [record for option in options if (record := option.get_help_record(ctx)) is not None]


def _section(formatter: click.HelpFormatter, title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows, col_max=34)


def _usage(command: Command | Group, ctx: click.Context) -> str:
    speech = request_of(ctx).speech
    pieces = [each.make_metavar(ctx) for each in command.params if isinstance(each, Argument)]
    if isinstance(command, Group):
        word = speech.say("COMMAND")
        pieces.append(f"[{word}]" if command.invoke_without_command else word)
    return " ".join([*pieces, f"[{speech.say('OPTIONS')}]"])


@cache
def common_options() -> tuple[Option, ...]:
    """The options that every command takes, before and after its name (contract)."""
    return (
        _kept(
            "--store",
            message("Folder of the store (else: $CADENCE_STORE, the settings, the user's data folder)"),
            is_eager=True,
            metavar="PATH",
        ),
        _kept(
            "--as",
            message("Who acts: login, name or id"),
            field="acting",
            is_eager=True,
            metavar="PERSON",
        ),
        _kept(
            "--lang",
            message("Language of the words"),
            field="language",
            is_eager=True,
            type=OneOf(LANGUAGES),
        ),
        _kept("--now", message("An instant to take for the present"), is_eager=True, type=INSTANT),
        _kept(
            "--json",
            message("One JSON document as the answer"),
            field="as_json",
            is_eager=True,
            is_flag=True,
        ),
        _help_option(),
    )


@cache
def writing_options() -> tuple[Option, ...]:
    """The options of commands that change documents in one act (contract)."""
    return (
        _kept(
            "--txn",
            message("An id of yours for this change: sent again, it is not done again"),
            type=TRANSACTION,
            metavar="ID",
        ),
        _kept(
            "--if-rev",
            message("Only if the one document that is edited is at this revision"),
            field="if_rev",
            type=WholeNumber(1, _MOST),
        ),
    )


def _kept(word: str, says: Message, *, field: str = "", **settings: Any) -> Option:
    """An option whose value goes into the request."""
    field = field or word.strip("-")

    def keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
        if value:
            setattr(request_of(context), field, value)

    return Option([word, f"common_{field}"], says=says, expose_value=False, callback=keep, **settings)


def _help_option() -> Option:
    def show(context: click.Context, parameter: click.Parameter, value: bool) -> None:
        if value and not context.resilient_parsing:
            request_of(context).pour([f"{context.get_help()}\n".encode()])
            context.exit()

    return Option(
        ["--help"],
        says=message("This page"),
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=show,
    )


def option(*words: str, says: Message, **settings: Any) -> Callable[[Work], Work]:
    """Gives a command an option."""
    return click.option(*words, cls=Option, says=says, **settings)


def argument(*words: str, says: Message, **settings: Any) -> Callable[[Work], Work]:
    """Gives a command an argument."""
    return click.argument(*words, cls=Argument, says=says, **settings)


def command(name: str, says: Message = UNSAID, *, writes: bool = False) -> Callable[[Work], Command]:
    """Makes a command of a function that takes the request first; `writes` for one act on documents."""
    return lambda work: click.command(name, cls=Command, says=says, writes=writes)(
        _with_request(_on_terms(work) if writes else work)
    )


def group(
    name: str, says: Message = UNSAID, *, invoke_without_command: bool = False
) -> Callable[[Work], Group]:
    """Makes a group of a function that takes the request first."""
    return lambda work: click.command(
        name, cls=Group, says=says, invoke_without_command=invoke_without_command
    )(_with_request(work))


def listing(name: str, listed: str) -> Callable[[Work], Listing]:
    """Makes a group that lists, by the command of that name below it, when no other one is named."""
    return lambda work: click.command(name, cls=Listing, listed=listed)(_with_request(work))


def below(parent: Group, name: str, says: Message, *, writes: bool = False) -> Callable[[Work], Command]:
    """Makes a command of a function and puts it below a group; `writes` for one act on documents."""

    def put(work: Work) -> Command:
        made = command(name, says, writes=writes)(work)
        parent.add_command(made)
        return made

    return put


def _with_request(work: Work) -> Work:
    def run(**values: Any) -> Any:
        request = request_of(click.get_current_context())
        request.admit()
        return work(request, **values)

    return _in_place_of(work, run)


def _on_terms(work: Work) -> Work:
    def run(request: Request, **values: Any) -> None:
        try:
            with request.insisting():
                work(request, **values)
        except Repeated as again:
            request.repeated(again)

    return _in_place_of(work, run)


def _in_place_of(work: Work, run: Work) -> Work:
    run.__click_params__ = getattr(work, "__click_params__", [])  # type: ignore[attr-defined]
    return run
