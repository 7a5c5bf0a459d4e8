"""What stands on a screen too small to work on: one sentence with the size that is needed."""

from textual.strip import Strip
from textual.widget import Widget

from cadence_tui.tui.spans import wrap
from cadence_tui.tui.widgets.paint import strip

LEAST_WIDTH, LEAST_HEIGHT = 60, 16
NARROW, LOW = "-narrow", "-low"
"""Classes that a screen below the least size has."""


class TooSmall(Widget):
    """Covers its screen as long as that is narrow or low; what is behind stays as it is."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TooSmall { display: none; layer: above; width: 100%; height: 100%; background: $background; }
    Screen.-narrow TooSmall, Screen.-low TooSmall { display: block; }
    """

    def render_line(self, y: int) -> Strip:
        """A line of the sentence, or a blank one."""
        size = self.app.size
        text = self.app.speech.say(  # type: ignore[attr-defined]
            "The screen is {width} × {height}; {least_width} × {least_height} are needed",
            width=size.width,
            height=size.height,
            least_width=LEAST_WIDTH,
            least_height=LEAST_HEIGHT,
        )
        lines = wrap([(text, "")], max(1, size.width))
        return strip(self, lines[y] if y < len(lines) else [], self.size.width)


def is_too_small(screen: Widget) -> bool:
    """Whether a screen is covered."""
    return screen.has_class(NARROW) or screen.has_class(LOW)
