"""What is sent to the terminal when parts of lines changed: those parts, and nothing before them."""

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate


class ExactUpdate(ChopsUpdate):
    """Paints spans from where they begin; Textual's own begins each at the left edge of its widget."""

    def render_segments(self, console: Console) -> str:
        """The spans as text for the terminal."""
        parts: list[str] = []
        for y, first, last in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                begin, until = max(x, first), min(end, last)
                if strip is None or begin >= until:
                    continue
                parts.append(Control.move_to(begin, y).segment.text)
                parts.append(strip.crop(begin - x, until - x).render(console))
        return "".join(parts)


def exact(update: ChopsUpdate) -> ExactUpdate:
    """The same update, without what is before its spans."""
    return ExactUpdate(update.chops, update.spans, update.chop_ends)
