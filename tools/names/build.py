r"""What can each written chunk of a name stand for? Makes src/waystation/data/names.npz.

    apt-get download unicode-data && dpkg -x unicode-data_*.deb unicode
    python tools/names/build.py ../shared/data/names/names.tsv \\
        unicode/usr/share/unicode/Unihan_Readings.txt.bz2 hanviet.csv src/waystation/data/names.npz

Learns the spellings of hangul syllables from public pairs (`learn.py`), adds the readings of characters
(Unihan; for Vietnamese the list of github.com/ph0ngp/hanviet-pinyin-wordlist too), Mandarin, Sino-Vietnamese, Cyrillic, kana, Thai and Lao, and writes for every chunk, by its part of
the name, the syllables that it may stand for with their probabilities. The same input gives the same file.
"""

# ruff: noqa: INP001  (scripts, no package)
from __future__ import annotations

import sys
from math import log
from pathlib import Path

import numpy as np
from characters import Table, hanviet, unihan
from learn import ROLES, Learned, usable
from ways import ways

from waystation.tracing.names.tables import STEP, Packed

KEPT, MOST, FAINT = 8e-4, 14, 5e-9  # the least share of a syllable, how many of them, the least P(chunk)


def packed(learned: Learned, table: Table, sino: dict[str, list[str]]) -> Packed:
    """Return all ways of writing as flat arrays."""
    texts, roots, marginal, lengths, sounds, shares = [], [], [], [], [], []
    known: dict[str, int] = {}
    rarity: list[list[float]] = []
    names, usual, spaces = [], [], []
    for way, (name, share, space, found, prior) in enumerate(ways(learned, table, sino)):
        names.append(name), usual.append(log(share)), spaces.append(space)
        for chunk in sorted(found):
            values = [
                _shares(syllables, prior[role]) for syllables, role in zip(found[chunk], ROLES, strict=True)
            ]
            if all(not kept for _, kept in values):
                continue
            texts.append(chunk), roots.append(way)
            marginal.append([value for value, _ in values])
            for _, kept in values:
                for syllable, _share in kept:
                    if syllable not in known:
                        known[syllable] = len(known)
                        rarity.append([prior[role].get(syllable, prior[role]["*"]) for role in ROLES])
                kept.sort(key=lambda pair: known[pair[0]])
                lengths.append(len(kept))
                sounds += [known[syllable] for syllable, _ in kept]
                shares += [round(-STEP * log(share)) for _, share in kept]
    return Packed(
        chunks=np.frombuffer("\n".join(texts).encode(), np.uint8),
        roots=np.array(roots, np.uint8),
        marginal=np.array(marginal, np.float16),
        lengths=np.array(lengths, np.uint8),
        sounds=np.array(sounds, np.uint16),
        shares=np.array(shares, np.uint8),
        names=np.frombuffer("\n".join(known).encode(), np.uint8),
        rarity=np.log(np.array(rarity)).astype(np.float16),
        ways=np.array(usual),
        spaces=np.array(spaces, np.int64),
    )


def _shares(syllables: dict[str, float], prior: dict[str, float]) -> tuple[float, list[tuple[str, float]]]:
    """Return log P(chunk) and the likeliest syllables with their shares of it."""
    weights = {s: p * prior.get(s, prior["*"]) for s, p in syllables.items()}
    total = sum(weights.values())
    if total < FAINT:
        return float("-inf"), []
    kept = sorted(
        ((s, w / total) for s, w in weights.items() if w > KEPT * total), key=lambda x: (-x[1], x[0])
    )
    return log(total), kept[:MOST]


def main() -> None:
    """Learn, and write the file."""
    pairs, characters, sino, target = map(Path, sys.argv[1:])
    rows = [tuple(line.split("\t")[:2]) for line in pairs.read_text(encoding="utf-8").splitlines()]
    result = packed(Learned(usable(rows)), unihan(characters), hanviet(sino))
    np.savez_compressed(target, **result._asdict())
    print(
        f"{target}: {len(result.roots)} chunks, {len(result.sounds)} entries, {target.stat().st_size} bytes"
    )


if __name__ == "__main__":
    main()
