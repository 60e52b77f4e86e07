"""How would others find the same people: every name compared with rapidfuzz, or blocks as in Splink?

Both get the names in Latin letters, word by word, which is the usual preparation. *Brute force* takes the
name that is most like by `token_sort_ratio` among all whose birth, sex and province fit exactly. *Blocks* are
those that a Splink user would write: the same metaphones of all words; or one word's metaphone with sex,
province and decade. Where nomenklatura is installed, its logic-v2 takes the likeliest name, as it is written,
of those in these blocks whose birth, sex and province fit.
"""

from __future__ import annotations

import re
import time
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
Index = Mapping[tuple[Any, ...], Sequence[int]]
_FEW = 50  # queries for brute force, each of which looks at everybody
_FEWER = 25  # for logic-v2, which takes half a millisecond for each of thousands


class Plain(NamedTuple):
    """What these methods see of a person: a name and its words, years of birth, sex and province."""

    written: str
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
    words, province = tuple(sorted(name.lower().split())), place[1] if len(place) > 1 else None
    return Plain(person.names[0], words, years, person.sex, province)


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


def blocked(everybody: Sequence[Plain]) -> Index:
    """Return who is in each block."""
    index = defaultdict(list)
    for number, person in enumerate(everybody):
        for block in blocks(person):
            index[block].append(number)
    return index


def sharing(index: Index, person: Plain) -> set[int]:
    """Return all who share a block with somebody."""
    return {number for block in blocks(person) for number in index.get(block, ())}


def blocking(index: Index, asked: Sequence[tuple[Invented, Portrait]]) -> Row:
    """Return how often the right person shares a block, and how many others do."""
    among, candidates = 0, []
    for wanted, portrait in asked:
        found = sharing(index, plain(portrait))
        among += int(wanted.id[1:]) in found
        candidates.append(len(found))
    return {"found": among / len(asked), "most candidates": max(candidates)}


def logic_v2(
    everybody: Sequence[Plain], index: Index, asked: Sequence[tuple[Invented, Portrait]]
) -> Iterator[Row]:
    """Yield how often the right person is the likeliest in his blocks, if nomenklatura is installed."""
    try:
        from followthemoney import model  # noqa: PLC0415  (it builds pyicu, so the lock cannot hold it)
        from nomenklatura.matching import LogicV2  # noqa: PLC0415
    except ImportError:
        return
    config, first, took = LogicV2.default_config(), 0, 0.0

    def of(number: int, person: Plain) -> Any:
        properties = {"name": [person.written], "gender": [person.sex] if person.sex else []}
        return model.get_proxy({"id": f"p{number}", "schema": "Person", "properties": properties})

    LogicV2.compare(of(0, everybody[0]), of(1, everybody[1]), config)  # loads its tables
    for wanted, portrait in asked:
        query, began = plain(portrait), time.process_time()
        entity, score = of(-1, query), {}
        for number in sharing(index, query):
            if _fits(query, everybody[number]):
                score[number] = LogicV2.compare(entity, of(number, everybody[number]), config).score
        took += time.process_time() - began
        first += bool(score) and max(score, key=lambda n: score[n]) == int(wanted.id[1:])
    yield {"recall@1": first / len(asked), "mean ms": 1000 * took / len(asked)}


def rows(
    everybody: Sequence[Plain], asked: Mapping[str, Sequence[tuple[Invented, Portrait]]]
) -> Iterator[Row]:
    """Yield what these methods find, for each way of asking."""
    index = blocked(everybody)
    for how, queries in asked.items():
        if how != NAME:
            yield {"asked by": how, "method": "blocks as in Splink", **blocking(index, queries)}
        yield {"asked by": how, "method": "rapidfuzz, brute force", **brute_force(everybody, queries[:_FEW])}
        for row in logic_v2(everybody, index, queries[:_FEWER]):
            yield {"asked by": how, "method": "nomenklatura logic-v2 on the blocks", **row}
