"""Lines of an open file, from either end, without holding the file."""

from collections.abc import Iterator

from cadence_tui.store.disk import read_range

_BLOCK = 1 << 18


def forwards(handle: int, end: int) -> Iterator[bytes]:
    """The lines up to the byte `end`, first one first, without their line feeds."""
    rest: list[bytes] = []
    for start in range(0, end, _BLOCK):
        first, *others = read_range(handle, start, min(_BLOCK, end - start)).split(b"\n")
        rest.append(first)
        if not others:
            continue
        yield b"".join(rest)
        yield from others[:-1]
        rest = [others[-1]]
    if any(rest):
        yield b"".join(rest)


def backwards(handle: int, end: int) -> Iterator[bytes]:
    """The lines up to the byte `end`, last one first, without their line feeds."""
    rest: list[bytes] = []
    while end > 0:
        start = max(0, end - _BLOCK)
        *others, last = read_range(handle, start, end - start).split(b"\n")
        end = start
        rest.append(last)
        if not others:
            continue
        line = b"".join(reversed(rest))
        if line:
            yield line
        yield from reversed(others[1:])
        rest = [others[0]]
    if any(rest):
        yield b"".join(reversed(rest))
