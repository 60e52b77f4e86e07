"""How is a decision lived: stages, hand-overs, check-ins, incidents, and what became of everybody?"""

from __future__ import annotations

from typing import Literal

from waystation.domain.base import Amount, Count, Flag, Frozen, Instant, Persons, Probability, Text
from waystation.domain.halt import Halt
from waystation.domain.progress import FollowUp, Lesson, Position, Replanning, Terms
from waystation.domain.record import (
    CaseId,
    Country,
    DecisionId,
    Form,
    GroupId,
    HelperId,
    HouseId,
    Language,
    LegId,
    MemberId,
    PlaceId,
    Record,
)

JourneyState = Literal[
    "planned", "moving", "waiting", "stopped", "arrived", "settled", "joined", "lost", "unknown"
]
"""`joined`: all of them go on with another journey."""
IncidentKind = Literal[
    "blocked",
    "delayed",
    "split",
    "ill",
    "lost_contact",
    "held_for_ransom",
    "betrayed",
    "arrested",
    "unknown",
]
Channel = Literal["hand", "call", "link", "email", "sms", "messenger"]


class HandOver(Frozen):
    """A group that is handed to the next helper: offered, accepted, confirmed by the traveller's word."""

    to: HelperId
    offered_at: Instant | None = None
    accepted_at: Instant | None = None
    refused_at: Instant | None = None
    confirmed_at: Instant | None = None
    """When the traveller's word was given, alone and in other hands."""
    where: Text | None = None
    """Where exactly they meet, in words that this helper understands. Nobody else reads them."""
    says: Text | None = None
    """What the helper says, so that the travellers know him."""
    answer: Text | None = None
    """What they answer, so that he knows them."""
    word: Text | None = None
    """A slow salted hash of the word that the traveller gives; the helper never hears it."""
    forced_word: Text | None = None
    """The same of the word that means: I am made to say so. It looks accepted."""
    wrong: Count = 0
    """How many wrong words were given."""
    forced: Flag = False
    """Whether the word that was given meant that somebody makes them say it."""


class JourneyStage(Frozen):
    """One leg of a journey."""

    number: Count
    """Its place in the journey, from 1."""
    leg: LegId
    origin: PlaceId
    to: PlaceId
    group: GroupId | None = None
    persons: Persons
    helpers: tuple[HelperId, ...] = ()
    house: HouseId | None = None
    """Where the group stays after it."""
    country: Country | None = None
    """The country that it leads through; it decides on which channels a check-in may come."""
    depart: Instant
    """When it should begin."""
    arrive: Instant
    """When it should end."""
    departed_at: Instant | None = None
    arrived_at: Instant | None = None
    dropped_at: Instant | None = None
    """When a new plan took its place."""
    pick_up: HandOver | None = None
    """Into whose hands the group comes when it begins, where these are new ones."""
    hand_over: HandOver | None = None
    """Into whose hands it comes when it ends."""
    cost: Amount | None = None
    """What it costs the whole group, in the network's currency."""
    p_safe: Probability | None = None
    """What the plan promised from its beginning on: the probability of reaching safety."""


class CheckIn(Frozen):
    """An expected word. Words themselves stand nowhere: a keyed hash verifies them."""

    number: Count
    stage: Count
    """The number of its stage."""
    due: Instant
    grace_minutes: Amount = 0.0
    """How long we wait after that."""
    came_at: Instant | None = None
    channel: Channel | None = None
    noted_by: MemberId | None = None
    forced: Flag = False
    """Whether the word was the one that means: I am made to say so."""


class Incident(Frozen):
    """Something that happened on the way."""

    at: Instant
    kind: IncidentKind
    stage: Count | None = None
    """The number of the stage."""
    group: GroupId | None = None
    noted_by: MemberId | None = None
    words: Text | None = None
    helper: HelperId | None = None
    """Who it is about: who betrayed them, who did not come."""
    ended_at: Instant | None = None


class Arrival(Frozen):
    """What became of some of those who set out. Unknown is an answer, and is counted as one."""

    group: GroupId | None = None
    persons: Persons
    outcome: Literal[
        "safe", "partner", "authorities", "returned", "imprisoned", "sold", "injured", "killed", "unknown"
    ]
    at: Instant | None = None
    place: PlaceId | None = None
    stage: Count | None = None
    """The stage on which it happened, as far as that is known."""
    hazard: Text | None = None
    """The kind of the hazard that came, as far as that is known."""
    partner: Text | None = None
    """To whom they were handed over."""


class JourneyWatch(Frozen):
    """How a journey is watched."""

    ladder: Text
    """Whom an alarm climbs to, by name."""
    language: Language = "en"
    """In which the group's two words are."""
    early_minutes: Amount = 90.0
    """How long before its time a check-in may come from outside."""
    secret: Text | None = None
    """Which secret of the compartment the words follow from; those on the way cannot be told new ones."""
    remote: Flag = False
    """Whether check-ins may come by link, e-mail, SMS or messenger, from those and where that is allowed."""


class Journey(Record):
    """A decision being lived."""

    kind: Literal["journey"] = "journey"
    schema_: Form = 1
    case: CaseId
    decision: DecisionId | None = None
    state: JourneyState = "planned"
    groups: tuple[GroupId, ...] = ()
    stages: tuple[JourneyStage, ...] = ()
    """Oldest first; a new plan adds stages and drops those that are not lived any more."""
    check_ins: tuple[CheckIn, ...] = ()
    watch: JourneyWatch | None = None
    """Absent: nobody has asked for it to be watched yet."""
    incidents: tuple[Incident, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    halts: tuple[Halt, ...] = ()
    """What stopped it, oldest first."""
    terms: Terms | None = None
    """What was signed. Absent in a journey that nobody has begun from a decision."""
    positions: tuple[Position, ...] = ()
    """Where each group stands that is neither arrived, lost nor part of another one."""
    falls_back_on: tuple[HelperId, ...] = ()
    """Whom the plan asks where something blocks."""
    avoids: tuple[Text, ...] = ()
    """Helpers and places that no new plan uses: turned, taken, refused."""
    gone: tuple[LegId, ...] = ()
    """Legs that are known to be gone."""
    replannings: tuple[Replanning, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    """What its outcome teaches."""
    taken_over_at: Instant | None = None
    """When a second desk took over its watch, from a continuity pack."""
    taken_over_by: MemberId | None = None


def stage_now(journey: Journey) -> JourneyStage | None:
    """Return the stage under way or, between two, the next one; None where none is left."""
    open_stages = [s for s in journey.stages if s.arrived_at is None and s.dropped_at is None]
    return min(open_stages, key=lambda stage: stage.number, default=None)
