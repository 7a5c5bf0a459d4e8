"""Who the accounts are: name, owner, country, segment, stage, mood, money and dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from cadence_tui.content.sample.chance import Ids, Rotation, pick
from cadence_tui.content.sample.contract import anchor, term, value
from cadence_tui.content.sample.patterns import Mood
from cadence_tui.content.sample.stories import Story
from cadence_tui.content.sample.world import Country, Industry, Member, World
from cadence_tui.model.documents import Person
from cadence_tui.model.documents.account import Language
from cadence_tui.model.money import Money
from cadence_tui.model.text import fold

_NOT_IN_DOMAINS = re.compile(r"[^a-z0-9]+")
_DOMAIN_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Desk:
    """A CSM, their entry in the people file, and how many accounts they keep."""

    person: Person
    member: Member
    accounts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An account as decided, before its documents are written; `rng` and `ids` are its own."""

    number: int
    id: str
    name: str
    domain: str
    owner: Person
    country: Country
    zone: str
    language: Language
    industry: Industry
    segment: str
    stage: str
    mood: Mood
    start: date
    renewal: date | None
    churned: date | None
    arr: Money | None
    seats: int
    today: date
    story: Story | None
    rng: Random
    ids: Ids

    def day(self, offset: int) -> date:
        """A day of the story, counted from its anchor."""
        return anchor(self.story, self.today) + timedelta(days=offset)

    @property
    def end(self) -> date:
        """The last day of which anything is known."""
        return min(self.today, self.churned or self.today)


def decide(world: World, desks: Sequence[Desk], today: date, seed: int) -> Iterator[Case]:
    """Every account: the stories first, then ordinary ones until the desks are full."""
    lots = _Lots(world, today, seed)
    by_login = {desk.person.login: desk for desk in desks}
    left = {desk.person.login: desk.accounts for desk in desks}
    for story in world.stories.stories:
        desk = by_login.get(story.owner, desks[0])
        left[desk.person.login] -= 1
        yield lots.told(story, desk.person)
    for desk in desks:
        segments = Rotation(desk.member.mix)
        countries = Rotation(desk.member.countries)
        for _ in range(left[desk.person.login]):
            yield lots.ordinary(desk.person, segments.next(), countries.next())


class _Lots:
    """Hands out what the accounts are made of, each thing in its proportion."""

    def __init__(self, world: World, today: date, seed: int) -> None:
        patterns, trades = world.patterns, world.trades
        self._world = world
        self._today = today
        self._seed = seed
        self._number = 0
        self._names = {story.account for story in world.stories.stories}
        self._stems = dict.fromkeys(world.countries, 0)
        self._industries = {industry.id: industry for industry in trades.industries}
        self._moods = {mood.id: mood for mood in patterns.moods}
        stages = {name: stage.weight for name, stage in patterns.stages.items()}
        self._stage_lots = {segment: Rotation(stages) for segment in patterns.segments}
        self._mood_lot = Rotation({mood.id: mood.weight for mood in patterns.moods})
        self._industry_lot = Rotation({industry.id: industry.weight for industry in trades.industries})

    def told(self, story: Story, owner: Person) -> Case:
        """The case of a story."""
        return self._case(
            name=story.account,
            owner=owner,
            country=self._world.countries[story.country],
            industry=self._industries[story.industry],
            segment=story.segment,
            stage=story.stage,
            mood=self._moods[story.mood],
            story=story,
        )

    def ordinary(self, owner: Person, segment: str, country_code: str) -> Case:
        """The next ordinary account of a desk."""
        country = self._world.countries[country_code]
        name, industry = self._company(country)
        return self._case(
            name=name,
            owner=owner,
            country=country,
            industry=industry,
            segment=segment,
            stage=self._stage_lots[segment].next(),
            mood=self._moods[self._mood_lot.next()],
            story=None,
        )

    def _case(
        self,
        *,
        name: str,
        owner: Person,
        country: Country,
        industry: Industry,
        segment: str,
        stage: str,
        mood: Mood,
        story: Story | None,
    ) -> Case:
        self._number += 1
        rng = Random(f"{self._seed}/{self._number}")
        ids = Ids(self._number, Random(f"{self._seed}/{self._number}/ids"))
        dates = term(self._world.patterns.stages[stage], story, self._today, rng)
        arr, seats = value(self._world.patterns.segments[segment], country, story, rng)
        return Case(
            number=self._number,
            id=ids.new(),
            name=name,
            domain=(story.domain if story else "") or _domain(name),
            owner=owner,
            country=country,
            zone=(story.zone if story else "") or pick(rng, country.zones),
            language=(story.language if story else None) or country.language,
            industry=industry,
            segment=segment,
            stage=stage,
            mood=mood,
            start=dates.start,
            renewal=dates.renewal,
            churned=dates.churned,
            arr=arr,
            seats=seats,
            today=self._today,
            story=story,
            rng=rng,
            ids=ids,
        )

    def _company(self, country: Country) -> tuple[str, Industry]:
        turn = self._stems[country.code]
        self._stems[country.code] += 1
        stem = country.stems[turn % len(country.stems)]
        while True:
            industry = self._industries[self._industry_lot.next()]
            for pattern in industry.names[country.language]:
                name = pattern.format(stem=stem)
                if name not in self._names:
                    self._names.add(name)
                    return name, industry


def _domain(name: str) -> str:
    return _NOT_IN_DOMAINS.sub("-", fold(name)).strip("-")[:_DOMAIN_LENGTH].strip("-")
