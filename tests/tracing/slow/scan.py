"""What should the kernels of a search say? The same, slowly and plainly, with exact fractions for points."""

from __future__ import annotations

from collections.abc import Sequence


def gathered(size: int, sounds: Sequence[tuple[float, Sequence[int]]]) -> list[float]:
    """The points of each record: the weights of its sounds."""
    return [sum(weight for weight, records in sounds if n in records) for n in range(size)]


def gap_in_years(ours: tuple[int, int], theirs: tuple[int, int]) -> int:
    """Between two spans of days the years, a begun one as a whole."""
    if ours[0] <= theirs[1] and theirs[0] <= ours[1]:
        return 0
    days = max(ours[0], theirs[0]) - min(ours[1], theirs[1])
    return -(-days // 365)


def described(
    born: Sequence[tuple[int, int]],
    sex: Sequence[int],
    origin: Sequence[int],
    sought: tuple[tuple[int, int], int],
    tables: tuple[Sequence[float], Sequence[float], Sequence[float]],
) -> list[float]:
    """What birth, sex and origin say of each record."""
    by_gap, by_sex, by_origin = tables
    wanted, wanted_sex = sought
    found = []
    for (first, last), one, place in zip(born, sex, origin, strict=True):
        points = by_origin[place]
        if one and wanted_sex:
            points += by_sex[0] if one == wanted_sex else by_sex[1]
        if wanted[1] and last:
            points += by_gap[min(gap_in_years(wanted, (first, last)), len(by_gap) - 1)]
        found.append(points)
    return found


def best(points: Sequence[float], open_: Sequence[bool], most: int, bins: int) -> list[int]:
    """The open records with the most points, told apart to one of so many bins; the first at the edge."""
    there = [n for n, told in enumerate(open_) if told]
    if not there:
        return []
    low, high = min(points[n] for n in there), max(points[n] for n in there)
    bin_of = {n: int((points[n] - low) * ((bins - 1) / (high - low))) if high > low else 0 for n in there}
    ordered = sorted(there, key=lambda n: (-bin_of[n], n))
    return sorted(ordered[:most])
