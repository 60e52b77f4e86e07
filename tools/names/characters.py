"""How is each character read in Korean, Mandarin, Cantonese and Sino-Vietnamese, and how common is it in names?"""

# ruff: noqa: INP001  (scripts, no package)
from __future__ import annotations

import ast
import bz2
import csv
from collections import defaultdict
from pathlib import Path

from cantonese import hongkong
from plain import bare

# How much a reading weighs, by the mark of kHangul: E taught at school, N allowed in names, 0/1 the source.
_MARKS = {"0N": 3, "1N": 1, "0E": 3, "N": 0.5, "0": 0.7, "1": 0.2, "0EN": 3, "E": 1, "1E": 1, "X": 0.01}
_OWN = {"朴": ["pu", "piao"]}
KEYS = ("kHangul", "kMandarin", "kVietnamese", "kCantonese")

# The characters of Korean surnames, most common first (census of 2015, Statistics Korea).
SURNAMES = """김金 이李異伊 박朴 최崔 정鄭丁程 강姜康 조趙曺曹 윤尹 장張蔣 임林任 한韓 오吳 서徐 신申辛愼 권權 황黃 안安 송宋
유柳劉兪庾 전全田錢 홍洪 고高 문文 양梁楊 손孫 배裵裴 백白 허許 남南 심沈 노盧魯 하河夏 곽郭 성成 차車 주朱周 우禹 구具丘 민閔
진陳秦晉 나羅 지池 엄嚴 변卞邊 채蔡 원元 천千 방方房 공孔 현玄 함咸 여呂余 염廉 석石昔 추秋 도都陶 소蘇 설薛 선宣 마馬 길吉
연延燕 위魏 표表 명明 기奇 반潘 왕王 금琴 옥玉 육陸 인印 맹孟 제諸 모牟毛 탁卓 국鞠 은殷 편片 용龍 예芮 봉奉 사史 부夫 가賈
복卜 태太 목睦 형邢 피皮 두杜 감甘 음陰 동董 빈賓 온溫 호扈 범范 좌左 팽彭 승承 간簡 상尙 시施 갈葛 단段 견甄 당唐"""
_RANKS = (1.0, 0.4, 0.15, 0.1)

Table = dict[str, dict[str, str]]  # character, key of Unihan, its value


def unihan(file: Path) -> Table:
    """Read Unihan_Readings.txt.bz2."""
    found: Table = defaultdict(dict)
    with bz2.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code, key, value = line.rstrip("\n").split("\t")
                if key in KEYS:
                    found[chr(int(code.removeprefix("U+"), 16))][key] = value
    return found


def korean(table: Table) -> dict[str, dict[str, float]]:
    """Return the Korean readings of each character with their weights."""
    return {
        character: {
            reading.split(":")[0]: _MARKS[reading.split(":")[1]] for reading in keys["kHangul"].split()
        }
        for character, keys in table.items()
        if "kHangul" in keys
    }


def mandarin(table: Table, character: str) -> list[str]:
    """Return the pinyin of a character, without tone, ü as v."""
    if character in _OWN:
        return _OWN[character]
    listed = table[character].get("kMandarin", "").split()[:1]
    return [p for p in (bare(p.replace("ü", "v")) for p in listed) if p.isascii() and p.isalpha()]


def vietnamese(table: Table, listed: dict[str, list[str]], character: str) -> list[str]:
    """Return the Sino-Vietnamese readings of a character, without marks; i and y at the end are both written."""
    found = []
    for reading in [*listed.get(character, []), *table[character].get("kVietnamese", "").split()[:1]]:
        plain = bare(reading)
        found.append(plain)
        if plain[-1] in "iy" and plain[-2:-1] in {*"hklmst"}:
            found.append(plain[:-1] + ("y" if plain[-1] == "i" else "i"))
    return [p for p in found if p.isascii() and p.isalpha()]


def cantonese(table: Table, character: str) -> list[str]:
    """Return the spellings of a character's Cantonese reading."""
    listed = table[character].get("kCantonese", "").split()[:1]
    return [s for reading in listed for s in hongkong(reading) if s.isascii() and s.isalpha()]


def hanviet(file: Path) -> dict[str, list[str]]:
    """Read a list of characters with their Sino-Vietnamese readings (char, hanviet, pinyin)."""
    found: dict[str, list[str]] = defaultdict(list)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["char"]] += [r for r in ast.literal_eval(row["hanviet"]) if r not in found[row["char"]]]
    return found | {"朴": ["phác"]}


def surnames() -> dict[str, dict[str, float]]:
    """Return the characters of each surname with their shares."""
    return {row[0]: dict(zip(row[1:], _RANKS, strict=False)) for row in SURNAMES.split()}
