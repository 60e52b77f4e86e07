"""Which people fill a tracing service? Invented ones, with the names, spellings and slips of published lists.

Every syllable is spelled as some public person spells it (names.tsv of the shared data); surnames and the
syllables of given names are drawn as often as they stand there. Nobody in here exists.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Literal

from waystation.domain.tracing import SHARED, Portrait, Sought, TracingConsent, TracingRecord
from waystation.tracing.places.known import SHARES

TODAY = date(2026, 11, 1)
FIELDS, SLIPS, NAME = ASKED = "name, age ±5, sex, province", "the same with slips", "name only"
ALL = TracingConsent(shares=SHARED)
PROVINCES = {
    "pyongyang": ("평양", "Pyongyang"),
    "south pyongan": ("평안남도", "South Pyongan"),
    "north pyongan": ("평안북도", "North Pyongan"),
    "chagang": ("자강도", "Chagang"),
    "south hwanghae": ("황해남도", "South Hwanghae"),
    "north hwanghae": ("황해북도", "North Hwanghae"),
    "kangwon": ("강원도", "Kangwon"),
    "south hamgyong": ("함경남도", "South Hamgyong"),
    "north hamgyong": ("함경북도", "North Hamgyong"),
    "ryanggang": ("량강도", "Ryanggang"),
}


@dataclass(frozen=True)
class Drawn:
    """Things with how often each is drawn."""

    things: tuple[str, ...]
    sums: tuple[int, ...]

    @classmethod
    def of(cls, counted: Counter[str]) -> Drawn:
        """Return what is drawn as often as it was counted."""
        return cls(tuple(counted), tuple(accumulate(counted.values())))

    def draw(self, dice: random.Random) -> str:
        """Draw one."""
        return dice.choices(self.things, cum_weights=self.sums)[0]


@dataclass(frozen=True)
class Spellings:
    """How surnames and given syllables are spelled in public."""

    surnames: Drawn
    firsts: Drawn
    seconds: Drawn
    latin: dict[str, Drawn]


def learn(names: Path) -> Spellings:
    """Read the public names of three syllables that are spelled in three parts."""
    counted: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    latin: dict[str, Counter[str]] = defaultdict(Counter)
    for line in names.read_text(encoding="utf-8").splitlines():
        hangul, spelled, *_ = line.split("\t")
        parts = re.findall("[A-Za-z]+", spelled)
        if len(hangul) == len(parts) == 3 and re.fullmatch("[가-힣]+", hangul):
            for place, (syllable, part) in enumerate(zip(hangul, parts, strict=True)):
                if part[0].lower() in _BEGINS.get((ord(syllable) - 0xAC00) // 588, part[0].lower()):
                    counted[place][syllable] += 1
                    latin[f"{min(place, 1)}{syllable}"][part.lower()] += 1
    kept = {key: Drawn.of(_usual(spelled)) for key, spelled in latin.items()}
    surnames = Counter({s: n for s, n in counted[0].items() if n > 2})
    return Spellings(Drawn.of(surnames), Drawn.of(counted[1]), Drawn.of(counted[2]), kept)


def _usual(spelled: Counter[str]) -> Counter[str]:
    """Return the spellings that at least two have, else the commonest: once is as often another syllable."""
    usual = Counter({part: n for part, n in spelled.items() if n > 1})
    return usual or Counter(dict(spelled.most_common(1)))


# With which letters a syllable of each of the nineteen initials begins; another order is left out.
_BEGINS = dict(
    enumerate("kgc kg n td td lrny mb pbv pb sh s aeiouwy jc jc c k t pf h".split())  # noqa: SIM905
)


def spell(spellings: Spellings, hangul: str, dice: random.Random) -> str:
    """Return a name in Latin letters, in some usual order and joining, now and then with a slip."""
    surname, *given = (
        spellings.latin[f"{min(place, 1)}{syllable}"].draw(dice) for place, syllable in enumerate(hangul)
    )
    joined = dice.choice(("-", "-", " ", "")).join(given)
    parts = [surname.capitalize(), joined.title() if " " in joined else joined.capitalize()]
    if dice.random() < 0.4:
        parts.reverse()
    name = " ".join(parts)
    if dice.random() < 0.03:
        at = dice.randrange(len(name))
        name = name[:at] + dice.choice("aeioungk") + name[at + 1 :]
    return name


@dataclass(frozen=True, slots=True)
class Invented:
    """One person as she is, before anybody writes about her."""

    id: str
    hangul: str
    born: date
    female: bool
    province: str


def invent(spellings: Spellings, number: int, dice: random.Random) -> Invented:
    """Return a person."""
    hangul = spellings.surnames.draw(dice) + spellings.firsts.draw(dice) + spellings.seconds.draw(dice)
    born = TODAY - timedelta(days=dice.randrange(365, 365 * 85))
    province = dice.choices(tuple(SHARES), weights=tuple(SHARES.values()))[0]
    return Invented(f"p{number}", hangul, born, dice.random() < 0.5, province)


def known(spellings: Spellings, person: Invented, dice: random.Random) -> TracingRecord:
    """Return how a list has the person: half in hangul, half the births by the year only."""
    name = person.hangul if dice.random() < 0.5 else spell(spellings, person.hangul, dice)
    born = str(person.born) if dice.random() < 0.5 else str(person.born.year)
    origin = ("KP", dice.choice(PROVINCES[person.province]))
    sex: Literal["female", "male"] = "female" if person.female else "male"
    portrait = Portrait.model_construct(names=(name,), born=born, origin=origin, sex=sex)
    return TracingRecord.model_construct(id=person.id, person=portrait, contact=None, consent=ALL)


def sought(spellings: Spellings, person: Invented, dice: random.Random, asked: str) -> Sought:
    """Return how somebody asks: another spelling, and all fields, all with slips in them, or the name only.

    An age is told with five years to either side, and is wrong by up to as much. With slips: in every tenth
    search the province is another one or missing and the age off by two years more, in every fiftieth the
    sex is wrong.
    """
    name = person.hangul if dice.random() < 0.3 else spell(spellings, person.hangul, dice)
    told: dict[str, object] = {"names": (name,)}
    if asked != NAME:
        slip = asked == SLIPS
        age = (TODAY - person.born).days // 365 + dice.randint(-5, 5)
        age = max(5, age + (dice.choice((-2, 2)) if slip and dice.random() < 0.1 else 0))
        told["ages"] = ({"years": (age - 5, age + 5), "on": str(TODAY.year), "counting": "international"},)
        told["sex"] = "female" if person.female != (slip and dice.random() < 0.02) else "male"
        wrong = (
            dice.choice((None, dice.choice(tuple(SHARES))))
            if slip and dice.random() < 0.1
            else person.province
        )
        told["origin"] = (PROVINCES[wrong][1],) if wrong else None
    return Sought(waystation=1, seeker=("A relative",), person=Portrait.model_validate(told))


def people(spellings: Spellings, size: int, seed: int) -> Iterator[tuple[Invented, TracingRecord]]:
    """Yield so many people, each with the record of them."""
    dice = random.Random(seed)  # noqa: S311  (to be repeated, not to be secret)
    for number in range(size):
        person = invent(spellings, number, dice)
        yield person, known(spellings, person, dice)
