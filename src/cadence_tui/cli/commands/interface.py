"""`cadence` and `cadence demo`: the interface, on the store or on a throw-away copy of the sample."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import click

from cadence_tui.cli.command import command, option
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf
from cadence_tui.model.message import message
from cadence_tui.workspace.demo import DEMO_LOGIN, demo_store
from cadence_tui.workspace.whereabouts import require_store

if TYPE_CHECKING:
    from cadence_tui.content.sample.portfolio import SampleSize

SIZES = ("small", "team", "large")
_ENDED_BY_SIGNAL = 128


def open_interface(request: Request) -> int:
    """The interface on the store; returns the exit status. Raises StoreError where there is none."""
    from cadence_tui.tui.start import run_interface

    require_store(request.path)
    clock = request.clock if request.now else None
    return run_interface(request.path, acting=request.acting, language=request.language, clock=clock)


@command("demo")
@option(
    "--size",
    says=message("How much of a book: {words}", words="small, team, large"),
    type=OneOf(SIZES),
    default="team",
)
@option("--theme", says=message("Colours: the name of a theme"), metavar="NAME", default="")
def demo(request: Request, size: SampleSize, theme: str) -> None:
    """The interface as Ana, on a copy that is gone afterwards."""
    from cadence_tui.tui.start import check_terminal, run_interface

    check_terminal()
    with ending_in_order(), demo_store(size, request.clock.now()) as store:
        status = run_interface(
            store,
            acting=request.acting or DEMO_LOGIN,
            language=request.language,
            clock=request.clock if request.now else None,
            theme=theme,
        )
    click.get_current_context().exit(status)


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Lets a hang-up or a termination unwind, so that the copy is removed even around the interface."""

    def end(number: int, frame: object) -> NoReturn:
        raise SystemExit(_ENDED_BY_SIGNAL + number)

    before = {number: signal.signal(number, end) for number in (signal.SIGHUP, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
