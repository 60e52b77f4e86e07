"""What does each account claim of the same events, in which words, and where do two contradict?"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from waystation.domain.base import LARGEST, Flag, Frozen, Text, Version, refuse
from waystation.domain.dates import When
from waystation.domain.tracing import Counting, Names, PlacePath, Years, one_or_range
from waystation.kit.language import _

_Whole = Annotated[int, Field(strict=True, ge=0, le=int(LARGEST))]


def _many(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        value = (value, value)
    if isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(n, int) for n in value):  # noqa: PLR2004
        low, high = value
        if low > high:
            refuse(_("a count or a range such as [5, 7], the smaller first"))
    return value


HowMany = Annotated[tuple[_Whole, _Whole], BeforeValidator(_many), WithJsonSchema(one_or_range(int(LARGEST)))]
Stretch = Annotated[tuple[_Whole, _Whole], Field(min_length=2, max_length=2)]


class Claim(Frozen):
    """One thing that an account says, with the words in which it says it."""

    quote: Text
    """The words of the account."""
    at: Stretch | None = None
    """Where the quote begins and ends in the `text` of the account, in characters. Absent: first found."""
    who: Text | None = None
    """The person or group that it is about: any word, the same for the same person in every account."""
    what: Text | None = None
    """The event that it is about: any word, the same for the same event in every account."""
    when: When | None = None
    """When it happened."""
    where: PlacePath | None = None
    """Where it happened, from the widest to the narrowest: [China, Yunnan]."""
    how_many: HowMany | None = None
    """How many there were, or a range: [5, 7]."""
    members: Names = ()
    """Those of the group that are named or pointed out, one word each."""
    all_members: Flag = False
    """Whether these are all."""
    how_old: Years | None = None
    """How old the person was at that event or, where none is said, when the account was written."""
    counting: Counting | None = None
    """How the age was counted. Absent: as the account says."""
    born: When | None = None
    """When the person was born."""
    named: Text | None = None
    """The name that is given to the person or group, as it is spelled there."""
    family: Text | None = None
    """The family that the person is given to."""
    since: When | None = None
    """Since when it has been so."""
    for_years: HowMany | None = None
    """For how many full years it has been so, when the account was written."""
    confirmed: Flag = True
    """Whether a person has read it. What a program proposed is no claim before that."""


class Account(Frozen):
    """What one source tells."""

    id: Text
    """A short name for the source."""
    title: Text | None = None
    """What it is: a letter, a report, an interview."""
    written: When | None = None
    """When it was written or told."""
    counting: Counting | None = None
    """How ages are counted in it, unless a claim says otherwise. Absent: not known."""
    text: Text | None = None
    """Its words. Absent: kept elsewhere; the quotes are taken as they stand."""
    claims: tuple[Claim, ...] = ()
    """What it claims."""


class Accounts(Frozen):
    """Several accounts of the same events."""

    waystation: Version
    """The version of the form of this file: 1."""
    fictional: Flag = False
    """Whether everything in this file is invented."""
    accounts: Annotated[tuple[Account, ...], Field(min_length=1)]
    """The accounts."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of an account and what they were taken to say; `also` lists accounts that say the same."""

    account: str
    quote: str
    says: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two quotes that cannot both be right, or two spellings, by a rule. Neither is preferred."""

    rule: str
    about: str
    a: Quote
    b: Quote


@dataclass(frozen=True, slots=True)
class Contradictions:
    """All that the check found. `claims` counts those that were compared, `unconfirmed` those left out."""

    claims: int
    unconfirmed: int
    contradictions: tuple[Contradiction, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return what `--json` prints: plain dicts, lists, numbers and text."""
        return {"waystation": 1, "kind": "contradictions", **asdict(self)}
