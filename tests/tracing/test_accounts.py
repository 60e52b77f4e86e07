"""Is every contradiction found with both quotes, nothing called one that is none, and no side taken?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bench.contradictions import measured
from bench.people import learn
from hypothesis import given
from hypothesis import strategies as st

from waystation.domain.accounts import Accounts, Contradiction
from waystation.tracing.accounts.check import RULES, check
from waystation.tracing.accounts.propose.propose import propose
from waystation.tracing.accounts.written import yaml_of
from waystation.tracing.files.plain import load_accounts

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "accounts" / "one-network.yaml"


def found(*claims: dict[str, Any], **of_second: Any) -> list[tuple[str, str, str]]:
    """What a check finds in two accounts, the first claim in the one and all others in the other."""
    first, *others = [{"quote": f"quote {n}", **claim} for n, claim in enumerate(claims)]
    accounts = [
        {"id": "a", "written": "2023-10", "claims": [first]},
        {"id": "b", "written": "2023-11-21", "claims": others, **of_second},
    ]
    checked = check(Accounts.model_validate({"waystation": 1, "accounts": accounts}))
    return [(c.rule, c.a.quote, c.b.quote) for c in checked.contradictions]


BOTH = ("quote 0", "quote 1")
CLASHING = [
    ("date", {"what": "x", "when": "2019-03"}, {"what": "x", "when": "2019-04-01"}),
    ("date", {"what": "x", "when": "lunar 2019-08-15"}, {"what": "x", "when": "2019-08-15"}),
    ("since", {"who": "p", "since": 2000}, {"who": "p", "for_years": 24}),
    ("age", {"who": "g", "how_old": 80}, {"who": "g", "how_old": 83}),
    ("age", {"who": "g", "what": "x", "how_old": 80}, {"who": "g", "what": "x", "how_old": 83}),
    (
        "age",
        {"who": "g", "what": "x", "how_old": 80, "counting": "international"},
        {"who": "g", "what": "x", "how_old": 83, "counting": "korean"},
    ),
    ("born", {"who": "g", "born": "1940"}, {"who": "g", "born": "lunar 1941-03-01"}),
    ("age and birth", {"who": "g", "how_old": 80}, {"who": "g", "born": "1939"}),
    ("place", {"what": "x", "where": ["Laos"]}, {"what": "x", "where": ["CN", "Yunnan"]}),
    ("count", {"who": "f", "how_many": 5}, {"who": "f", "how_many": [6, 7]}),
    ("members", {"who": "f", "how_many": 2}, {"who": "f", "members": ["a", "b", "c"]}),
    ("members", {"who": "f", "how_many": 5}, {"who": "f", "members": ["a"], "all_members": True}),
    ("spelling", {"who": "m", "named": "Han Mi-ran"}, {"who": "m", "named": "Miran Han"}),
    ("name", {"who": "m", "named": "Han Mi-ran"}, {"who": "m", "named": "Jang Chol-su"}),
    ("family", {"who": "m", "family": "first"}, {"who": "m", "family": "second"}),
]
AGREEING = [
    ({"what": "x", "when": "2019-03"}, {"what": "x", "when": "2019"}),
    ({"what": "x", "when": "lunar 2024-08-15"}, {"what": "x", "when": "2024-09-17"}),
    ({"what": "x", "when": "2019-03"}, {"what": "y", "when": "2020"}),
    ({"who": "p", "since": 2000}, {"who": "p", "for_years": 23}),
    ({"who": "g", "how_old": 80}, {"who": "g", "how_old": 81}),
    (
        {"who": "g", "what": "x", "how_old": 80, "counting": "international"},
        {"who": "g", "what": "x", "how_old": 82, "counting": "korean"},
    ),
    ({"who": "g", "how_old": 80, "when": "2013"}, {"who": "g", "how_old": 90, "when": "2023"}),
    ({"who": "g", "how_old": 80}, {"who": "h", "how_old": 20}),
    ({"who": "g", "how_old": 80}, {"who": "g", "born": "1943"}),
    ({"what": "x", "where": ["China"]}, {"what": "x", "where": ["CN", "Yunnan"]}),
    ({"who": "f", "how_many": 5}, {"who": "f", "how_many": [5, 7]}),
    ({"who": "f", "how_many": 5}, {"who": "f", "members": ["a", "b"]}),
    ({"who": "f", "how_many": 2}, {"who": "f", "members": ["a", "A", "b"]}),
    ({"who": "m", "named": "Han Mi-ran"}, {"who": "m", "named": "HAN  Mi-ran"}),
    ({"who": "m", "family": "first"}, {"who": "m", "family": "First"}),
    ({"what": "x", "when": "2019"}, {"what": "x", "when": "2020", "confirmed": False}),
]


@pytest.mark.parametrize(("rule", "a", "b"), CLASHING)
def test_a_contradiction_is_found_with_both_quotes(rule: str, a: dict[str, Any], b: dict[str, Any]) -> None:
    assert found(a, b) == [(rule, *BOTH)]


@pytest.mark.parametrize(("a", "b"), AGREEING)
def test_what_can_both_be_right_is_left_in_peace(a: dict[str, Any], b: dict[str, Any]) -> None:
    assert found(a, b) == []


def test_every_rule_is_in_these_tests() -> None:
    assert len({rule for rule, _a, _b in CLASHING}) == 11
    assert len(RULES) == 9  # two of them have two names each


def test_accounts_that_say_the_same_are_one_side() -> None:
    claims = [{"what": "x", "when": "2019"}, {"what": "x", "when": "2021"}, {"what": "x", "when": "2021"}]
    assert found(*claims) == [("date", *BOTH)]


@given(
    st.permutations(
        [{"what": "x", "when": "2019"}, {"what": "x", "when": "2021"}, {"who": "p", "since": 2000}]
    )
)
def test_the_order_of_the_claims_changes_which_stands_left_and_nothing_else(
    claims: list[dict[str, Any]],
) -> None:
    assert [rule for rule, _a, _b in found(*claims)] == ["date"]


def published(contradictions: tuple[Contradiction, ...]) -> set[tuple[str, str]]:
    return {(c.rule, c.about) for c in contradictions}


def test_every_published_contradiction_is_found_in_the_example() -> None:
    """Those at the end of the documented journeys: an age, spellings, how long, and which family."""
    accounts = load_accounts(EXAMPLE)
    assert accounts.fictional
    seen = published(check(accounts).contradictions)
    assert {("age", "grandmother"), ("since", "pastor"), ("family", "mother")} <= seen
    for who in ("first family", "mother", "son", "pastor"):
        assert ("spelling", who) in seen
    assert {rule for rule, _who in seen} == {"age", "since", "family", "spelling"}


def test_what_is_only_spelled_differently_stands_last() -> None:
    rules = [c.rule for c in check(load_accounts(EXAMPLE)).contradictions]
    spelled = rules.index("spelling")
    assert 0 < spelled == len(rules) - rules.count("spelling")


def test_three_spellings_are_three_pairs() -> None:
    pairs = [
        c
        for c in check(load_accounts(EXAMPLE)).contradictions
        if c.about == "pastor" and c.rule == "spelling"
    ]
    assert len(pairs) == 3


def test_a_proposal_is_no_claim_until_somebody_confirms_it() -> None:
    text = "The grandmother is 80 years old. The grandmother is 83 years old."
    proposed = propose(text, "letter")
    assert [claim.how_old for claim in proposed.accounts[0].claims] == [(80, 80), (83, 83)]
    checked = check(proposed)
    assert (checked.claims, checked.unconfirmed, checked.contradictions) == (0, 2, ())


PROPOSED = [
    ("In October 2023 they left.", {"when": "2023-10"}),
    ("On 21 November 2023 they left.", {"when": "2023-11-21"}),
    ("On November 21, 2023 they left.", {"when": "2023-11-21"}),
    ("He has done it since 2000.", {"since": "2000"}),
    ("He has done it for 24 years.", {"for_years": (24, 24)}),
    ("She was born in 1946.", {"born": "1946"}),
    ("An eighty-three-year-old woman.", {"how_old": (83, 83)}),
    ("He was 17 when he left.", {"how_old": (17, 17)}),
    ("A family of five came.", {"how_many": (5, 5)}),
    ("There were seven orphans.", {"how_many": (7, 7)}),
    ("We met Han Mi-ran there.", {"named": "Han Mi-ran"}),
    ("2023년 10월 21일에 떠났다.", {"when": "2023-10-21"}),
    ("음력 1946년 8월 15일에 태어났다.", {"born": "lunar 1946-08-15"}),
    ("할머니는 여든세 살이다.", {"how_old": (83, 83)}),
    ("아들은 17세였다.", {"how_old": (17, 17)}),
    ("다섯 명이 왔다.", {"how_many": (5, 5)}),
    ("어제 김순희는 떠났다.", {"named": "김순희"}),
]


@pytest.mark.parametrize(("text", "claim"), PROPOSED)
def test_a_text_is_proposed_as_a_claim_with_its_words(text: str, claim: dict[str, Any]) -> None:
    (proposed,) = propose(text, "letter").accounts[0].claims
    assert proposed.quote in text
    assert proposed.at
    assert text[slice(*proposed.at)] == proposed.quote
    assert proposed.model_dump(exclude_defaults=True, exclude={"quote", "at", "confirmed"}) == claim


PRINTABLE = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))


@given(st.text(PRINTABLE, min_size=1, max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for claim in propose(text, "letter").accounts[0].claims:
        assert claim.quote in text
        assert not claim.confirmed


def test_what_is_proposed_can_be_written_and_read_again(tmp_path: Path) -> None:
    proposed = propose("\n".join(text for text, _ in PROPOSED), "letter", "2023-12")
    path = tmp_path / "letter.yaml"
    path.write_text(yaml_of(proposed), encoding="utf-8")
    assert load_accounts(path) == proposed


@pytest.mark.slow
def test_planted_contradictions_are_found_and_nothing_else(shared: Path) -> None:
    total = measured(learn(shared / "data" / "names" / "names.tsv"), 200)[-1]
    assert total["recall"] >= 0.98
    assert total["precision"] >= 0.95
