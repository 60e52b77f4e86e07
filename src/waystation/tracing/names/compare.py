"""Why should two names be one, and why not? The evidence, syllable by syllable."""

from __future__ import annotations

from math import fsum, log

import numpy as np

from waystation.tracing.names.engine import COVER, SLIP, parts
from waystation.tracing.names.evidence import Evidence, Term
from waystation.tracing.names.kernels.letters import alike
from waystation.tracing.names.kernels.walk import FORMS, NO_SURNAME, PAIR_ONE, SURNAME, role
from waystation.tracing.names.kernels.weigh import common, lacking
from waystation.tracing.names.kernels.words import WORDS
from waystation.tracing.names.reading import Names, prepare
from waystation.tracing.names.tables import Tables, tables
from waystation.tracing.names.text import sounded

_ONE = np.zeros(1, np.int64)


def compare(a: str, b: str, using: Tables | None = None) -> Evidence:
    """Return the evidence that both are one person's name; swapped names give swapped terms."""
    table = using or tables()
    left, right = prepare([a], table), prepare([b], table)
    found = parts(left, _ONE, right, _ONE, table)
    weight, x, y = float(found.weights[0]), int(found.at[0, 0]), int(found.at[0, 1])
    if x >= 0 and found.read[0]:
        terms = _syllables(left, x, right, y, table)
    elif found.letters[0] > COVER:
        terms = _words(left, right)
    else:
        terms = []
    rest = weight - fsum(term.weight for term in terms)
    agreement, weakest, read = (np.asarray(part).item() for part in found.likeness[1:])
    return Evidence(a, b, weight, agreement, weakest, read, (*terms, Term("reading", a, b, rest, "")))


def _syllables(left: Names, x: int, right: Names, y: int, table: Tables) -> list[Term]:
    """Return a term for each pair of chunks of two readings."""
    a, n = (int(v) for v in left.shape[x])
    b, m = (int(v) for v in right.shape[y])
    ahead = lacking(a, n, b, m)
    behind = lacking(b, m, a, n) if ahead < 0 else 0
    ahead = max(ahead, 0)
    form = (a if not behind else b) % FORMS
    terms = []
    for s in range(ahead + behind, max(n, m)):
        one, two = int(left.chunks[x, s - behind]), int(right.chunks[y, s - ahead])
        part = role(form, s)
        shared, _same = common(one, two, part, table.first, table.sounds, table.q, table.r)
        weight = log((1.0 - SLIP) * shared + SLIP)
        surname = form != NO_SURNAME and (part == SURNAME or part >= PAIR_ONE)
        sign = likeliest(one, two, part, table)
        a_shown, b_shown = sounded(table.chunks[one]), sounded(table.chunks[two])
        terms.append(Term("surname" if surname else "given", a_shown, b_shown, weight, sign))
    return terms


def likeliest(a: int, b: int, part: int, table: Tables) -> str:
    """Return the syllable that both chunks most likely stand for, "" if they share none."""
    found: dict[int, list[float]] = {}
    for chunk, values in ((a, table.q), (b, table.r)):
        begin, end = table.first[chunk, part], table.first[chunk, part + 1]
        for sound, value in zip(table.sounds[begin:end].tolist(), values[begin:end].tolist(), strict=True):
            found.setdefault(sound, []).append(value)
    both = {sound: values[0] * values[1] for sound, values in found.items() if len(values) > 1}
    return table.sound_names[max(both, key=lambda sound: both[sound])] if both else ""


def _words(left: Names, right: Names) -> list[Term]:
    """Return a term for each word of two names of any language."""
    nats, partner = np.zeros((WORDS, WORDS)), np.full(WORDS, -1, np.int64)
    ours, theirs = np.zeros((WORDS, 3), np.int64), np.zeros((WORDS, 3), np.int64)
    a, b = left.letters, right.letters
    alike(a, 0, len(a), b, 0, len(b), nats, partner, ours, theirs)
    spelled = [
        ["".join(map(chr, text[w[0] : w[1]])) for w in words if w[1]]
        for text, words in ((a, ours), (b, theirs))
    ]
    return [
        Term("word", word, spelled[1][partner[i]], float(nats[i, partner[i]]), "")
        for i, word in enumerate(spelled[0])
        if partner[i] >= 0
    ]
