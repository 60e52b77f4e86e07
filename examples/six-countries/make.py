"""How is the large example made? `python make.py` writes network.yaml beside it: the same bytes every time.

The map is drawn by hand in tables.py, the ways of travelling in kinds.py; draw.py fills in the numbers.
"""

# ruff: noqa: INP001, S311  (a script beside the file it makes; nothing secret is drawn)

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from draw import Draw, Entry
from kinds import KINDS
from tables import LINKS, PLACES, REGIONS

WIDTH = 110
HOSTS = 22  # of the safe houses; in the others the key lies under a stone
HEAD = """\
# Sixty places, two hundred legs, eighty helpers over six countries; all cases under examples/ run on it.
# Written by make.py. Invented in detail: nothing is nearer than a country or a public river, and coordinates
# are whole degrees.
waystation: 1
fictional: true
name: Six countries
start: 2026-10-05T21:00+09:00
currency: USD
# What many journeys on these roads have taught, before anything is known of one leg or one helper.
priors: {hazard: {alpha: 0.5, beta: 150}, integrity: {alpha: 100, beta: 0.5}, block: {alpha: 1, beta: 9}}

conditions:
  - {id: river-north, unit: m, series: [[0, 0.9], [30, 1.3], [70, 1.0], [130, 1.8], [160, 0.8]]}
  - {id: mekong, unit: m, series: [[0, 5.4], [96, 6.2], [140, 5.7], [200, 5.5]]}
  - {id: patrols, unit: a night, series: [[0, 2], [48, 4], [72, 2], [168, 3]]}
  - {id: posters, unit: districts, series: [[0, 1], [72, 3], [144, 4]]}

# 15,000 yuan, 2,055 dollars, about six months of wages, for a family of five.
betrayal: {reward_per_person: 411, noticed: 0.8, blamed_wrongly: 0.25, discount: 1}
"""


def rows(table: str) -> list[list[str]]:
    """Return a table of text as its cells."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def crews(draw: Draw) -> dict[str, list[Entry]]:
    """Return the helpers of each region; hosts come with their houses."""
    return {
        region: [
            draw.helper(f"{role}-{region}-{n + 1}", role)
            for role, count in roles.items()
            for n in range(count)
        ]
        for region, (_country, _tz, roles) in REGIONS.items()
    }


def places(draw: Draw) -> Iterator[Entry]:
    """Yield the places; the first houses have a host."""
    hosts = 0
    for name, kind, region, at, beds, text in rows(PLACES):
        country, tz, _roles = REGIONS[region]
        place: Entry = {"id": name, "kind": kind, "name": text, "country": country, "tz": tz}
        place |= {"at": [int(degrees) for degrees in at.split()], "precision_km": 100 if beds else 60}
        place |= draw.place(kind, beds)
        if beds and hosts < HOSTS:
            hosts += 1
            place["hosts"] = [f"host-{short(name)}"]
        yield place


def legs(draw: Draw, crew: dict[str, list[str]]) -> Iterator[Entry]:
    """Yield every leg: each link once for each helper who offers it, and its way back."""
    region = {row[0]: row[2] for row in rows(PLACES)}
    for origin, ways in rows(LINKS):
        for way in ways.split(";"):
            to, kind, hours, *more = way.split()
            times = next((int(word[1:]) for word in more if word.startswith("x")), 1)
            there = {"from": origin, "to": to}
            for n, leg in enumerate(draw.legs(KINDS[kind], float(hours), crew[region[origin]], times)):
                yield (
                    {"id": f"{short(origin)}-to-{short(to)}" + (f"-{'abc'[n]}" if times > 1 else "")}
                    | there
                    | leg
                )
            if "<" in more:
                back = {"id": f"{short(to)}-to-{short(origin)}", "from": to, "to": origin}
                yield back | next(draw.legs(KINDS[kind], float(hours), crew[region[origin]], 1))


def short(place: str) -> str:
    """Return a place's id without the word that all houses share."""
    return place.replace("-house", "", 1)


def flow(value: Any) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, float):
        return f"{value:g}"
    return f'"{value}"' if isinstance(value, str) and ":" in value else str(value)


def entry(thing: Entry) -> str:
    """Return one entry of a list as YAML in flow style, broken at commas; each hazard begins a line."""
    lines, line = [], "  -"
    for part in flow(thing).split(", "):
        hazard = part.startswith("{kind: ")
        if hazard or part.startswith("hazards: ") or len(line) + len(part) + 2 > WIDTH:
            lines, line = [*lines, line], "      " if hazard else "     "
        line += f" {part},"
    return "\n".join([*lines, line.removesuffix(",")])


def main() -> None:
    """Write network.yaml."""
    draw = Draw(Random(1083))
    crew = crews(draw)
    stops = list(places(draw))
    hosts = [draw.helper(name, "host") for place in stops for name in place.get("hosts", [])]
    names = {region: [helper["id"] for helper in helpers] for region, helpers in crew.items()}
    helpers = [helper for group in crew.values() for helper in group] + hosts
    parts = {"places": stops, "helpers": helpers, "legs": list(legs(draw, names))}
    text = "".join(f"\n{name}:\n" + "\n".join(map(entry, things)) + "\n" for name, things in parts.items())
    Path(__file__).with_name("network.yaml").write_text(HEAD + text, encoding="utf-8")


if __name__ == "__main__":
    main()
