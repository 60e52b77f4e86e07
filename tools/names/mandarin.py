"""How is a Mandarin syllable written: in pinyin, in Wade-Giles, in hangul by the South Korean rule of 1986?"""

# ruff: noqa: INP001  (scripts, no package)
from __future__ import annotations

from hangul import joined

_ZERO = {
    "yi": "i", "ya": "ia", "ye": "ie", "yao": "iao", "you": "iu", "yan": "ian", "yin": "in", "yang": "iang",
    "ying": "ing", "wu": "u", "wa": "ua", "wo": "uo", "wai": "uai", "wei": "ui", "wan": "uan", "wen": "un",
    "wang": "uang", "weng": "ueng", "yu": "v", "yue": "ve", "yuan": "van", "yun": "vn", "yong": "iong",
}  # fmt: skip
_BEGIN = dict(
    zip(
        "b p m f d t n l g k h j q x zh ch sh r z c s".split(),
        "ㅂㅍㅁㅍㄷㅌㄴㄹㄱㅋㅎㅈㅊㅅㅈㅊㅅㄹㅉㅊㅆ",
        strict=True,
    )
)
_END = {
    "a": "ㅏ", "o": "ㅗ", "e": "ㅓ", "ai": "ㅏ 이", "ei": "ㅔ 이", "ao": "ㅏ 오", "ou": "ㅓ 우", "an": "ㅏㄴ",
    "en": "ㅓㄴ", "ang": "ㅏㅇ", "eng": "ㅓㅇ", "i": "ㅣ", "ia": "ㅑ", "ie": "ㅖ", "iao": "ㅑ 오", "iu": "ㅠ",
    "ian": "ㅖㄴ", "in": "ㅣㄴ", "iang": "ㅑㅇ", "ing": "ㅣㅇ", "u": "ㅜ", "ua": "ㅘ", "uo": "ㅝ", "uai": "ㅘ 이",
    "ui": "ㅜ 이", "uan": "ㅘㄴ", "un": "ㅜㄴ", "uang": "ㅘㅇ", "ong": "ㅜㅇ", "v": "ㅟ", "ve": "ㅞ", "van": "ㅟ 안",
    "vn": "ㅟㄴ", "iong": "ㅠㅇ", "ueng": "ㅝㅇ",
}  # fmt: skip
_AFTER_J = {"ㅑ": "ㅏ", "ㅛ": "ㅗ", "ㅠ": "ㅜ", "ㅖ": "ㅔ"}  # ㅈ ㅉ ㅊ take no y
_WADE = {
    "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "x": "hs", "zh": "ch", "r": "j", "z": "ts", "c": "ts",
}  # fmt: skip
_WADE_END = {
    "ie": "ieh",
    "ian": "ien",
    "ong": "ung",
    "iong": "iung",
    "v": "u",
    "ve": "ueh",
    "van": "uan",
    "vn": "un",
}
_WADE_ZERO = {"ie": "yeh", "ian": "yen", "iu": "yu", "iong": "yung"}

# Surnames of the Chinese census of 2020, most common first.
SURNAMES = """wang li zhang liu chen yang huang zhao zhou wu xu sun zhu ma hu guo lin he gao luo zheng liang xie song
tang han feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lv ding ren lu yao shen zhong
cui tan wang fan liao shi jin jia xia fu fang zou xiong bai meng qin qiu hou jiang yin xue yan duan lei long li tao he
hu mao hao gong shao wan qian ge gu qin zhuang mo ou ji"""


def split(pinyin: str) -> tuple[str, str]:
    """Return initial and final of a syllable without tone, ü as v."""
    if pinyin in _ZERO:
        return "", _ZERO[pinyin]
    begin = pinyin[:2] if pinyin[:2] in _BEGIN else pinyin[:1]
    if begin not in _BEGIN:
        return "", pinyin
    end = pinyin[len(begin) :]
    return begin, "v" + end[1:] if begin in "jqx" and end.startswith("u") else end


def hangul(pinyin: str) -> str | None:
    """Return a syllable in hangul, one or two of them."""
    begin, end = split(pinyin)
    if pinyin == "er":
        return "얼"
    if begin in {"zh", "ch", "sh", "r", "z", "c", "s"} and end == "i":
        shown = "ㅡ"
    elif not begin and end in {"ui", "un"}:
        shown = "ㅞ 이" if end == "ui" else "ㅝㄴ"
    elif end in _END:
        shown = _END[end]
    else:
        return None
    core, _, tail = shown.partition(" ")
    initial = _BEGIN.get(begin, "ㅇ")
    vowel = _AFTER_J.get(core[0], core[0]) if initial in "ㅈㅉㅊ" else core[0]
    return joined(initial, vowel, core[1:]) + tail


def wade(pinyin: str) -> str:
    """Return a syllable in Wade-Giles without apostrophes."""
    begin, end = split(pinyin)
    if end == "i" and begin in {"zh", "ch", "sh", "r"}:
        return _WADE.get(begin, begin) + "ih"
    if end == "i" and begin in {"z", "c", "s"}:
        return "szu" if begin == "s" else "tzu"
    if not begin:
        return _WADE_ZERO.get(end, pinyin)
    if end == "e" and begin in {"g", "k", "h"}:
        end = "o"
    if end == "ui" and begin in {"g", "k"}:
        end = "uei"
    return _WADE.get(begin, begin) + _WADE_END.get(end, end)
