"""Which dates, ages, counts and names does a text hold, each with the words that say it?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from waystation.domain.accounts import Account, Accounts, Claim
from waystation.domain.tracing import OLDEST
from waystation.tracing.accounts.propose import patterns
from waystation.tracing.accounts.propose.numbers import number

AROUND = re.compile(r"[^.!?\n。]*")  # a quote is a sentence, or what of it is near
LONGEST = 160  # characters of a quote
Found = tuple[re.Match[str], dict[str, Any]]


def propose(text: str, account: str, written: str | None = None) -> Accounts:
    """Return an account with a claim for everything found in the text, none of them confirmed.

    Who and what a claim is about is left to the person who confirms it; where the same words are read in two
    ways, both are proposed.
    """
    claims = sorted(_claims(text), key=lambda claim: claim.at or (0, 0))
    told = Account(id=account, written=written, text=text, claims=tuple(claims))
    return Accounts(waystation=1, accounts=(told,))


def _claims(text: str) -> Iterator[Claim]:
    for finder in (_dates, _ages, _counts, _years, _names):
        taken: list[tuple[int, int]] = []
        for match, fields in finder(text):
            if any(match.start() < end and begin < match.end() for begin, end in taken):
                continue
            taken.append(match.span())
            begin, end = _sentence(text, match)
            try:
                yield Claim(quote=text[begin:end], at=(begin, end), confirmed=False, **fields)
            except ValidationError:  # such as 31 February
                continue


def _sentence(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return where the sentence around a find begins and ends, or the part of it that is near."""
    begin = max(text.rfind(mark, 0, match.start()) for mark in (". ", "! ", "? ", "\n", "。")) + 1
    end = AROUND.match(text, match.end())
    stop = end.end() if end else match.end()
    if stop - begin > LONGEST:
        begin, stop = max(begin, match.start() - LONGEST // 2), min(stop, match.end() + LONGEST // 2)
    inner = text[begin:stop]
    return begin + len(inner) - len(inner.lstrip()), begin + len(inner.rstrip())


def _each(text: str, kinds: Iterable[re.Pattern[str]]) -> Iterator[re.Match[str]]:
    for kind in kinds:
        yield from kind.finditer(text)


def _dates(text: str) -> Iterator[Found]:
    for match in _each(text, patterns.DATES):
        groups = match.groupdict()
        written = groups["year"]
        if groups.get("month"):
            written += f"-{_month(groups['month']):02d}"
            written += f"-{int(groups['day']):02d}" if groups.get("day") else ""
        lunar = "lunar " if groups.get("lunar") else ""
        yield match, {_field(text, match): lunar + written}


def _field(text: str, match: re.Match[str]) -> str:
    """Return which field of a claim a date belongs to."""
    if (match.groupdict().get("since") or "").strip().lower() == "since":
        return "since"
    before = text[max(0, match.start() - 30) : match.start()]
    inside = re.match("in |of ", match[0], re.IGNORECASE)
    born = patterns.BORN.search(before + (inside[0] if inside else ""))
    return "born" if born or patterns.BORN_AFTER.match(text, match.end()) else "when"


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return 1 + next(n for n, name in enumerate(patterns.MONTHS) if name.startswith(text[:3].lower()))


def _ages(text: str) -> Iterator[Found]:
    for match in _each(text, patterns.AGES):
        age = number(match["age"])
        if age is not None and age <= OLDEST:
            yield match, {"how_old": age}


def _numbered(kinds: Iterable[re.Pattern[str]], field: str) -> Callable[[str], Iterator[Found]]:
    def find(text: str) -> Iterator[Found]:
        for match in _each(text, kinds):
            count = number(match["count"])
            if count is not None:
                yield match, {field: count}

    return find


_counts = _numbered(patterns.COUNTS, "how_many")
_years = _numbered(patterns.YEARS_LONG, "for_years")


def _names(text: str) -> Iterator[Found]:
    for match in patterns.LATIN_NAME.finditer(text):
        words = match["name"].split()
        while words and words[0] in patterns.NO_NAMES:
            words = words[1:]
        if len(words) > 1 and not patterns.NO_NAMES & set(words):
            yield match, {"named": " ".join(words)}
    for match in patterns.HANGUL_NAME.finditer(text):
        yield match, {"named": match["name"]}
