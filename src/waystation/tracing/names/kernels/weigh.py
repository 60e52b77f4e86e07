"""How much evidence is there that two read names are one? The sum over their readings, in nats.

A chunk's entries are the syllables that it may stand for: `q`, their probability given the chunk, and `r`,
that probability divided by how common the syllable is. What two chunks have in common is the factor
sum(q r) = P(both chunks | one syllable) / P(one) P(other).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from waystation.plan.kernels.compiled import kernel
from waystation.tracing.names.kernels.walk import FORMS, LANGUAGES, NO_SURNAME, TWO, role

Ints = NDArray[np.int64]
Int32s = NDArray[np.int32]
Bytes = NDArray[np.int8]
Floats = NDArray[np.float64]
Singles = NDArray[np.float32]


@kernel
def common(
    a: int, b: int, part: int, first: Int32s, sounds: Int32s, q: Singles, r: Singles
) -> tuple[float, float]:
    """Return what two chunks at the same part of a name have in common.

    As a factor of evidence (1: none either way), and as the probability that they stand for the same.
    """
    i, i_end = first[a, part], first[a, part + 1]
    j, j_end = first[b, part], first[b, part + 1]
    factor, same = 0.0, 0.0
    while i < i_end and j < j_end:
        if sounds[i] == sounds[j]:
            factor += q[i] * r[j]
            same += q[i] * q[j]
            i += 1
            j += 1
        elif sounds[i] < sounds[j]:
            i += 1
        else:
            j += 1
    return factor, same


@kernel
def lacking(a: int, n: int, b: int, m: int) -> int:
    """Return how many surname chunks the second reading lacks beside the first, -1 where they do not fit."""
    if a == b and n == m:
        return 0
    if a // FORMS == b // FORMS and b % FORMS == NO_SURNAME and a % FORMS != NO_SURNAME:
        surname = 2 if a % FORMS == TWO else 1
        if n - surname == m:
            return surname
    return -1


@kernel
def odds(
    x: int,
    y: int,
    lacks: int,
    a_post: Singles,
    b_post: Singles,
    a_shape: Bytes,
    a_chunks: Int32s,
    b_chunks: Int32s,
    forms: Floats,
    slip: float,
    first: Int32s,
    sounds: Int32s,
    q: Singles,
    r: Singles,
) -> tuple[float, float, float]:
    """Return the factor of two readings, the second without surname if it lacks it, their fit, and the least.

    Their fit: the probability that both are read like this and stand for the same. The least: the
    factor of the two chunks that have least in common. slip: the share of syllables written wrongly.
    """
    form, size = a_shape[x, 0] % FORMS, a_shape[x, 1]
    fit = np.exp(a_post[x] + b_post[y])
    product, least = fit / np.exp(forms[form, size]), np.inf
    for s in range(lacks, size):
        factor, same = common(a_chunks[x, s], b_chunks[y, s - lacks], role(form, s), first, sounds, q, r)
        factor = (1.0 - slip) * factor + slip
        product *= factor
        fit *= same + slip
        least = min(least, factor)
    return product, fit, least


@kernel
def share(post: Singles, shape: Bytes, begin: int, end: int, language: int) -> float:
    """Return the probability that one of these readings is right and of that language."""
    total = 0.0
    for x in range(begin, end):
        if shape[x, 0] // FORMS == language:
            total += np.exp(post[x])
    return total


@kernel
def weigh_all(
    left: Ints,
    right: Ints,
    a_first: Ints,
    b_first: Ints,
    a_shape: Bytes,
    b_shape: Bytes,
    a_post: Singles,
    b_post: Singles,
    a_chunks: Int32s,
    b_chunks: Int32s,
    forms: Floats,
    slip: float,
    first: Int32s,
    sounds: Int32s,
    q: Singles,
    r: Singles,
    out: Floats,
    fits: Floats,
    least: Floats,
    at: Ints,
) -> None:
    """Set out[n] to the factor of the pair left[n], right[n].

    at[n] is the pair of readings that says most, or -1, and least[n] its least factor; fits[n] is the
    probability that both names stand for the same in the language of that pair, over all its readings.
    """
    agreed = np.zeros(LANGUAGES)
    for n in range(left.size):
        summed, high = 0.0, 0.0
        agreed[:] = 0.0
        at[n, 0], at[n, 1], fits[n], least[n] = -1, -1, 1.0, 1.0
        a_begin, a_end = a_first[left[n]], a_first[left[n] + 1]
        b_begin, b_end = b_first[right[n]], b_first[right[n] + 1]
        for x in range(a_begin, a_end):
            for y in range(b_begin, b_end):
                a, b = a_shape[x, 0], b_shape[y, 0]
                lacks = lacking(a, a_shape[x, 1], b, b_shape[y, 1])
                if lacks >= 0:
                    factor, fit, weak = odds(
                        x,
                        y,
                        lacks,
                        a_post,
                        b_post,
                        a_shape,
                        a_chunks,
                        b_chunks,
                        forms,
                        slip,
                        first,
                        sounds,
                        q,
                        r,
                    )
                else:
                    lacks = lacking(b, b_shape[y, 1], a, a_shape[x, 1])
                    if lacks < 0:
                        continue
                    factor, fit, weak = odds(
                        y,
                        x,
                        lacks,
                        b_post,
                        a_post,
                        b_shape,
                        b_chunks,
                        a_chunks,
                        forms,
                        slip,
                        first,
                        sounds,
                        q,
                        r,
                    )
                summed += factor
                agreed[a // FORMS] += fit
                if factor > high:
                    high, least[n] = factor, weak
                    at[n, 0], at[n, 1] = x, y
        out[n] = summed
        if high > 0.0:
            language = a_shape[at[n, 0], 0] // FORMS
            both = share(a_post, a_shape, a_begin, a_end, language)
            both *= share(b_post, b_shape, b_begin, b_end, language)
            fits[n] = min(agreed[language] / both, 1.0)
