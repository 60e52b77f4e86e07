"""Under which sounds does an index find a name again, whoever spelled it and in whichever order?

Not a comparison: that is `waystation.tracing.names`. Spellings are folded so far that those of one name
nearly always meet: four vowels, nine consonants, no doubles, Northern and Southern beginnings alike. What is
found through this is compared properly afterwards.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

_INITIALS = "KKNTTLMPPSS-JJJKTPH"  # in the order of Unicode's hangul syllables
_VOWELS = "AEAEOEOEOAEEOOOEIOOII"
_GLIDES = frozenset(
    (2, 3, 6, 7, 12, 17, 20)
)  # ya, yae, yeo, ye, yo, yu and i: before them ㄹ and ㄴ come and go
_FINALS = "-KKKNNNTLLLLLLLLMPPTTGJJKTPH"
_HANGUL = range(0xAC00, 0xD7A4)
_TWO_SYLLABLES = {"남궁", "황보", "제갈", "선우", "독고", "사공", "서문", "동방"}
_SURNAMES = frozenset(
    "김이박최정강조윤장임림한오서신권황안송류유전홍고문양손배백허남심노로하곽성차주우구나라민진지엄채원천방공현함변"
    "염여려추도소석선설마길연위표명기반왕금옥육륙인맹제모탁국어은편용예경봉사부가복태목형계피두감동온호범좌빈승"
)
_LATIN = re.compile("kh|kk|gg|ck|ng(?![aeiouyw])|ng|tt|dd|th|pp|bb|ph|ts|ch|jj|sh|ss|[a-z]")
_VOWEL = re.compile("[aeiouyw]+")
_SILENT = re.compile("(?<=[aeo])r(?![aeiouyw])")  # Park is Pak to an English ear
_SOFT = re.compile("^[lrn]h?(?=y|i|ee)")  # Ri, Yi, Lee, Rhee; Ryu, Yu: the North keeps what the South drops
_CONSONANTS = {
    spelling: sounds
    for sounds, spellings in {
        "K": ("k", "g", "kh", "kk", "gg", "ck", "c", "q", "x"),
        "T": ("t", "d", "tt", "dd", "th"),
        "P": ("p", "b", "pp", "bb", "ph", "f", "v"),
        "J": ("j", "ch", "jj", "ts", "z"),
        "S": ("s", "sh", "ss"),
        "N": ("n",), "M": ("m",), "L": ("l", "r"), "H": ("h",), "G": ("ng",),
    }.items()
    for spelling in spellings
}  # fmt: skip


def _vowel(run: str) -> str:
    """Return the class of a run of Latin vowels: wa and ya are A, yeo and woo are O, wi is I, we is E."""
    core = run.lstrip("wy") or run[-1]
    if core in {"y", "w"}:
        return "I" if core == "y" else "O"
    if core.startswith(("ae", "ai", "ay", "e")) and not core.startswith(("eo", "eu", "ee")):
        return "E"
    if core.startswith("oe"):
        return "E"
    if core.startswith(("ui", "eui", "i", "ee")):
        return "I"
    return "A" if core.startswith("a") else "O"


@lru_cache(maxsize=200_000)
def folded(text: str) -> str:
    """Return one word, in hangul or Latin letters, as its classes of sounds; other letters are dropped."""
    if any(ord(letter) in _HANGUL for letter in text):
        syllables = [letter for letter in text if ord(letter) in _HANGUL]
        first = _syllable(syllables[0])
        if first[:1] in {"L", "N"} and (ord(syllables[0]) - _HANGUL.start) % 588 // 28 in _GLIDES:
            first = first[1:]
        return _tidy(first + "".join(map(_syllable, syllables[1:])))
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if "a" <= c <= "z")
    plain = _SILENT.sub("", _SOFT.sub("", plain))
    sounds, position = [], 0
    while position < len(plain):
        if run := _VOWEL.match(plain, position):
            sounds.append(_vowel(run[0]))
        elif run := _LATIN.match(plain, position):
            sounds.append(_CONSONANTS[run[0]])
        position = run.end() if run else position + 1
    return _tidy("".join(sounds))


def _syllable(letter: str) -> str:
    number = ord(letter) - _HANGUL.start
    parts = _INITIALS[number // 588], _VOWELS[number % 588 // 28], _FINALS[number % 28]
    return "".join(parts).replace("-", "")


def _tidy(sounds: str) -> str:
    """Make one what different hands spell as two: doubles, vowels that meet, ng, l at the beginning, h."""
    sounds = re.sub("NK", "G", sounds)
    sounds = re.sub("^L", "N", sounds)
    sounds = re.sub("(?<=.)H", "", sounds)
    sounds = re.sub("([AEIO])[AEIO]+", r"\1", sounds)  # of vowels that meet nobody knows where one ends
    return re.sub(r"(.)\1+", r"\1", sounds)


_SURNAME_SOUNDS = frozenset(folded(name) for name in _SURNAMES | _TWO_SYLLABLES)


def splits(name: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to take a name apart into a surname and a given name, both folded."""
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", name).replace("-", "").replace("'", ""))
    joined = "".join(words)
    if joined and all(ord(letter) in _HANGUL for letter in joined):
        cut = 2 if joined[:2] in _TWO_SYLLABLES and len(joined) > 2 else 1  # noqa: PLR2004
        yield folded(joined[:cut]), folded(joined[cut:])
        return
    if len(words) == 1:
        yield "", folded(words[0])
        return
    for surname, given in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        if surname and folded(surname[0]) in _SURNAME_SOUNDS:
            yield folded(surname[0]), folded("".join(given))
    if words and not any(folded(word) in _SURNAME_SOUNDS for word in (words[0], words[-1])):
        yield folded(words[0]), folded("".join(words[1:]))
        yield folded(words[-1]), folded("".join(words[:-1]))


def features(name: str) -> dict[int, float]:
    """Return the keys of a name with their weights; names that share much weight may be one name."""
    found: dict[int, float] = {}
    for surname, given in splits(name):
        for kind, text, weight in _parts(surname, given):
            if text:
                found[crc32(f"{kind}{text}".encode())] = weight
    return found


def _parts(surname: str, given: str) -> Iterator[tuple[str, str, float]]:
    consonants = re.sub("[AEIO]", "", given)
    yield "s", surname, 2.0
    yield "g", given, 4.0
    yield "c", consonants, 2.0
    framed = f"^{given}$"
    for start in range(len(framed) - 2):
        yield "3", framed[start : start + 3], 1.2
