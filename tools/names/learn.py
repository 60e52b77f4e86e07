"""How likely is each spelling of a syllable? Learned from pairs of a hangul name and another spelling.

Three ways of writing are mixed: the Revised Romanisation, the North Korean one with McCune-Reischauer, and
what is free. Expectation-maximisation (Dempster, Laird and Rubin 1977) with the best alignment of each pair:
a name counts for the free way by the probability that it is neither of the others. A spelling's probability
is its count, drawn towards the product of the spellings of initial, medial and final (Dirichlet smoothing),
which in turn are drawn towards the order in `inventory.py`.
"""

# ruff: noqa: INP001  (scripts, no package)
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import exp, log

from fixed import NORTHERN, REVISED, fixed
from hangul import is_hangul, parts, southern
from inventory import FINALS, INITIALS, MEDIALS, PAIRED_SURNAMES, SURNAMES
from plain import orders

ROLES = "SFRPQ"  # surname, first and further syllables of the given name, the two of a paired surname
Syllable = tuple[str, str]  # and its role
Pair = tuple[str, str]
Spellings = dict[str, float]
WHOLE, PART, MEDIAL, SURNAME = 5.0, 20.0, 40.0, 12.0  # pseudo-counts
DECAY, LEAST = 0.6, 0.02
WHAN = 0.08  # of those who write hw write wh
LONGEST = 9  # letters of a syllable
HOPELESS = -9.0  # nats a syllable, below which a pair is no spelling


def entries(table: str) -> dict[str, tuple[float, list[str]]]:
    """Return the lines "name count spelling spelling ..." of a table."""
    rows = [line.split() for line in table.replace("\n", " ").split(";") if line.strip()]
    return {row[0]: (float(row[1]), row[2:]) for row in rows}


PAIRED = entries(PAIRED_SURNAMES)


def ranked(listed: str) -> Spellings:
    """Return where a list of spellings starts: each next one less likely; "-" means nothing is written."""
    found = {
        "" if s == "-" else s: max(DECAY**n, LEAST) for n, s in reversed(list(enumerate(listed.split())))
    }
    total = sum(found.values())
    return {s: p / total for s, p in found.items()}


def place(initial: str, final: str) -> int:
    """Return the surroundings of a medial that change its spelling."""
    before = 0 if initial == "ㅇ" else 1 if initial in "ㅅㅆㅈㅊㅉ" else 2
    return 3 * before + (0 if not final else 1 if final == "ㅇ" else 2)


def canonical(syllable: str, role: str) -> str:
    """Return the syllable under which a name is counted: surnames in their Southern form."""
    return southern(syllable) if role in "SP" else syllable


def forms(name: str) -> list[list[Syllable]]:
    """Return the ways in which a hangul name is surname and given name."""
    found = []
    if 2 <= len(name) <= 5:
        found.append("SF" + "R" * (len(name) - 2))
    if name[:2] in PAIRED and len(name) > 2:
        found.append("PQF" + "R" * (len(name) - 3))
    return [[(canonical(s, r), r) for s, r in zip(name, roles, strict=True)] for roles in found]


class Free:
    """The free way of writing: counts, and the spellings of a syllable that follow from them."""

    def __init__(self) -> None:
        self.initials: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.medials: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
        self.finals: dict[str, Counter[str]] = defaultdict(Counter)
        self.wholes: dict[Syllable, Counter[str]] = defaultdict(Counter)
        self.surnames: dict[str, Counter[str]] = defaultdict(Counter)
        self._tables: dict[Syllable, Spellings] = {}
        for name, (_persons, listed) in entries(SURNAMES).items():
            own = 1.0 if southern(name) == name else 0.3
            for n, spelling in enumerate(listed):
                self.surnames[southern(name)][spelling] += own * max(DECAY**n, 0.03)

    @staticmethod
    def _smoothed(counts: Mapping[str, float], base: Spellings, weight: float) -> Spellings:
        total = sum(counts.values()) + weight
        return {s: (counts.get(s, 0.0) + weight * p) / total for s, p in base.items()}

    def factors(self, syllable: str, role: str) -> tuple[Spellings, Spellings, Spellings]:
        """Return the spellings of the parts of a syllable."""
        initial, medial, final = parts(syllable)
        where = {"S": "S", "F": "F", "P": "F", "R": "R", "Q": "R"}[role]
        everywhere: Counter[str] = Counter()
        for n in range(9):
            everywhere.update(self.medials[medial, n])
        base = self._smoothed(everywhere, ranked(MEDIALS[medial]), MEDIAL)
        ends = ranked(FINALS.get(final, "- t"))
        if not final:
            ends = {s: 0.97 if not s else 0.03 / (len(ends) - 1) for s in ends}
        return (
            self._smoothed(self.initials[initial, where], ranked(INITIALS[initial]), PART),
            self._smoothed(self.medials[medial, place(initial, final)], base, PART),
            self._smoothed(self.finals[final], ends, PART),
        )

    def split(self, syllable: str, role: str) -> dict[str, list[tuple[float, str, str, str]]]:
        """Return for each spelling the ways in which it is spelled part by part."""
        found: dict[str, list[tuple[float, str, str, str]]] = defaultdict(list)
        begins, middles, ends = self.factors(syllable, role)
        for a, pa in begins.items():
            for b, pb in middles.items():
                for c, pc in ends.items():
                    if pa * pb * pc > 1e-8 and a + b + c:
                        found[a + b + c].append((pa * pb * pc, a, b, c))
        return found

    def table(self, syllable: str, role: str) -> Spellings:
        """Return the probability of each spelling of a syllable."""
        if (syllable, role) not in self._tables:
            self._tables[syllable, role] = self._table(syllable, role)
        return self._tables[syllable, role]

    def _table(self, syllable: str, role: str) -> Spellings:
        counts: Counter[str] = Counter()
        same = {"S": "S", "F": "FP", "R": "RQ", "P": "FP", "Q": "RQ"}[role]
        for other in ROLES:
            weight = 1.0 if other in same else 0.0 if "S" in (other, role) else 0.7
            for spelling, n in self.wholes[other, syllable].items():
                counts[spelling] += weight * n
        if role == "S" and syllable in self.surnames:
            total = sum(self.surnames[syllable].values())
            for spelling, n in self.surnames[syllable].items():
                counts[spelling] += SURNAME * n / total
        base = {s: sum(way[0] for way in ways) for s, ways in self.split(syllable, role).items()}
        for spelling, p in list(base.items()):
            if spelling.startswith("hw"):
                swapped = "wh" + spelling.removeprefix("hw")
                base[swapped] = max(base.get(swapped, 0.0), WHAN * p)
        total = sum(counts.values()) + WHOLE
        return {s: (counts[s] + WHOLE * base.get(s, 0.0)) / total for s in base.keys() | counts.keys()}

    def count(self, seen: Iterable[tuple[Syllable, str, float]]) -> Free:
        """Return the way of writing that is learned from syllables, their spellings and weights."""
        learned = Free()
        for (syllable, role), spelling, weight in seen:
            learned.wholes[role, syllable][spelling] += weight
            ways = self.split(syllable, role).get(spelling, [])
            total = sum(way[0] for way in ways)
            initial, medial, final = parts(syllable)
            where = {"S": "S", "F": "F", "P": "F", "R": "R", "Q": "R"}[role]
            for p, a, b, c in ways:
                share = weight * p / total * (0.3 if role == "S" else 1.0)
                learned.initials[initial, where][a] += share
                learned.medials[medial, place(initial, final)][b] += share
                learned.finals[final][c] += share
        return learned


class Fixed:
    """A published way of writing."""

    def __init__(self, system: str) -> None:
        self.system = system

    def table(self, syllable: str, role: str) -> Spellings:
        """Return the probability of each spelling of a syllable."""
        return fixed(self.system, syllable, role)


Way = Free | Fixed
Aligned = tuple[float, list[Syllable], tuple[str, ...]]


def align(way: Way, form: list[Syllable], words: list[str]) -> Aligned | None:
    """Return the likeliest way to spell a form with these words, with its log probability."""
    text, ends = "".join(words), {sum(map(len, words[: n + 1])) for n in range(len(words))}
    surname = sum(role in "SPQ" for _, role in form)
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for n, (syllable, role) in enumerate(form):
        table, reached = way.table(syllable, role), {}
        for begin, (value, chunks) in best.items():
            for end in range(begin + 1, min(len(text), begin + LONGEST) + 1):
                if any(begin < e < end for e in ends) or (
                    len(words) > 1 and n == surname - 1 and end not in ends
                ):
                    continue
                p = table.get(text[begin:end], 0.0)
                if p and (end not in reached or value + log(p) > reached[end][0]):
                    reached[end] = (value + log(p), (*chunks, text[begin:end]))
        best = reached
    if len(text) not in best:
        return None
    return best[len(text)][0], form, best[len(text)][1]


def best(way: Way, pair: Pair) -> Aligned | None:
    """Return the likeliest way to spell a hangul name as it is written."""
    name, written = pair
    found = [align(way, form, words) for form in forms(name) for words in orders(written)]
    return max((a for a in found if a), key=lambda a: a[0], default=None)


class Learned:
    """What is learned from pairs: the free way, how usual each way is, how common each syllable."""

    def __init__(self, pairs: list[Pair], rounds: int = 3) -> None:
        self.free, self.shares = Free(), [0.3, 0.05, 0.65]  # Revised, Northern, free
        ways = [Fixed(REVISED), Fixed(NORTHERN)]
        known = [[a[0] if (a := best(way, pair)) else -1e9 for way in ways] for pair in pairs]
        for _ in range(rounds):
            self._round(pairs, known)
        self.syllables: dict[str, Counter[str]] = {role: Counter() for role in ROLES}
        for name in {name for name, _ in pairs}:
            for syllable, role in (forms(name) or [[]])[-1]:
                self.syllables[role][syllable] += 1

    def _round(self, pairs: list[Pair], known: list[list[float]]) -> None:
        seen, mass = [], [0.0, 0.0, 0.0]
        for pair, others in zip(pairs, known, strict=True):
            found = best(self.free, pair)
            if not found or found[0] < HOPELESS * len(found[1]):
                continue
            logs = [log(share) + value for share, value in zip(self.shares, [*others, found[0]], strict=True)]
            shares = [exp(value - max(logs)) for value in logs]
            shares = [share / sum(shares) for share in shares]
            mass = [m + s for m, s in zip(mass, shares, strict=True)]
            seen += [(s, chunk, shares[2]) for s, chunk in zip(found[1], found[2], strict=True)]
        self.free, self.shares = self.free.count(seen), [m / sum(mass) for m in mass]


def usable(rows: Iterable[tuple[str, str]]) -> list[Pair]:
    """Return the pairs of a hangul name and a spelling in Latin letters."""
    return [(h.replace(" ", ""), x) for h, x in rows if is_hangul(h.replace(" ", "")) and orders(x)]
