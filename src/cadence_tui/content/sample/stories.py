"""Shape of `stories.toml`: accounts whose story a CSM recognises. Days count from the story's anchor."""

from typing import Literal

from msgspec import Struct

from cadence_tui.content.sample.patterns import Rhythm
from cadence_tui.model.documents.account import Language
from cadence_tui.model.documents.action import ActionStatus, Priority, Side
from cadence_tui.model.documents.call import Adoption, EntryMark, Relationship, Sentiment
from cadence_tui.model.documents.evidence import Severity
from cadence_tui.model.documents.touchpoint import TouchStatus


class _Shape(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Rule files refuse what they do not know."""


class Someone(_Shape, frozen=True):
    """A contact."""

    name: str
    role: str
    champion: bool = False
    sponsor: bool = False
    left: int | None = None


class TeamStory(_Shape, frozen=True):
    """A team's active people and weekly logins: before, and last week; the change took `over` weeks."""

    name: str
    seats: int
    active: tuple[int, int]
    logins: tuple[int, int]
    over: int


class NewFeature(_Shape, frozen=True):
    """A feature in use since some weeks."""

    name: str
    weeks: int
    uses: int


class TicketStory(_Shape, frozen=True):
    """A support request."""

    title: str
    opened: int
    closed: int | None = None
    severity: Severity = "normal"


class SurveyStory(_Shape, frozen=True):
    """An answer."""

    survey: str
    score: int
    day: int
    comment: str = ""


class SlipStory(_Shape, frozen=True):
    """A due date that moved on a day."""

    day: int
    was: int
    to: int
    why: str


class CommentStory(_Shape, frozen=True):
    """A remark on a day."""

    day: int
    text: str


class PromiseStory(_Shape, frozen=True):
    """An action item; theirs belong to the champion unless somebody is named."""

    title: str
    created: int
    due: int
    side: Side = "ours"
    owner: str = ""
    status: ActionStatus = "open"
    priority: Priority = "normal"
    done: int | None = None
    blocked_reason: str = ""
    slips: tuple[SlipStory, ...] = ()
    comments: tuple[CommentStory, ...] = ()


class Line(_Shape, frozen=True):
    """A captured line."""

    mark: EntryMark
    text: str


class CallStory(_Shape, frozen=True):
    """What was written down after the last call."""

    sentiment: Sentiment
    adoption: Adoption
    relationship: Relationship
    summary: str
    key_points: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    opportunities: tuple[str, ...] = ()
    entries: tuple[Line, ...] = ()


class PlannedStory(_Shape, frozen=True):
    """An agreed touch; `at` is the owner's time."""

    touch: str
    day: int
    at: str
    minutes: int
    work: int
    status: TouchStatus = "planned"
    purpose: str = ""


class Story(_Shape, frozen=True):
    """One account and what is special about it; the rest is drawn."""

    id: str
    name: str
    account: str
    owner: str
    country: str
    industry: str
    segment: str
    stage: str
    mood: str
    anchor: Literal["today", "monday"] = "today"
    domain: str = ""
    language: Language | None = None
    zone: str = ""
    arr: int | None = None
    trial: bool = False
    start: int | None = None
    renewal: int | None = None
    churned: int | None = None
    goal: str = ""
    tags: tuple[str, ...] = ()
    hours: str = ""
    weekdays: tuple[int, ...] = ()
    quiet: tuple[str, str] | None = None
    contacts: tuple[Someone, ...] = ()
    teams: tuple[TeamStory, ...] = ()
    features: tuple[str, ...] = ()
    initial_features: tuple[str, ...] = ()
    new_features: tuple[NewFeature, ...] = ()
    no_usage: bool = False
    tickets: tuple[TicketStory, ...] | None = None
    surveys: tuple[SurveyStory, ...] | None = None
    promises: tuple[PromiseStory, ...] = ()
    rhythm: Rhythm | None = None
    attendance: float | None = None
    history_days: int | None = None
    last_touch: int | None = None
    internal: int | None = None
    last_call: CallStory | None = None
    planned: tuple[PlannedStory, ...] | None = None


class Stories(_Shape, frozen=True):
    """The whole file."""

    stories: tuple[Story, ...]
