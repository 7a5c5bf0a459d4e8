"""What a person sees, as text."""

from collections.abc import Callable

from textual.app import App
from textual.pilot import Pilot


def screen_text(app: App[None]) -> list[str]:
    """The lines on the screen, dialogs included."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    return [strip.text.ljust(width) for strip in strips[:height]]


async def until(pilot: Pilot[None], condition: Callable[[list[str]], bool], turns: int = 1000) -> list[str]:
    """Lets the app work until what is on the screen meets the condition; fails with the screen."""
    lines: list[str] = []
    for _ in range(turns):
        await pilot.pause(0.01)
        lines = screen_text(pilot.app)
        if condition(lines):
            return lines
    raise AssertionError("never on the screen:\n" + "\n".join(line.rstrip() for line in lines))


async def until_text(pilot: Pilot[None], text: str) -> list[str]:
    """Lets the app work until a text is on the screen."""
    return await until(pilot, lambda lines: any(text in line for line in lines))
