"""What people write about an account, in its language, its names filled in and seldom twice the same."""

from random import Random

from cadence_tui.content.sample.chance import pick
from cadence_tui.content.sample.world import Phrases


class Pen:
    """Takes phrases from the banks of a language, each bank in turn from a place of its own."""

    def __init__(
        self, phrases: Phrases, rng: Random, teams: list[str], features: list[str], name: str
    ) -> None:
        self._phrases = phrases
        self._rng = rng
        self._teams = teams
        self._features = features
        self._turn: dict[tuple[str, str], int] = {}
        self.meet(name)

    def meet(self, name: str) -> None:
        """From here on the customer speaks through this person, called by the first name."""
        self._contact = name.split()[0]

    def write(self, group: str, bank: str) -> str:
        """The next phrase of a bank."""
        texts = self._phrases[group][bank]
        turn = self._turn.get((group, bank))
        turn = int(self._rng.random() * len(texts)) if turn is None else turn + 1
        self._turn[group, bank] = turn
        return texts[turn % len(texts)].format(
            team=pick(self._rng, self._teams),
            feature=pick(self._rng, self._features),
            contact=self._contact,
        )
