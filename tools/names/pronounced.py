"""How is a Korean name written in Cyrillic and in kana by the published rules, sound changes and all?

Written after the rules, not after the tables that the program learns from, so that lists made with it test
those: Kontsevich's system (Концевич 1966) for Cyrillic; for kana the custom of Japanese foreign ministry and
newspapers. Both voice ㄱ ㄷ ㅂ ㅈ between voiced sounds and carry a final consonant over to a vowel.
"""

# ruff: noqa: INP001  (scripts, no package)
from __future__ import annotations

from hangul import parts

_VOICED = {
    "ㄱ": "ㄲ",
    "ㄷ": "ㄸ",
    "ㅂ": "ㅃ",
    "ㅈ": "ㅉ",
}  # the tense ones stand for the voiced here: names have none
_SONORANT = {"", "ㄴ", "ㄹ", "ㅁ", "ㅇ"}

_C_BEGIN = dict(
    zip(
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
        "к г н т д р м п б с сс - ч дж чх кх тх пх х".split(),
        strict=True,
    )
)
_C_MIDDLE = dict(
    zip(
        "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
        "а э я йя о е ё йе о ва вэ ве ё у во ве ви ю ы ый и".split(),
        strict=True,
    )
)
_C_END = {"": "", "ㄱ": "к", "ㄴ": "н", "ㄷ": "т", "ㄹ": "ль", "ㅁ": "м", "ㅂ": "п", "ㅅ": "т", "ㅇ": "н"}
_C_SURNAMES = {"이": "Ли"}

_VOWELS = dict(zip("ㅏㅐㅔㅗㅚㅜㅡㅣㅓㅟㅢ", "a e e o e u u i o ui i".split(), strict=True))
_GLIDES = {
    "ㅑ": "ya",
    "ㅕ": "yo",
    "ㅖ": "e",
    "ㅛ": "yo",
    "ㅠ": "yu",
    "ㅘ": "wa",
    "ㅙ": "we",
    "ㅝ": "wo",
    "ㅞ": "we",
}
_ROWS = {
    "ㄱ": "カキクケコ", "ㄲ": "ガギグゲゴ", "ㄴ": "ナニヌネノ", "ㄷ": "タティトゥテト", "ㄸ": "ダディドゥデド", "ㄹ": "ラリルレロ",
    "ㅁ": "マミムメモ", "ㅂ": "パピプペポ", "ㅃ": "バビブベボ", "ㅅ": "サシスセソ", "ㅆ": "サシスセソ", "ㅇ": "アイウエオ",
    "ㅋ": "カキクケコ", "ㅌ": "タティトゥテト", "ㅍ": "パピプペポ", "ㅎ": "ハヒフヘホ",
}  # fmt: skip
_J = {
    "ㅈ": ("チャ", "チ", "チュ", "チェ", "チョ"),
    "ㅊ": ("チャ", "チ", "チュ", "チェ", "チョ"),
    "ㅉ": ("ジャ", "ジ", "ジュ", "ジェ", "ジョ"),
}
_K_END = {
    "": "",
    "ㄱ": "ク",
    "ㄴ": "ン",
    "ㄷ": "ッ",
    "ㄹ": "ル",
    "ㅁ": "ム",
    "ㅂ": "プ",
    "ㅅ": "ッ",
    "ㅇ": "ン",
}
_BEFORE = "ㄱㄴㄹㅁㅂ"  # finals that a vowel takes over


def _sounds(given: str) -> list[tuple[str, str, str]]:
    """Return the parts of each syllable of a word after voicing and liaison."""
    found = [parts(syllable) for syllable in given]
    for n in range(1, len(found)):
        before, (initial, medial, final) = found[n - 1], found[n]
        if initial == "ㅇ" and before[2] and before[2] in _BEFORE:
            taken = _VOICED.get(before[2], before[2])
            found[n - 1], found[n] = (before[0], before[1], ""), (taken, medial, final)
        elif initial in _VOICED and before[2] in _SONORANT:
            found[n] = (_VOICED[initial], medial, final)
        elif initial == "ㄹ" and before[2] == "ㄹ":
            found[n - 1] = (before[0], before[1], "ㄹ")
    return found


def _cyrillic(word: str) -> str:
    written = ""
    for initial, medial, final in _sounds(word):
        begin = "" if initial == "ㅇ" else _C_BEGIN[initial]
        soft = begin == "" and written.endswith("н") and medial in "ㅑㅕㅛㅠㅖ"
        written += ("ъ" if soft else "") + begin + _C_MIDDLE[medial] + _C_END.get(final, "т")
    return written.replace("льл", "лл").replace("льр", "лл").capitalize()


def cyrillic(name: str) -> str:
    """Return a hangul name of one surname syllable in Cyrillic."""
    return f"{_C_SURNAMES.get(name[0], _cyrillic(name[0]))} {_cyrillic(name[1:])}"


def _kana_syllable(initial: str, medial: str, final: str) -> str:  # noqa: PLR0911  (a case each)
    end = _K_END.get(final, "ッ")
    if initial in _J:
        a, i, u, e, o = _J[initial]
        shown = {"a": a, "i": i, "u": u, "e": e, "o": o, "ya": a, "yo": o, "yu": u}
        vowel = _GLIDES.get(medial) or _VOWELS[medial]
        return shown.get(vowel, {"wa": u + "ァ", "we": e, "wo": u + "ォ", "ui": u + "ィ"}.get(vowel, u)) + end
    row = _ROWS[initial]
    cells = {
        "タティトゥテト": ["タ", "ティ", "トゥ", "テ", "ト"],
        "ダディドゥデド": ["ダ", "ディ", "ドゥ", "デ", "ド"],
    }.get(row, list(row))
    a, i, u, e, o = cells
    bare, rounded = initial == "ㅇ", initial == "ㅎ"
    if medial in _GLIDES and medial != "ㅖ":
        glide = _GLIDES[medial]
        if glide[0] == "y":
            small = {"ya": "ャ", "yo": "ョ", "yu": "ュ"}[glide]
            return ({"ya": "ヤ", "yo": "ヨ", "yu": "ユ"}[glide] if bare else i + small) + end
        small = {"wa": "ァ", "we": "ェ", "wo": "ォ"}[glide]
        if bare:
            return ("ワ" if glide == "wa" else "ウ" + small) + end
        return ("フ" if rounded else u) + small + end
    if medial == "ㅚ":
        return ("ウェ" if bare else ("フェ" if rounded else u + "ェ")) + end
    if medial in "ㅟㅢ":
        return ("ウィ" if bare else (("フィ" if medial == "ㅟ" else "ヒ") if rounded else u + "ィ")) + end
    return {"a": a, "e": e, "o": o, "u": u, "i": i}[(_GLIDES.get(medial) or _VOWELS[medial])] + end


def katakana(name: str) -> str:
    """Return a hangul name of one surname syllable in kana."""
    given = _sounds(name[1:])
    if given[0][0] == "ㅈ":
        given[0] = ("ㅉ", given[0][1], given[0][2])
    return _kana_syllable(*parts(name[0])) + "・" + "".join(_kana_syllable(*sound) for sound in given)
