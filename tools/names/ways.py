"""Which syllables can each chunk of writing stand for, in each way of writing names?

Spellings that were learned, those of the published systems, hangul and characters as they stand, other scripts,
and Korean names read in Mandarin or Vietnamese. Chinese names have their own syllables: pinyin.
"""

# ruff: noqa: INP001  (scripts, no package)
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from characters import Table, cantonese, korean, mandarin, surnames, vietnamese
from fixed import EASTERN, NORTHERN, REVISED
from hangul import FIRST, LAST, southern
from learn import PAIRED, ROLES, SURNAMES, Fixed, Learned, Way, canonical, entries
from mandarin import SURNAMES as CHINESE
from mandarin import hangul, wade
from scripts import CYRILLIC, KANA, LAO, THAI, Script, spellings

from waystation.tracing.names.text import SHIFTED, plain

Chunks = dict[str, list[dict[str, float]]]  # chunk, part of the name: P(chunk | syllable)
Prior = dict[str, dict[str, float]]  # part of the name: P(syllable); "*" is any other
WAYS = {
    "free": 0.85,
    "revised": 0.85,
    "northern": 0.85,
    "eastern": 0.005,
    "pinyin": 0.06,
    "mandarin": 0.06,
    "vietnamese": 0.02,
}
CANTONESE = 0.2  # of Chinese names in Latin letters are spelled as in Hong Kong
# Syllables of native given names (한빛, 슬기, 새봄) that no character is read as, and how much each of them weighs.
NATIVE, OF_NATIVE = (
    "그늘늬님들맑믿봄빛샘싹으잎큰푸풀펴햇힘꽃뜻꿈꺽쌀네러레른벼겨굳곰둥든디뜰땅바밝버벗뿌솜숲슨춤흐흰힌",
    1.0,
)
HANGUL = [chr(n) for n in range(FIRST, LAST + 1)]


def chunks() -> Chunks:
    """Return an empty table."""
    return defaultdict(lambda: [{} for _ in ROLES])


def priors(learned: Learned, readings: dict[str, dict[str, float]]) -> Prior:
    """Return how common each syllable is in each part of a name."""
    weight: Counter[str] = Counter()
    for found in readings.values():
        weight.update(found)
    result = {}
    for role in ROLES:
        counts, pseudo = _counts(learned, role)
        base: Counter[str] = Counter()
        for syllable, w in weight.items():
            base[canonical(syllable, role)] += w**0.5
        for syllable in NATIVE if role in "FR" else "":
            base[syllable] += OF_NATIVE
        spread, total = sum(base.values()), sum(counts.values()) + pseudo
        own = {s: (counts[s] + pseudo * 0.9 * base[s] / spread) / total for s in base.keys() | counts.keys()}
        result[role] = own | {"*": (1.0 - sum(own.values())) / 9000}
    return result


def _counts(learned: Learned, role: str) -> tuple[Counter[str], float]:
    counts: Counter[str] = Counter()
    if role in "PQ":
        for name, (persons, _) in PAIRED.items():
            counts[name["PQ".index(role)]] += persons
        return counts, 2.0
    if role == "S":
        census = {name: persons for name, (persons, _) in entries(SURNAMES).items()}
        for name, persons in census.items():
            counts[southern(name)] += 600.0 * persons / sum(census.values())
        counts.update(learned.syllables["S"])
        return counts, 8.0
    counts.update(learned.syllables[role])
    for syllable, n in learned.syllables["R" if role == "F" else "F"].items():
        counts[syllable] += 0.15 * n
    return counts, 60.0


def spelled(way: Way, prior: Prior) -> Chunks:
    """Return the Latin spellings of a way."""
    found = chunks()
    for n, role in enumerate(ROLES):
        for syllable in prior[role].keys() - {"*"}:
            table = dict(way.table(syllable, role))
            if role == "S" and not isinstance(way, Fixed):
                for other in _northern(syllable):
                    for spelling, p in way.table(other, "F").items():
                        table[spelling] = table.get(spelling, 0.0) + 0.06 * p
            for spelling, p in table.items():
                if p > 2e-6:
                    found[spelling][n][syllable] = p
    return found


_BEGUN: dict[str, list[str]] = defaultdict(list)
for _syllable in HANGUL:
    if southern(_syllable) != _syllable:
        _BEGUN[southern(_syllable)].append(_syllable)


def _northern(syllable: str) -> list[str]:
    return _BEGUN.get(syllable, [])


def written(prior: Prior, readings: dict[str, dict[str, float]]) -> Chunks:
    """Return hangul and characters as they are: what a Southern hand may mean, and a Northern one."""
    found = chunks()
    for syllable in HANGUL:
        for n, role in enumerate(ROLES):
            if role in "SP":
                found[syllable][n][southern(syllable)] = 1.0
                continue
            meant = {syllable: 1.0} | {s: 0.03 for s in _northern(syllable) if s in prior[role]}
            if southern(syllable) != syllable:
                meant[southern(syllable)] = 0.03 if role == "R" else 0.3
            found[syllable][n].update(meant)
    _add_readings(found, prior, {c: list(r.items()) for c, r in readings.items()}, 0.5)
    return found


def _add_readings(
    found: Chunks, prior: Prior, read: dict[str, list[tuple[str, float]]], share: float
) -> None:
    """Add chunks with weighted syllables: P(chunk | syllable) is the chunk's part of the syllable's weight."""
    for n, role in enumerate(ROLES):
        total: Counter[str] = Counter()
        for listed in read.values():
            for syllable, w in listed:
                total[canonical(syllable, role)] += w
        for chunk, listed in read.items():
            for syllable, w in listed:
                s = canonical(syllable, role)
                if s in prior[role]:
                    found[chunk][n][s] = found[chunk][n].get(s, 0.0) + share * w / total[s]


def through(
    characters: dict[str, dict[str, float]], read: Callable[[str], list[str]], prior: Prior
) -> Chunks:
    """Return Korean names spelled by what their characters are called in another language."""
    found = chunks()
    own = surnames()
    for n, role in enumerate(ROLES):
        weights: dict[str, Counter[str]] = defaultdict(Counter)
        for character, syllables in characters.items():
            spelling = read(character)
            for syllable, w in syllables.items():
                if role != "S" or canonical(syllable, role) not in own:
                    weights[canonical(syllable, role)].update({s: w / len(spelling) for s in spelling})
        for syllable, shares in own.items() if role == "S" else ():
            for character, w in shares.items():
                weights[syllable].update(dict.fromkeys(read(character), w))
        for syllable, spellings_ in weights.items():
            for spelling, w in spellings_.items():
                if syllable in prior[role] and w > 1e-4 * sum(spellings_.values()):
                    found[spelling][n][syllable] = w / sum(spellings_.values())
    return found


def in_mandarin(table: Table, characters: dict[str, dict[str, float]]) -> tuple[Chunks, Prior]:
    """Return Chinese names as pinyin syllables: in pinyin, Wade-Giles, hangul and characters."""
    counts: Counter[str] = Counter()
    for character in table:
        for pinyin in mandarin(table, character):
            counts[pinyin] += 0.3 + sum(characters.get(character, {}).values()) ** 0.7
    found = chunks()
    for pinyin in counts:
        spellings_ = {pinyin: 0.5, wade(pinyin): 0.06}
        if "v" in pinyin:
            spellings_ |= {pinyin.replace("v", "u"): 0.1, pinyin.replace("v", "yu"): 0.1}
        if shown := hangul(pinyin):
            spellings_[shown] = 0.9
        for spelling, p in spellings_.items():
            for n in range(len(ROLES)):
                found[spelling][n][pinyin] = found[spelling][n].get(pinyin, 0.0) + p
    total: Counter[str] = Counter()
    weigh = {c: 2.0 if c in characters else 0.2 for c in table if len(c) == 1}
    for character, w in weigh.items():
        total.update(dict.fromkeys(mandarin(table, character), w))
    for character, w in weigh.items():
        for pinyin in mandarin(table, character):
            for n in range(len(ROLES)):
                found[character][n][pinyin] = w / total[pinyin]
    _add_cantonese(found, table, weigh, total)
    given = {p: 0.995 * w / sum(counts.values()) for p, w in counts.items()} | {"*": 1e-5}
    rank: Counter[str] = Counter()
    for n, surname in enumerate(CHINESE.split()):
        rank[surname] += 1.0 / (n + 4)
    family = {p: 0.1 * w + 0.9 * rank[p] / sum(rank.values()) for p, w in given.items()}
    return found, dict.fromkeys(ROLES, given) | {"S": family}


def _add_cantonese(found: Chunks, table: Table, weigh: dict[str, float], total: Counter[str]) -> None:
    """Add how Hong Kong spells the characters of a pinyin syllable, by their weights."""
    for character, w in weigh.items():
        spelled_, read = cantonese(table, character), mandarin(table, character)
        for spelling in spelled_ if read else ():
            share = CANTONESE * w / (total[read[0]] * len(spelled_))
            for syllables in found[spelling]:
                syllables[read[0]] = syllables.get(read[0], 0.0) + share


def in_script(script: Script, prior: Prior, shift: int = 0) -> Chunks:
    """Return the spellings of syllables in another script."""
    found = chunks()
    for n, role in enumerate(ROLES):
        for syllable in prior[role].keys() - {"*"}:
            for spelling, p in spellings(script, syllable, role).items():
                chunk = plain(spelling).replace(" ", "")
                chunk = "".join(chr(ord(c) + shift) for c in chunk)
                if chunk and p > 2e-3:
                    found[chunk][n][syllable] = found[chunk][n].get(syllable, 0.0) + p
    return found


def ways(
    learned: Learned, table: Table, sino: dict[str, list[str]]
) -> Iterator[tuple[str, float, int, Chunks, Prior]]:
    """Yield name, share, space and chunks of each way of writing; two spaces: Korean and Mandarin syllables."""
    characters = korean(table)
    prior = priors(learned, characters)
    revised, northern, free = learned.shares
    free_chunks = spelled(learned.free, prior)
    for more in (written(prior, characters), in_script(CYRILLIC, prior), in_script(KANA, prior, SHIFTED),
                 in_script(THAI, prior), in_script(LAO, prior)):  # fmt: skip
        for chunk, listed in more.items():
            for n, syllables in enumerate(listed):
                free_chunks[chunk][n].update(syllables)
    yield "free", WAYS["free"] * free, 0, free_chunks, prior
    yield "revised", WAYS["revised"] * revised, 0, spelled(Fixed(REVISED), prior), prior
    yield "northern", WAYS["northern"] * northern, 0, spelled(Fixed(NORTHERN), prior), prior
    yield "eastern", WAYS["eastern"], 0, spelled(Fixed(EASTERN), prior), prior
    yield "pinyin", WAYS["pinyin"], 0, through(characters, lambda c: mandarin(table, c), prior), prior
    found, chinese = in_mandarin(table, characters)
    yield "mandarin", WAYS["mandarin"], 1, found, chinese
    yield (
        "vietnamese",
        WAYS["vietnamese"],
        0,
        through(characters, lambda c: vietnamese(table, sino, c), prior),
        prior,
    )
