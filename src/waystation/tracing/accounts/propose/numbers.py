"""Which number does a word mean, in English and in both Korean ways of counting?"""

from __future__ import annotations

_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ENGLISH = {word: n for n, word in enumerate(_ONES, 1)}
ENGLISH |= {word: n for n, word in zip(range(20, 100, 10), _TENS, strict=True)}
ENGLISH |= {f"{ten}-{_ONES[n - 1]}": ENGLISH[ten] + n for ten in _TENS for n in range(1, 10)}

_UNITS = {"한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "네": 4, "넷": 4, "다섯": 5, "여섯": 6,
          "일곱": 7, "여덟": 8, "아홉": 9}  # fmt: skip
_DECADES = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70,
            "여든": 80, "아흔": 90}  # fmt: skip
KOREAN = _UNITS | _DECADES
KOREAN |= {ten + one: tens + ones for ten, tens in _DECADES.items() for one, ones in _UNITS.items()}

# Longest first, so that a pattern made of them takes the whole word.
ENGLISH_WORDS = "|".join(sorted(ENGLISH, key=len, reverse=True))
KOREAN_WORDS = "|".join(sorted(KOREAN, key=len, reverse=True))


def number(word: str) -> int | None:
    """Return the number that digits or a word mean, None for anything else."""
    plain = word.casefold().replace(" ", "-")
    if plain.isdecimal():
        return int(plain)
    return ENGLISH.get(plain) or KOREAN.get(word)
