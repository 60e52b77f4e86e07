"""Whatever is missing to protect a person is named; only with nothing missing may anybody move."""

from __future__ import annotations

from typing import Any

import pytest

from waystation.domain.case import Case
from waystation.plan.safeguards import missing

Doc = dict[str, Any]

CONSENT: Doc = {"person": "mother", "given": True, "heard_alone": True}
CHILD: Doc = {"person": "daughter", "guardian": "mother", "best_interest": "stays with her mother"}
LOOKED: Doc = {"looked_for": True}


def told(*, persons: int = 2, traits: tuple[str, ...] = (), **changed: Any) -> tuple[str, ...]:
    """Return what is missing in a case of a mother and her daughter in which something is changed."""
    guards = {
        "consents": [CONSENT],
        "children": [CHILD],
        "trafficking": LOOKED,
        "reviewed_by": ["second"],
    }
    group = {"persons": persons, "traits": list(traits)}
    case = {"waystation": 1, "id": "two", "from": "A", "group": group, "deadline": 9}
    return missing(Case.model_validate(case | {"safeguards": guards | changed}))


def test_a_case_in_which_everything_is_in_place_lacks_nothing() -> None:
    assert told() == ()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"consents": [CONSENT | {"given": False}]}, "consent:mother"),
        ({"consents": [CONSENT | {"heard_alone": False}]}, "heard_alone:mother"),
        ({"children": [CHILD | {"guardian": None}]}, "guardian:daughter"),
        ({"children": [CHILD | {"best_interest": None}]}, "best_interest:daughter"),
        ({"trafficking": {"looked_for": False}}, "trafficking"),
        ({"trafficking": LOOKED | {"indicators": ["papers taken"]}}, "indicator:papers taken"),
        ({"reviewed_by": []}, "review"),
        ({"persons": 3}, "consents:1"),
        ({"consents": []}, "consents:1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_missing_safeguard_is_named_alone(changed: Doc, code: str) -> None:
    assert told(**changed) == (code,)


def test_all_that_is_missing_is_named_at_once() -> None:
    lacking = told(
        consents=[{"person": "mother", "given": False}],
        children=[{"person": "daughter"}],
        trafficking={},
        reviewed_by=[],
    )
    assert set(lacking) == {
        "consent:mother",
        "heard_alone:mother",
        "guardian:daughter",
        "best_interest:daughter",
        "trafficking",
        "review",
    }


def test_a_sign_of_trafficking_that_was_looked_into_holds_nobody_up() -> None:
    assert told(trafficking=LOOKED | {"indicators": ["papers taken"], "cleared_by": "officer"}) == ()


@pytest.mark.parametrize("trait", ["infant", "child_alone", "unaccompanied_minor"])
def test_a_child_in_the_group_must_stand_among_the_children(trait: str) -> None:
    other = CONSENT | {"person": "daughter"}
    assert told(traits=(trait,), consents=[CONSENT, other], children=[]) == ("children",)
    assert told(traits=(trait,)) == ()


def test_a_child_who_consents_too_is_counted_once() -> None:
    assert told(consents=[CONSENT, CONSENT | {"person": "daughter"}]) == ()
    assert told(persons=3, consents=[CONSENT, CONSENT | {"person": "daughter"}]) == ("consents:1",)


def test_a_case_that_says_nothing_lacks_everybody() -> None:
    bare = {"waystation": 1, "id": "c", "from": "A", "group": {"persons": 2}, "deadline": 9}
    assert missing(Case.model_validate(bare)) == ("consents:2", "trafficking", "review")
