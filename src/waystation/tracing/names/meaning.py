"""Which hangul names may be meant by a name that is written in other letters?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from math import exp, prod

from waystation.tracing.names.kernels.walk import FORMS, role
from waystation.tracing.names.reading import Names, prepare
from waystation.tracing.names.tables import Tables, tables
from waystation.tracing.names.text import plain

LEAST = 0.03  # of a name: less likely ones are not told
BEST = 0.25  # of a name: where not even the likeliest is as likely, nothing is told
_SPACE = 0  # the language of names that have a hangul form of their own
_SYLLABLES = 4  # of a chunk that are tried, the likeliest


def meant(name: str, most: int = 3, using: Tables | None = None) -> list[tuple[str, float]]:
    """Return the likeliest hangul names with P(hangul | name), over all readings and ways of writing.

    Nothing for a name that stands in hangul, and for one of which nobody could say.
    """
    table = using or tables()
    if any("가" <= letter <= "힣" for letter in plain(name)):
        return []
    read = prepare([name], table)
    found: defaultdict[str, float] = defaultdict(float)
    for x, post in enumerate(read.post.tolist()):
        if int(read.shape[x, 0]) // FORMS == _SPACE:
            for hangul, share in _spelled(read, x, table):
                found[hangul] += exp(post) * share
    likeliest = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    if not likeliest or likeliest[0][1] < BEST:
        return []
    return [(hangul, p) for hangul, p in likeliest if p >= LEAST]


def _spelled(read: Names, x: int, table: Tables) -> Iterator[tuple[str, float]]:
    """Yield the hangul names that a reading may stand for, with their shares of it."""
    form, size = int(read.shape[x, 0]) % FORMS, int(read.shape[x, 1])
    chunks = read.chunks[x, :size].tolist()
    choices = [_syllables(chunk, role(form, slot), table) for slot, chunk in enumerate(chunks)]
    for picked in product(*choices):
        yield "".join(syllable for syllable, _ in picked), prod(share for _, share in picked)


def _syllables(chunk: int, part: int, table: Tables) -> list[tuple[str, float]]:
    """Return the likeliest syllables of a chunk with their shares."""
    begin, end = table.first[chunk, part], table.first[chunk, part + 1]
    shares = zip(table.q[begin:end].tolist(), table.sounds[begin:end].tolist(), strict=True)
    return [(table.sound_names[sound], share) for share, sound in sorted(shares, reverse=True)[:_SYLLABLES]]
