"""What is a person promised who compares two names?"""

from __future__ import annotations

import csv
import unicodedata
from math import fsum
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waystation.tracing.names import (
    Likeness,
    aliases,
    compare,
    meant,
    prepare,
    probabilities,
    probability,
    weights,
)
from waystation.tracing.names.text import plain

LISTS = Path(__file__).parent / "data" / "names"
WRITTEN = (
    """
Lee So-yeon|Soyeon Lee|이소연|李素姸|리소연|Ким Чен Ир|キム・ジョンイル|Kim Chính Nhật
คิม จองอึน|ຄິມ ຈອງອຶນ|Xi Jinping|习近平|시진핑|Namkung Min|남궁민|David Cho|Александр Иванов
Nguyễn Văn An|สมชาย|Yeonwoo|O|Ri, Ul-sol|김|P'il-Hun|Kim  Il--sung|ﾘ･ｼﾞｪﾐｮﾝ
가나다라마바사아자차카타파하
""".strip()
    .replace("\n", "|")
    .split("|")
)
NAMES = (
    st.sampled_from(WRITTEN)
    | st.text(max_size=30)
    | st.lists(st.sampled_from(WRITTEN), max_size=3).map(" ".join)
)


@settings(max_examples=200)
@given(NAMES, NAMES)
def test_the_terms_of_an_explanation_add_up_to_the_weight(a: str, b: str) -> None:
    evidence = compare(a, b)
    assert fsum(term.weight for term in evidence.terms) == pytest.approx(evidence.weight, abs=1e-9)
    assert 0.0 <= evidence.probability <= 1.0


@settings(max_examples=200)
@given(NAMES, NAMES)
def test_it_does_not_matter_which_name_comes_first(a: str, b: str) -> None:
    assert compare(a, b).weight == pytest.approx(compare(b, a).weight, abs=1e-5)


@settings(max_examples=100)
@given(NAMES, NAMES)
def test_composed_and_decomposed_letters_are_the_same(a: str, b: str) -> None:
    expected = compare(unicodedata.normalize("NFKC", a), b).weight
    for form in ("NFC", "NFD", "NFKD"):
        assert compare(unicodedata.normalize(form, a), b).weight == expected


@settings(max_examples=50)
@given(st.lists(st.tuples(NAMES, NAMES), max_size=6))
def test_many_names_at_once_are_weighed_as_two_are(pairs: list[tuple[str, str]]) -> None:
    n = np.arange(len(pairs))
    found = weights(prepare([a for a, _ in pairs]), n, prepare([b for _, b in pairs]), n)
    assert found == pytest.approx([compare(a, b).weight for a, b in pairs])


SYLLABLES = {
    "so": "소",
    "yeon": "연",
    "jung": "정",
    "min": "민",
    "hyun": "현",
    "woo": "우",
    "kyung": "경",
    "chul": "철",
    "mi": "미",
}
SURNAMES = {"Kim": "김", "Lee": "이", "Park": "박", "Choi": "최", "Kang": "강", "Yoon": "윤", "Shin": "신"}


@given(
    st.sampled_from([*SURNAMES]), st.lists(st.sampled_from([*SYLLABLES]), min_size=2, max_size=2, unique=True)
)
def test_order_hyphens_capitals_and_joining_are_worth_less_than_a_nat(
    surname: str, given_: list[str]
) -> None:
    hangul = SURNAMES[surname] + "".join(SYLLABLES[s] for s in given_)
    one, two = given_
    first, second = one.title(), two.title()
    forms = [f"{surname} {first}-{two}", f"{surname} {first} {second}", f"{surname.upper()} {first}{two}"]
    forms += [f"{first}-{two} {surname}", f"{surname}, {first} {second}", f"{first}{two} {surname}".upper()]
    found = [compare(form, hangul).weight for form in forms]
    assert max(found) - min(found) < 1.0
    assert min(found) > 5.0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Lee So-yeon", "이소연"),
        ("So Yeon Lee", "리소연"),
        ("李素姸", "Soyeon Lee"),
        ("Roh Moo-hyun", "로무현"),
        ("Ryu Mi-yong", "유미영"),
        ("Namkung Min", "남궁민"),  # surnames of two syllables
        ("Je Gal Sung Yeol", "제갈성열"),
        ("Pak Tae Whan", "박태환"),  # w-spellings
        ("Jeoung Min-su", "정민수"),
        ("Hvang Bjongszo", "황병서"),  # through Hungarian
        ("Choe Rjonghe", "최룡해"),
        ("Kim Dzsongun", "Kim Jong-un"),
        ("Yeonwoo", "연우"),  # mononyms
        ("So-yeon", "Lee So-yeon"),
        ("Sun Youngyoo", "유선영"),  # the surname taken for the end of the given name
        ("U Ram-Choe", "최우람"),
        ("Kim Han-bit", "김한빛"),  # no characters
        ("Bae Geurin", "배그린"),
        ("Sarah Min-ji Park", "박민지"),  # a Western given name before the name
        ("Xi Jinping", "시진핑"),
        ("Chow Yun-fat", "周潤發"),  # Chinese, as Hong Kong spells
        ("Wong Kar-wai", "王家衛"),
        ("Li Meijing", "이미경"),  # Korean, read in Mandarin
        ("Kim Chính Nhật", "김정일"),
        ("Ким Чен Ир", "김정일"),
        ("キム・ジョンイル", "Kim Jong-il"),
        ("คิม จองอึน", "김정은"),
        ("ຄິມ ຈອງອຶນ", "김정은"),
        ("Александр Иванов", "Ivanov, Aleksandr"),
        ("Nguyen Van An", "Nguyễn Văn An"),
        ("ສົມສັກ", "Somsak"),
    ],
)
def test_two_spellings_of_one_name_are_one_name(a: str, b: str) -> None:
    assert compare(a, b).probability > 0.5


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Lee So-yeon", "이소영"),
        ("Park Min-ji", "박민주"),
        ("Kim Il-sung", "Park Chung-hee"),
        ("김영남", "김영철"),
        ("Xi Jinping", "리커창"),
        ("Александр Иванов", "Ivan Petrov"),
    ],
)
def test_two_names_are_two_names(a: str, b: str) -> None:
    assert compare(a, b).probability < 0.2


def test_a_rare_name_says_more_than_a_common_one() -> None:
    assert compare("Je Gal-yang", "제갈양").weight > compare("Kim Young-su", "김영수").weight + 3.0


def test_the_explanation_names_the_syllables() -> None:
    terms = compare("Jung Hyun-woo", "정현우").terms
    assert [(term.part, term.a, term.b, term.says) for term in terms[:3]] == [
        ("surname", "jung", "정", "정"),
        ("given", "hyun", "현", "현"),
        ("given", "woo", "우", "우"),
    ]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Kim Chol alias Ri Il", ("Kim Chol", "Ri Il")),
        ("Kim Chol (a.k.a. Kim Il)", ("Kim Chol", "Kim Il")),
        ("김철 (가명 리일)", ("김철", "리일")),
        ("Kim Chol; KIM, Il", ("Kim Chol", "KIM, Il")),
        ("Alia Kaka", ("Alia Kaka",)),
        ("", ()),
    ],
)
def test_aliases_are_names_of_their_own(written: str, names: tuple[str, ...]) -> None:
    assert aliases(written) == names


def test_the_hangul_names_that_may_be_meant_have_probabilities() -> None:
    listed = meant("Kim Jong-hun")
    assert {"김종훈", "김정훈"} <= {hangul for hangul, _ in listed}
    assert meant("Yoo Sun-young")[0][0] == "유선영"
    assert meant("김정훈") == []
    assert meant("Xi Jinping") == meant("Nguyen Van An") == []


@given(NAMES)
def test_the_names_that_may_be_meant_are_the_likeliest_first_and_no_more_than_all(name: str) -> None:
    shares = [p for _, p in meant(name)]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) < 1.0 + 1e-2  # shares are kept as whole numbers of a logarithm


NATS = st.floats(-20.0, 20.0)


@given(NATS, st.floats(-15.0, 0.0), NATS, st.floats(0.0, 10.0), st.floats(0.0, 1.0))
def test_a_probability_rises_with_all_that_speaks_for_one_name(
    weight: float, agreement: float, weakest: float, more: float, part: float
) -> None:
    least = probability(Likeness(weight, agreement, weakest))
    assert probability(Likeness(weight + more, agreement, weakest)) >= least
    assert probability(Likeness(weight, agreement * part, weakest)) >= least
    assert probability(Likeness(weight, agreement, weakest + more)) >= least
    assert probability(Likeness(weight, agreement, weakest), prior=0.01) <= least


def test_what_is_surely_one_name_is_likelier_than_what_may_be_another_as_rare() -> None:
    sure, doubtful = compare("Kim Jeong-hyun", "김정현"), compare("Kim Jong-hun", "김정훈")
    assert sure.agreement > doubtful.agreement + 1.0  # jong may be 종 as well
    assert sure.probability > 0.95 > doubtful.probability


@given(st.text(max_size=40))
def test_plain_letters_are_plain_for_good(text: str) -> None:
    once = plain(text)
    assert once.count("\n") == unicodedata.normalize("NFKC", text).casefold().count("\n")
    assert plain(once) == once


def f1(list_: str) -> tuple[float, int]:
    """Return F1 at probability 0.5, and how many pairs of one name there are."""
    with (LISTS / f"{list_}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    n, same = np.arange(len(rows)), np.array([row["same"] == "1" for row in rows])
    said = (
        probabilities(prepare([row["a"] for row in rows]), n, prepare([row["b"] for row in rows]), n) >= 0.5
    )
    return 2.0 * float((said & same).sum()) / float(said.sum() + same.sum()), int(same.sum())


@pytest.mark.parametrize(
    ("list_", "least", "pairs"),
    [("north_south", 0.97, 500), ("cyrillic", 0.90, 300), ("katakana", 0.90, 300), ("vietnamese", 0.90, 300)],
)
def test_published_names_in_other_forms_are_recognised(list_: str, least: float, pairs: int) -> None:
    found, count = f1(list_)
    assert count >= pairs
    assert found >= least
