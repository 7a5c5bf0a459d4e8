"""`cadence completion`: the script that lets a shell complete commands and options."""

from click.shell_completion import get_completion_class

from cadence_tui.cli.command import argument, command
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf
from cadence_tui.model.message import message


@command("completion")
@argument("shell", says=message("The shell to make it for"), type=OneOf(("bash", "zsh", "fish")))
def completion(request: Request, shell: str) -> None:
    """Prints the script; it asks the program itself what fits."""
    made = get_completion_class(shell)
    assert made is not None
    script = made(None, {}, "cadence", "_CADENCE_COMPLETE")  # type: ignore[arg-type]
    source = script.source_template % script.source_vars()
    request.answer({"shell": shell, "script": source}, lambda: source.splitlines())
