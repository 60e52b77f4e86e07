"""Where does a text speak of a date, an age or a count, in English or in Korean?

Each pattern names what it finds: `year`, `month`, `day`, `lunar`, `age`, `count`, `since`.
"""

from __future__ import annotations

import re

from waystation.tracing.accounts.propose.numbers import ENGLISH_WORDS, KOREAN_WORDS

MONTHS = ("january february march april may june july august september october november december").split()  # noqa: SIM905
_MONTH = "(?P<month>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_N = rf"(?:\d{{1,3}}|{ENGLISH_WORDS})"
_K = rf"(?:\d{{1,3}}|{KOREAN_WORDS})"
_PEOPLE = (
    "people|persons|members|orphans|children|refugees|defectors|women|men|girls|boys|brothers|sisters|"
    "daughters|sons|relatives|guests|others"
)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


DATES = tuple(map(_pattern, (
    rf"(?P<since>since )?{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
    rf"(?P<lunar>음력 ?)?{_YEAR}년 ?(?:(?P<month>\d{{1,2}})월 ?(?:(?P<day>\d{{1,2}})일)?)?",
    rf"(?P<since>since )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH},? {_YEAR}",
    rf"(?P<since>since )?{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}",
    rf"(?P<since>since )?\b{_MONTH},? {_YEAR}",
    rf"(?P<since>since |in |of ){_YEAR}\b",
)))  # fmt: skip
AGES = tuple(map(_pattern, (
    rf"\b(?P<age>{_N})[ -]years?[ -]old",
    rf"\b(?:aged|at the age of|age) (?P<age>{_N})\b",
    r"\b(?:was|is|turned|at) (?P<age>\d{1,3})(?= (?:when|then|now|at the time)\b)",
    rf"(?P<age>{_K}) ?(?:살|세)(?:(?=[이의가에였인때로,])|(?![가-힣]))",
)))  # fmt: skip
COUNTS = tuple(map(_pattern, (
    rf"\b(?:family|group|party) of (?P<count>{_N})\b",
    rf"\b(?P<count>{_N}) (?:[a-z]+ )?(?:{_PEOPLE})\b",
    rf"(?P<count>{_K}) ?(?:명|식구|가족|남매|형제|자매|사람)",
)))  # fmt: skip
YEARS_LONG = tuple(map(_pattern, (
    rf"\bfor (?P<count>{_N}) years\b",
    r"(?P<count>\d{1,3}) ?년 ?(?:동안|째)",
)))  # fmt: skip
_SURNAME = (
    "김이박최정강조윤장임림한오서신권황안송류유전홍고문양손배백허남심노로하곽"
    "성차주우구나라민진지엄채원천방공현함변염여려"
)
BORN = re.compile(r"\bborn (?:in |on |about |around )*$", re.IGNORECASE)  # just before a date
BORN_AFTER = re.compile(" ?(?:생|에 태어|출생)")  # just after one
_PARTICLE = " ?(?:씨|님|목사|할머니|할아버지)|[은는이가을를의과와] "
HANGUL_NAME = re.compile(rf"(?<![가-힣])(?P<name>[{_SURNAME}][가-힣]{{2}})(?={_PARTICLE})")
LATIN_NAME = re.compile(
    r"\b(?P<name>[A-Z][a-z]+(?:-[A-Za-z][a-z]+)?(?: [A-Z][a-z]+(?:-[A-Za-z][a-z]+)?){1,2})\b"
)
NO_NAMES = frozenset(
    word
    for line in (
        "The A An In On At From To He She They We I It And But Her His Their Its This That These Those",
        "North South East West New Old San Los United Beyond Mr Mrs Ms Pastor When While After Before",
        "January February March April May June July August September October November December",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "Korea Korean China Chinese Laos Vietnam Thailand River Mekong Yalu Tumen Seoul Pyongyang Bangkok",
    )
    for word in line.split()
)
