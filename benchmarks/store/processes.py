"""Work in several processes at once, begun at the same moment."""

import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier, Event
from typing import Any, TypeVar

R = TypeVar("R")
Ready = Callable[[], object]
"""Waits until every process is ready."""
Work = Callable[[Ready], R]

# Copies of a warm process: forty that import everything anew would be measured for their imports.
_context = multiprocessing.get_context("fork")


def together(works: Sequence[Work[R]]) -> list[R]:
    """The results of the works, each in a process of its own. Raises RuntimeError when one has failed."""
    barrier = _context.Barrier(len(works))
    processes: dict[Connection, BaseProcess] = {}
    for work in works:
        here, there = _context.Pipe(duplex=False)
        process = _context.Process(target=_run, args=(work, barrier, there), daemon=True)
        process.start()
        there.close()
        processes[here] = process
    try:
        return _results(processes)
    finally:
        for process in processes.values():
            process.terminate()
            process.join()


def _results(processes: dict[Connection, BaseProcess]) -> list[Any]:
    results: dict[Connection, Any] = {}
    while len(results) < len(processes):
        # Whoever comes first, so that the others need not wait for one that has failed.
        waiting = [pipe for pipe in processes if pipe not in results]
        ready = wait(waiting)
        for pipe in (pipe for pipe in waiting if pipe in ready):
            try:
                results[pipe] = pipe.recv()
            except EOFError:
                raise RuntimeError(f"{processes[pipe].name} ended without a result") from None
    return [results[pipe] for pipe in processes]


def event() -> Event:
    """A signal between works."""
    return _context.Event()


def _run(work: Work[R], barrier: Barrier, pipe: Connection) -> None:
    pipe.send(work(barrier.wait))
