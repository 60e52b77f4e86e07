"""Who is looked for, by whom, and what is known of whom with whose consent?"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from waystation.domain.base import Flag, Frozen, Text, Version, refuse
from waystation.domain.dates import Day, When
from waystation.kit.language import _

Shared = Literal[
    "names", "age", "sex", "origin", "seen", "relatives", "marks", "languages", "contact"
]  # what a person may let a search use and tell; nothing of it is used without being told
SHARED: tuple[Shared, ...] = (
    "names", "age", "sex", "origin", "seen", "relatives", "marks", "languages", "contact",
)  # fmt: skip
Counting = Literal["international", "korean"]
Kin = Literal[
    "mother", "father", "daughter", "son", "sister", "brother", "wife", "husband",
    "grandmother", "grandfather", "granddaughter", "grandson", "aunt", "uncle", "cousin", "other",
]  # fmt: skip
OLDEST = 130  # years


def one_or_range(most: int) -> dict[str, Any]:
    """Return the schema of a whole number or of a range [least, most]."""
    one = {"type": "integer", "minimum": 0, "maximum": most}
    return {"anyOf": [one, {"type": "array", "prefixItems": [one, one], "minItems": 2, "maxItems": 2}]}


def _years(value: object) -> object:
    """Take 80 for [80, 80], and refuse a range that runs backwards."""
    if isinstance(value, int) and not isinstance(value, bool):
        return (
            (value, value)
            if 0 <= value <= OLDEST
            else refuse(_("full years from 0 to {most}").format(most=OLDEST))
        )
    if isinstance(value, list | tuple) and len(value) == 2 and list(value) != sorted(value, key=_number):  # noqa: PLR2004
        refuse(_("an age or a range such as [80, 83], the smaller first"))
    return value


def _number(value: Any) -> float:
    return value if isinstance(value, int | float) else 0.0


_Year = Annotated[int, Field(strict=True, ge=0, le=OLDEST)]
Years = Annotated[tuple[_Year, _Year], BeforeValidator(_years), WithJsonSchema(one_or_range(OLDEST))]


def _unlike(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        refuse(_("each only once"))
    return values


Names = Annotated[tuple[Text, ...], AfterValidator(_unlike)]
PlacePath = Annotated[tuple[Text, ...], Field(min_length=1, max_length=6)]


class SaidAge(Frozen):
    """An age as somebody told it."""

    years: Years
    """In years, or as a range such as [80, 83]."""
    counting: Counting | None = None
    """How it was counted; korean: one at birth, a year more on each New Year's Day. Absent: not known."""
    on: When | None = None
    """When it was told. Absent: not known, and then it says little."""


class Seen(Frozen):
    """Where and when a person was."""

    when: When | None = None
    """When, as exactly as is known."""
    place: PlacePath | None = None
    """From the widest to the narrowest: [China, Jilin, Yanji]."""


class RelativeNames(Frozen):
    """A relative of a person, with the relative's own names."""

    kin: Kin
    """What the relative is to the person."""
    names: Names = ()
    """The names of the relative, however written."""


class Portrait(Frozen):
    """What is told of one person. Everything may be missing."""

    names: Names = ()
    """Every name, however written; an alias or a cover name is a name of its own."""
    born: When | None = None
    """When the person was born."""
    ages: tuple[SaidAge, ...] = ()
    """Ages as they were told."""
    sex: Literal["female", "male"] | None = None
    """female or male."""
    origin: PlacePath | None = None
    """Where the person comes from, from the widest to the narrowest: [KP, North Hamgyong, Hoeryong]."""
    seen: tuple[Seen, ...] = ()
    """Where the person was seen, or has been."""
    relatives: tuple[RelativeNames, ...] = ()
    """The person's relatives."""
    marks: tuple[Text, ...] = ()
    """What the person can be known by: a scar, a missing finger, a trade."""
    languages: tuple[Text, ...] = ()
    """What the person speaks."""


class TracingConsent(Frozen):
    """What one person allows a search to use and to tell. Nothing beyond it is used or told."""

    shares: Annotated[tuple[Shared, ...], AfterValidator(_unlike)] = ()
    """The parts that are shared; none: the person is found by nobody."""
    until: Day | None = None
    """The last day on which this holds. Absent: until it is withdrawn."""
    withdrawn: Flag = False
    """Whether the person has taken it back."""
    barred: Names = ()
    """The names of those who must never learn anything, not even that the person is known."""


class TracingRecord(Frozen):
    """A person who is known, and what the person consented to."""

    id: Text
    """What the keepers of the list call this record. It must not tell anything by itself."""
    person: Portrait
    """What is known of the person."""
    contact: Text | None = None
    """Through whom the person can be asked; never an address."""
    consent: TracingConsent | None = None
    """Absent: the record is as if it were not there."""


class Sought(Frozen):
    """A search for a missing person."""

    waystation: Version
    """The version of the form of this file: 1."""
    fictional: Flag = False
    """Whether everything in this file is invented."""
    seeker: Names = Field(min_length=1)
    """The names of the one who searches; a record may bar them."""
    person: Portrait
    """What is known of the person who is looked for."""
