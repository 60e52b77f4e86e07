"""How would others find the same people: every name compared with rapidfuzz, or blocks as in Splink?

Both get the names in Latin letters, word by word, which is the usual preparation. *Brute force* takes the
name that is most like by `token_sort_ratio` among all whose birth, sex and province fit exactly. *Blocks* are
those that a Splink user would write: the same metaphones of all words; or one word's metaphone with sex,
province and decade.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import jellyfish
from anyascii import anyascii
from bench.people import NAME, Invented, Spellings, people
from rapidfuzz import fuzz, process

from waystation.domain.tracing import Portrait
from waystation.tracing.places.path import path
from waystation.tracing.time.age import born_when

Row = dict[str, Any]
_FEW = 50  # queries for brute force, each of which looks at everybody


class Plain(NamedTuple):
    """What these methods see of a person: the words of a name, years of birth, sex and province."""

    words: tuple[str, ...]
    years: tuple[int, int]
    sex: str | None
    province: str | None


def plain(person: Portrait) -> Plain:
    """Return a portrait as these methods see it."""
    name = re.sub("(?<=[a-z])(?=[A-Z])", " ", anyascii(person.names[0]).replace("-", " "))
    born = born_when(person)
    years = (born.first.year, born.last.year) if born else (1900, 2100)
    place = path(person.origin) if person.origin else ()
    return Plain(tuple(sorted(name.lower().split())), years, person.sex, place[1] if len(place) > 1 else None)


def blocks(person: Plain) -> Iterator[tuple[Any, ...]]:
    """Yield the blocks that somebody belongs to."""
    sounds = [jellyfish.metaphone(word) for word in person.words]
    yield ("words", *sorted(sounds))
    decades = range(person.years[0] // 10, person.years[1] // 10 + 1)
    if person.sex and person.province and len(decades) < 4:
        yield from ((sound, person.sex, person.province, d) for sound in set(sounds) for d in decades)


def known(spellings: Spellings, size: int, seed: int) -> list[Plain]:
    """Return everybody in the list."""
    return [plain(record.person) for _, record in people(spellings, size, seed)]


def brute_force(everybody: Sequence[Plain], asked: Sequence[tuple[Invented, Portrait]]) -> Row:
    """Return how often the right person is the most like of those who fit."""
    names, first = [" ".join(person.words) for person in everybody], 0
    for wanted, portrait in asked:
        query = plain(portrait)
        fitting = {n: names[n] for n, person in enumerate(everybody) if _fits(query, person)}
        if fitting:
            best = process.extractOne(" ".join(query.words), fitting, scorer=fuzz.token_sort_ratio)
            first += best[2] == int(wanted.id[1:])
    return {"recall@1": first / len(asked)}


def _fits(query: Plain, person: Plain) -> bool:
    if query.years[0] > person.years[1] or person.years[0] > query.years[1]:
        return False
    return query.sex in {None, person.sex} and query.province in {None, person.province}


def blocking(everybody: Sequence[Plain], asked: Sequence[tuple[Invented, Portrait]]) -> Row:
    """Return how often the right person shares a block, and how many others do."""
    index = defaultdict(list)
    for number, person in enumerate(everybody):
        for block in blocks(person):
            index[block].append(number)
    among, candidates = 0, []
    for wanted, portrait in asked:
        found = {number for block in blocks(plain(portrait)) for number in index.get(block, ())}
        among += int(wanted.id[1:]) in found
        candidates.append(len(found))
    return {"found": among / len(asked), "most candidates": max(candidates)}


def rows(
    everybody: Sequence[Plain], asked: Mapping[str, Sequence[tuple[Invented, Portrait]]]
) -> Iterator[Row]:
    """Yield what both methods find, for each way of asking."""
    for how, queries in asked.items():
        if how != NAME:
            yield {"asked by": how, "method": "blocks as in Splink", **blocking(everybody, queries)}
        yield {"asked by": how, "method": "rapidfuzz, brute force", **brute_force(everybody, queries[:_FEW])}
