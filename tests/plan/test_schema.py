"""Does the published schema say the same as the loader, and the guide the same as the schema?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from tests.plan.slow.random_networks import random_instance
from tests.plan.written import Doc, case, network

from waystation.kit.errors import BadInput
from waystation.plan.files.schema import case_schema, network_schema
from waystation.plan.files.tree import build
from waystation.plan.files.yaml12 import events
from waystation.plan.load import load_case, load_network, parse_case, parse_network

KINDS: dict[str, tuple[Doc, Any, Any, Any]] = {
    "network": (network_schema(), network, parse_network, load_network),
    "case": (case_schema(), case, parse_case, load_case),
}
EXAMPLES = sorted(
    file
    for file in (Path(__file__).resolve().parents[2] / "examples").rglob("*.yaml")
    if file.parent.name not in {"accounts", "prices", "tracing"}  # which have tests of their own
)
# What a schema cannot say: how fields depend on each other, what the database of time zones holds, and so on.
BEYOND_A_SCHEMA = re.compile(
    "(an|the) id |a helper of this leg|no fees without|hours that rise|(harmed|blocked) at most|a time zone|"
    "a date and time|text without control|none; these are the first"
)


def definitions(schema: Doc) -> Iterator[tuple[str, Doc]]:
    yield schema["title"].partition(" ")[2].capitalize(), schema
    yield from schema["$defs"].items()


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_schema_of_its_dialect_without_a_host_to_ask(kind: str) -> None:
    schema = KINDS[kind][0]
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:waystation:{kind}:1"
    assert re.findall(r"https?://[^\"]*", json.dumps(schema)) == [schema["$schema"]]


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_and_field_is_explained(kind: str) -> None:
    for name, part in definitions(KINDS[kind][0]):
        assert part["description"], name
        assert part["additionalProperties"] is False, name
        for field, shape in part["properties"].items():
            assert shape["description"].endswith((".", "]")), f"{name}.{field}"


@pytest.mark.parametrize("kind", KINDS)
def test_it_accepts_what_the_planning_model_shows(kind: str) -> None:
    schema, doc, _, _ = KINDS[kind]
    Draft202012Validator(schema).validate(doc())


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_example_is_accepted_by_the_schema_and_by_the_loader(file: Path) -> None:
    kind = "network" if file.stem.startswith("network") else "case"
    schema, _, _, load = KINDS[kind]
    Draft202012Validator(schema).validate(build(events(file.read_text(), "file"), "file")[0].data)
    assert load(file).fictional


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 9


@pytest.mark.parametrize("seed", range(50))
def test_random_networks_are_accepted_by_both(seed: int) -> None:
    for kind, doc in zip(KINDS, random_instance(seed, "small"), strict=True):
        Draft202012Validator(KINDS[kind][0]).validate(doc)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=4)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
    | st.sampled_from(
        ["A", "bo", "22:00-04:00", "2026-03-02T18:00+09:00", "safety", "Asia/Seoul", 0.5, 1, 6.0]
    )
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["harmed", "attempts", "kept", "from", "infant"]) | TEXT, inner, max_size=3
        )
    ),
    max_leaves=4,
)


def containers(node: Any) -> Iterator[Any]:
    if isinstance(node, (dict, list)):
        yield node
        for value in node.values() if isinstance(node, dict) else node:
            yield from containers(value)


def change(draw: st.DataObject, doc: Doc, names: list[str]) -> None:
    found = list(containers(doc))
    node = draw.draw(st.sampled_from(range(len(found))).map(lambda i: found[i]))
    value = deepcopy(draw.draw(VALUES | st.sampled_from(range(len(found))).map(lambda i: found[i])))
    if isinstance(node, dict):
        node[draw.draw(st.sampled_from([*node, *names] or ["x"]))] = value
    elif node:
        node[draw.draw(st.integers(0, len(node) - 1))] = value
    else:
        node.append(value)


@given(st.data(), st.sampled_from(list(KINDS)))
def test_schema_and_loader_accept_the_same(draw: st.DataObject, kind: str) -> None:
    schema, doc, parse, _ = KINDS[kind]
    changed = doc()
    names = sorted({field for _, part in definitions(schema) for field in part["properties"]})
    for _ in range(draw.draw(st.integers(1, 3))):
        change(draw, changed, names)
    accepted = Draft202012Validator(schema).is_valid(changed)
    try:
        parse(changed)
    except BadInput as error:
        beyond = [bool(BEYOND_A_SCHEMA.match(fault.allowed)) for fault in error.faults]
        assert all(beyond) or not accepted, str(error)  # noqa: PT017  # both ways of ending are right
    else:
        assert accepted


@pytest.mark.parametrize("kind", KINDS)
def test_the_guide_explains_every_field(kind: str, checkout: Path) -> None:
    """Each part of the schema has its table in the guide, with all its fields, in the same words."""
    guide = (checkout / "docs/guide/files.md").read_text()
    for name, part in definitions(KINDS[kind][0]):
        heading = re.search(rf"^#+ .*`{name}`$\n(.*?)(?=^#|\Z)", guide, re.MULTILINE | re.DOTALL)
        assert heading, f"docs/guide/files.md has no heading for `{name}`"
        rows = re.findall(r"^\| `(\w+)`(\*?) \|", heading[1], re.MULTILINE)
        assert [field for field, _ in rows] == list(part["properties"]), name
        assert [field for field, star in rows if star] == part.get("required", []), (
            f"{name}: * is for required"
        )


def test_the_guide_names_every_word_that_a_field_allows(checkout: Path) -> None:
    guide = (checkout / "docs/guide/files.md").read_text()
    for schema, *_ in KINDS.values():
        words = {
            word
            for _, part in definitions(schema)
            for shape in part["properties"].values()
            for word in shape.get("enum", ())
        }
        assert words <= set(re.findall(r"`(\w+)`", guide))


def test_the_examples_in_the_guide_are_sound(checkout: Path) -> None:
    blocks = re.findall(
        r"^```yaml\n(.*?)^```", (checkout / "docs/guide/files.md").read_text(), re.MULTILINE | re.DOTALL
    )
    docs = [build(events(block, "guide"), "guide")[0].data for block in blocks]
    networks, cases = [d for d in docs if "places" in d], [d for d in docs if "group" in d]
    assert networks
    assert cases
    assert all(map(parse_network, networks))
    assert all(map(parse_case, cases))
