"""Shape of `patterns.toml`: how the ordinary accounts of the sample are drawn."""

from typing import Literal

from msgspec import Struct

from cadence_tui.model.documents.call import Adoption, Relationship, Sentiment

Range = tuple[float, float]


class _Shape(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Rule files refuse what they do not know."""


class Size(_Shape, frozen=True):
    """One size of the sample: accounts, who works there, days of history, call records per account."""

    accounts: int
    people: tuple[str, ...]
    history_days: int
    calls: int
    more_csms: int = 0
    pods: tuple[str, ...] = ()


class Segment(_Shape, frozen=True):
    """Contracts of a segment: yearly revenue and seat price in US dollars, teams and contacts (from, to)."""

    arr: Range
    seat_price: Range
    teams: tuple[int, int]
    contacts: tuple[int, int]


class Stage(_Shape, frozen=True):
    """Where an account stands: days since its start, or days until its renewal and years so far."""

    weight: float
    started: tuple[int, int] | None = None
    renews: tuple[int, int] | None = None
    years: tuple[int, int] = (1, 1)


class StageDays(_Shape, frozen=True):
    """Ends of the first stages in days after the start, and the reach of the last before a renewal."""

    onboarding: int
    early_adoption: int
    pre_renewal: int


class Rhythm(_Shape, frozen=True):
    """A touch every so many days."""

    touch: str
    every: int
    minutes: int
    work: int
    channel: str


class Opening(_Shape, frozen=True):
    """A touch on a day of a new account."""

    touch: str
    day: int
    minutes: int
    work: int
    channel: str
    segments: tuple[str, ...]


class Rung(_Shape, frozen=True):
    """A touch so many days before a renewal."""

    touch: str
    day: int
    minutes: int
    work: int


class Agendas(_Shape, frozen=True):
    """The agenda of a held call, by kind, else by length."""

    usual: str
    pulse: str
    pulse_up_to: int
    kinds: dict[str, str]


class Records(_Shape, frozen=True):
    """What is written down after a call."""

    detailed: int
    length: Range
    listening: Range
    notes: int
    concern_share: float
    opportunity_share: float
    decision_share: float
    question_share: float
    adoption: dict[Sentiment, dict[Adoption, float]]
    relationship: dict[Sentiment, dict[Relationship, float]]


class Mood(_Shape, frozen=True):
    """How an account is doing: use, attendance, what is felt, what breaks, what is kept."""

    id: str
    weight: float
    level: Range
    change: Range
    over: int
    attendance: float
    sentiments: dict[Sentiment, float]
    tickets: float
    nps: tuple[int, int]
    kept: float
    champion_left: float = 0.0


class Departures(_Shape, frozen=True):
    """Champions who left."""

    days: tuple[int, int]


class Evidence(_Shape, frozen=True):
    """Usage, tickets and surveys."""

    ticket_since: int
    ramp_weeks: int
    passive_from: int
    promoter_from: int
    unhappy_below: int
    happy_marks: tuple[int, int]
    unhappy_marks: tuple[int, int]
    logins_per_user: Range
    noise: float
    uses_per_user: Range
    features: tuple[int, int]
    new_feature_share: float
    new_feature_weeks: int
    critical_share: float
    high_share: float
    low_share: float
    ticket_days: tuple[int, int]
    open_share: float
    nps_share: float
    csat_share: float
    comment_share: float
    survey_days: tuple[int, int]


class PromisePattern(_Shape, frozen=True):
    """How promises are made, kept, moved and reviewed; ranges in days."""

    since: int
    ours: float
    theirs: float
    due: tuple[int, int]
    settled_after: int
    settled_share: float
    dropped_share: float
    late_days: tuple[int, int]
    early_days: tuple[int, int]
    slip_share: float
    comment_share: float
    high_share: float
    low_share: float
    statuses: dict[Literal["open", "in_progress", "waiting", "blocked"], float]
    verdict_share: float
    returned_share: float
    escalated_share: float
    move: tuple[int, int]


class OutlookPattern(_Shape, frozen=True):
    """What came out of the calls of the last `since` days: risks, chances, work asked of others, evidence."""

    since: int
    plan_share: float
    plan_days: tuple[int, int]
    handoff_share: float
    answered_share: float
    evidence_share: float


class Wish(_Shape, frozen=True):
    """A preference some accounts have; `quiet` holds month-days that come round every year."""

    channel: str = ""
    every_days: int | None = None
    weekdays: tuple[int, ...] = ()
    hours: str = ""
    quiet: tuple[tuple[str, str], ...] = ()


class Flag(_Shape, frozen=True):
    """A flag on every so many accounts of a segment."""

    flag: Literal["strategic", "complex", "expansion"]
    segment: str
    every: int


class Patterns(_Shape, frozen=True):
    """The whole file."""

    no_calls: tuple[str, ...]
    quiet_weeks: tuple[str, ...]
    quiet_factor: float
    planned_days: int
    planned_share: float
    confirmed_share: float
    usage_weeks: int
    slots: tuple[str, ...]
    customer_hours: tuple[int, int]
    day_limit: int
    settling_days: int
    min_days_apart: int
    moves: int
    lateness: float
    silent_channels: tuple[str, ...]
    usual_mood: str
    history_ends: int
    sizes: dict[str, Size]
    segments: dict[str, Segment]
    stages: dict[str, Stage]
    stage_days: StageDays
    rhythms: dict[str, dict[str, tuple[Rhythm, ...]]]
    openings: tuple[Opening, ...]
    ladder: tuple[Rung, ...]
    ladder_channels: dict[str, str]
    banks: dict[str, str]
    agendas: Agendas
    records: Records
    moods: tuple[Mood, ...]
    departures: Departures
    evidence: Evidence
    promises: PromisePattern
    outlook: OutlookPattern
    preference_every: int
    preferences: tuple[Wish, ...]
    flags: tuple[Flag, ...]
