"""Does the published schema of a search and of accounts say the same as the loader?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from tests.tracing.made import searches

from waystation.domain.accounts import Accounts
from waystation.domain.base import Frozen
from waystation.domain.tracing import Sought
from waystation.kit.errors import BadInput
from waystation.plan.files.examine import parsed
from waystation.plan.files.source import Source
from waystation.tracing.files.plain import load_accounts, load_sought, parse, schema

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FILES: list[tuple[type[Frozen], Path, Any]] = [
    (Sought, EXAMPLES / "tracing" / "sought.yaml", load_sought),
    (Accounts, EXAMPLES / "accounts" / "one-network.yaml", load_accounts),
]


@pytest.mark.parametrize(("kind", "path", "load"), FILES)
def test_an_example_is_accepted_by_both(kind: type[Frozen], path: Path, load: Any) -> None:
    Draft202012Validator.check_schema(schema(kind))
    source, told = parsed(path.read_bytes(), path.name)
    assert told == []
    Draft202012Validator(schema(kind)).validate(source.data)
    assert load(path).fictional


@pytest.mark.parametrize("kind", [Sought, Accounts])
def test_every_part_and_field_is_explained(kind: type[Frozen]) -> None:
    whole = schema(kind)
    for part in (whole, *whole["$defs"].values()):
        assert part["description"]
        assert part["additionalProperties"] is False
        assert all(shape["description"].endswith((".", "]")) for shape in part["properties"].values())


@given(searches())
def test_what_the_loader_makes_the_schema_accepts(sought: Sought) -> None:
    data = json.loads(sought.model_dump_json(exclude_defaults=True)) | {"waystation": 1}
    Draft202012Validator(schema(Sought)).validate(data | {"person": data.get("person", {})})


CHANGES = [
    ({"seeker": []}, "seeker"),
    ({"seeker": ["A", "A"]}, "seeker"),
    ({"person": {"ages": [{"years": [83, 80]}]}}, "person.ages[0].years"),
    ({"person": {"ages": [{"years": 131}]}}, "person.ages[0].years"),
    ({"person": {"ages": [{"years": "old"}]}}, "person.ages[0].years"),
    ({"person": {"born": "1999-02-30"}}, "person.born"),
    ({"person": {"born": 12}}, "person.born"),
    ({"person": {"born": "lunar 1999-13-01"}}, "person.born"),
    ({"person": {"born": ".."}}, "person.born"),
    ({"person": {"sex": "F"}}, "person.sex"),
    ({"person": {"origin": []}}, "person.origin"),
    ({"person": {"relatives": [{"kin": "mum"}]}}, "person.relatives[0].kin"),
    ({"person": {"nmes": ["A"]}}, "person.nmes"),
]


@pytest.mark.parametrize(("change", "where"), CHANGES)
def test_what_cannot_be_is_refused_in_one_sentence(change: dict[str, Any], where: str) -> None:
    data = {"waystation": 1, "seeker": ["A"], "person": {}} | change
    with pytest.raises(BadInput) as caught:
        parse(Sought, Source("s", data))
    (fault,) = caught.value.faults
    assert fault.where == f"s {where}"
    assert fault.allowed


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=3),
        lambda inner: (
            st.lists(inner, max_size=2)
            | st.dictionaries(st.sampled_from(["who", "when", "how_old", "quote", "at"]), inner)
        ),
    )
)
def test_any_claim_is_taken_or_refused_and_the_schema_takes_what_is_taken(claim: Any) -> None:
    data = {"waystation": 1, "accounts": [{"id": "a", "claims": [claim]}]}
    try:
        parse(Accounts, Source("s", data))
    except BadInput:
        return
    Draft202012Validator(schema(Accounts)).validate(data)
