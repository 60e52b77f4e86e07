"""Whatever stands in a file: is it loaded, or refused with sentences about places that exist?"""

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
from tests.plan.slow.random_networks import random_instance
from tests.plan.written import CASE, NETWORK, case, network

from waystation.kit.errors import BadInput
from waystation.plan.check import check
from waystation.plan.load import load_case, load_network, parse_case, parse_network

WORDS = ["A", "H1", "S", "bo", "lin", "river_level", "infant", "from", "from_", "hours", "", "\x1b", "\ud800"]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=10**300, max_value=10**310)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(WORDS)
    | st.binary(max_size=3)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*WORDS, "harmed", "attempts", "kept"]) | st.integers(), inner, max_size=3
        )
    ),
    max_leaves=5,
)


def containers(node: Any) -> Iterator[Any]:
    """Yield every list and mapping in a document."""
    if isinstance(node, (dict, list)):
        yield node
        for value in node.values() if isinstance(node, dict) else node:
            yield from containers(value)


def change(draw: st.DataObject, doc: Any) -> None:
    """Set, take away, double or move one thing, anywhere."""
    found = list(containers(doc))
    node = found[draw.draw(st.integers(0, len(found) - 1))]
    value = draw.draw(VALUES | st.integers(0, len(found) - 1).map(lambda i: deepcopy(found[i])))
    if isinstance(node, dict):
        key = draw.draw(st.sampled_from([*map(str, node), *WORDS]))
        if draw.draw(st.booleans()):
            node.pop(key, None)
        else:
            node[key] = value
    elif node and draw.draw(st.booleans()):
        node.pop(draw.draw(st.integers(0, len(node) - 1)))
    else:
        node.insert(draw.draw(st.integers(0, len(node))), value)


STEP = re.compile(r"\.?([^\W\d][\w-]*)|\['([^']*)'\]|\[(\d+)\]")


def exists(doc: Any, field: str) -> bool:
    """Tell whether the document holds what holds the field."""
    steps: list[Any] = [
        int(number) if number else quoted if name is None else name
        for name, quoted, number in (match.groups() for match in STEP.finditer(field))
    ]
    for step in steps[:-1]:
        try:
            doc = doc[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def judged(parse: Any, doc: Any) -> Any:
    """Return what the document describes; whatever is wrong with it must be told well."""
    try:
        return parse(doc)
    except BadInput as error:
        assert error.faults  # noqa: PT017  # either is right: that it is loaded, or that it is refused like this
        for fault in error.faults:
            assert str(fault).isprintable()
            assert len(fault.found) <= 70
            assert fault.allowed
            field = fault.where.partition(" ")[2]
            assert "(number)" not in field
            assert "\\" in field or exists(doc, field)
    return None


@given(st.data())
def test_any_change_is_loaded_or_told(draw: st.DataObject) -> None:
    net_doc, case_doc = network(), case()
    for _ in range(draw.draw(st.integers(1, 3))):
        change(draw, net_doc)
        change(draw, case_doc)
    net, request = judged(parse_network, net_doc), judged(parse_case, case_doc)
    if net is not None:
        check(net)
        if request is not None:
            check(net, request)


@given(VALUES)
def test_anything_at_all_is_told(doc: Any) -> None:
    for parse in (parse_network, parse_case):
        with pytest.raises(BadInput):
            parse(doc)


@given(st.data())
def test_a_file_with_slips_of_the_pen_is_loaded_or_told(tmp_path_factory: Any, draw: st.DataObject) -> None:
    text = draw.draw(st.sampled_from([NETWORK, CASE, json.dumps(network()), json.dumps(case())]))
    for _ in range(draw.draw(st.integers(1, 3))):
        at = draw.draw(st.integers(0, len(text)))
        taken = draw.draw(st.integers(0, 20))
        put = draw.draw(st.text(st.sampled_from(" \n\t:-,[]{}\"'#&*!|>%@`?~01aé\x00"), max_size=4))
        text = text[:at] + put + text[at + taken :]
    folder: Path = tmp_path_factory.getbasetemp()
    for name in ("slip.yaml", "slip.json", "slip"):
        (folder / name).write_text(text)
        for load in (load_network, load_case):
            try:
                load(folder / name)
            except BadInput as error:
                assert all(fault.where.startswith(str(folder / name)) for fault in error.faults)  # noqa: PT017


@given(st.binary(max_size=200))
def test_any_bytes_are_told(tmp_path_factory: Any, data: bytes) -> None:
    for name in ("bytes.yaml", "bytes.json", "bytes.yaml.age"):
        file = tmp_path_factory.getbasetemp() / name
        file.write_bytes(data)
        with pytest.raises(BadInput):
            load_network(file)


@pytest.mark.parametrize("seed", range(20))
def test_random_networks_are_sound(seed: int) -> None:
    net, request = random_instance(seed, "small")
    assert len(parse_network(net).legs) == len(net["legs"])
    assert parse_case(request).group.persons == request["group"]["persons"]
