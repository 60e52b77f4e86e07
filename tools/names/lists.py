"""Which pairs of names test the forms of North and South, Cyrillic, kana and Sino-Vietnamese?

    python tools/names/lists.py ASSEMBLY CANDIDACIES HANVIET UNIHAN WIKIDATA... tests/tracing/data/names

Makes the lists in tests/tracing/data/names from published names; README.md there says from which, and how.
"""

# ruff: noqa: INP001  (scripts, no package)
from __future__ import annotations

import ast
import csv
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from characters import unihan
from hangul import is_hangul, southern
from pronounced import cyrillic, katakana

NORTHERN = {
    "이": "리",
    "노": "로",
    "나": "라",
    "여": "려",
    "염": "렴",
    "육": "륙",
}  # whatever the character is
DIFFERENT, NEAR = 5, 3  # pairs of different names for each name, and how many of them are near
Person = tuple[str, str, str]  # hangul, characters, Latin


def rows(file: Path) -> list[dict[str, str]]:
    """Read a CSV file."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def assembly(file: Path) -> list[Person]:
    """Return the members of the 19th National Assembly whose name is one surname and two given syllables."""
    found = [(row["name"], row["name_cn"], row["name_en"]) for row in rows(file)]
    return [p for p in found if is_hangul(p[0]) and len(p[0]) == 3 == len(p[1])]


def northern(hangul: str, characters: str, readings: dict[str, list[str]]) -> str:
    """Return how the North writes a name: each character with the reading that the South changes at the start."""
    shown = []
    for syllable, character in zip(hangul, characters, strict=True):
        fits = [r for r in readings.get(character, []) if r != syllable and southern(r) == syllable]
        shown.append(fits[0] if fits else syllable)
    return "".join(shown)


def vietnamese(characters: str, table: dict[str, str]) -> str | None:
    """Return a name in Sino-Vietnamese, if all its characters are in the list."""
    found = [table.get(character) for character in characters]
    return " ".join(s.capitalize() for s in found if s) if all(found) else None


def _surname(name: str) -> str:
    return southern(name[0]) if is_hangul(name) else name[0]


def pairs(spelled: Iterable[tuple[str, str]], chance: random.Random) -> Iterator[tuple[str, str, int]]:
    """Yield each name with its spelling, and the spelling with other names: first those that are near."""
    listed = list(dict.fromkeys(spelled))
    names = sorted({name for _, name in listed})
    for written, name in listed:
        yield written, name, 1
        near = [n for n in names if n != name and sum(a == b for a, b in zip(n, name, strict=False)) == 2]
        others = [n for n in names if n != name and n not in near and _surname(n) == _surname(name)] or names
        picked = chance.sample(near, min(NEAR, len(near)))
        picked += chance.sample(others, min(DIFFERENT - len(picked), len(others)))
        for other in picked:
            if other != name:
                yield written, other, 0


def write(file: Path, found: Iterable[tuple[str, str, int]]) -> None:
    """Write a list."""
    lines = [f"{a}\t{b}\t{same}" for a, b, same in found]
    file.write_text("a\tb\tsame\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{file.name}: {sum(line.endswith('1') for line in lines)} pairs of one name, {len(lines)} pairs")


def main() -> None:
    """Make the lists."""
    members, candidacies, hanviet, characters, *wikidata, target = map(Path, sys.argv[1:])
    people, chance = assembly(members), random.Random(7)  # noqa: S311  (a list that can be made again)
    readings = {
        c: [r.split(":")[0] for r in keys["kHangul"].split()]
        for c, keys in unihan(characters).items()
        if "kHangul" in keys
    }
    known = {h: northern(h, c, readings) for h, c, _ in people}
    ran = {row["name"].strip() for row in rows(candidacies)}
    known |= {
        n: NORTHERN[n[0]] + n[1:]
        for n in sorted(ran)
        if is_hangul(n) and len(n) == 3 and n[0] in NORTHERN and n not in known
    }
    both = [(north, south) for south, north in known.items() if north != south]
    write(target / "north_south.tsv", pairs(chance.sample(both, min(600, len(both))), chance))
    russian = [
        (row["name__ru"].replace(",", ""), row["name__ko"])
        for file in wikidata
        for row in rows(file)
        if row["name__ru"]
    ]
    russian = [(a, b) for a, b in russian if is_hangul(b) and len(b) == 3]
    write(target / "cyrillic.tsv", pairs([*russian, *((cyrillic(h), h) for h, _, _ in people)], chance))
    more = [n for file in wikidata for row in rows(file) if is_hangul(n := row["name__ko"]) and len(n) == 3]
    names = list(dict.fromkeys([*(h for h, _, _ in people), *more]))
    write(target / "katakana.tsv", pairs(((katakana(h), h) for h in names), chance))
    table: dict[str, str] = {}
    for row in rows(hanviet):
        if read := ast.literal_eval(row["hanviet"]):
            table.setdefault(row["char"], read[0])
    table |= {"朴": "phác", "金": "kim", "李": "lý", "崔": "thôi"}  # as Vietnamese write these surnames
    sino = [(v, h) for h, c, _ in people if (v := vietnamese(c, table))]
    write(
        target / "vietnamese.tsv",
        pairs([*sino, *((v, c) for h, c, _ in people if (v := vietnamese(c, table)))][:600], chance),
    )


if __name__ == "__main__":
    main()
