"""Is a file that is broken, huge, or made to do harm refused at once, in one sentence?"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from waystation.kit.errors import BadInput
from waystation.plan.files.examine import MAX_BYTES, MOST
from waystation.plan.load import load_case, load_network

LEVELS = 10_000
DEEP = {
    "flow lists": ("yaml", "a: " + "[" * LEVELS + "]" * LEVELS),
    "flow lists without an end": ("yaml", "[" * 4_000_000),
    "flow maps": ("yaml", "{a: " * LEVELS + "1" + "}" * LEVELS),
    "block lists": ("yaml", "- " * LEVELS + "1"),
    "block maps": ("yaml", "".join(" " * i + "a:\n" for i in range(3_000))),
    "complex keys": ("yaml", "? " * LEVELS),
    "json lists": ("json", "[" * LEVELS + "]" * LEVELS),
    "json lists without an end": ("json", "[" * 4_000_000),
    "json maps": ("json", '{"a":' * LEVELS + "1" + "}" * LEVELS),
    "json lists not very deep": ("json", "[" * 300 + "]" * 300),
}
BOMB = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join(['*' + a] * 8)}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)


def refusal(path: Path) -> BadInput:
    """Return why the file is refused, within a second, as a network and as a case."""
    began = time.process_time()  # what others do on the machine is no fault of the file
    with pytest.raises(BadInput) as error:
        load_network(path)
    assert time.process_time() - began < 1.0
    with pytest.raises(BadInput):
        load_case(path)
    return error.value


def sentence(path: Path) -> str:
    error = refusal(path)
    assert len(error.faults) == 1
    assert str(error).isprintable()
    assert str(path) in str(error)
    return str(error).removeprefix(str(path))


@pytest.mark.parametrize(("ending", "text"), DEEP.values(), ids=DEEP.keys())
def test_deep_nesting_is_refused_within_a_second(tmp_path: Path, ending: str, text: str) -> None:
    file = tmp_path / f"deep.{ending}"
    file.write_text(text)
    assert "levels of nesting" in sentence(file) or "as the name of a field" in sentence(file)


@pytest.mark.parametrize("ending", ["yaml", "json"])
def test_fifty_megabytes_are_refused_within_a_second(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"large.{ending}"
    with file.open("wb") as out:
        out.truncate(50_000_000)
    assert sentence(file) == f": found 50,000,000 bytes; allowed: at most {MAX_BYTES:,} bytes"


def test_aliases_that_would_grow_to_a_hundred_million_values_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bomb.yaml").write_text(BOMB)
    assert "the anchor &a" in sentence(tmp_path / "bomb.yaml")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", ": found an empty file"),
        (b" \n\n", ": found an empty file"),
        (b"# a comment\n", ": found nothing; allowed: the fields of a network"),
        (b"hello", ": found text 'hello'; allowed: the fields of a network"),
        (b"- 1\n- 2\n", ":1: found [1, 2]; allowed: the fields of a network"),
        (b"a: 1\nb: \x00\n", ":2: found the invisible character U+0000"),
        (b"a: \x1b[31mred\n", ":1: found the invisible character U+001B"),
        (b"a: 1\nname: \xff\n", ":2: found the byte 0xff, which is not UTF-8"),
        ("a: 1".encode("utf-16"), ": found text in UTF-16 or UTF-32"),
        (b"\x00\x01\x02\x03", ":1: found the invisible character U+0000"),
        ("a: b\u2028c".encode(), ":1: found the invisible character U+2028"),
    ],
)
def test_what_is_no_text_or_no_network_is_refused_in_one_sentence(
    tmp_path: Path, data: bytes, words: str
) -> None:
    (tmp_path / "file.yaml").write_bytes(data)
    assert sentence(tmp_path / "file.yaml").startswith(words)


def test_a_byte_order_mark_of_utf_8_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file.yaml").write_bytes(b"\xef\xbb\xbfwaystation: 1\n")
    with pytest.raises(BadInput) as error:
        load_case(tmp_path / "file.yaml")
    assert not any("waystation" in fault.where for fault in error.value.faults)


def test_a_missing_file_a_folder_and_one_that_may_not_be_read(tmp_path: Path) -> None:
    assert sentence(tmp_path / "missing.yaml").startswith(": found no such file or folder")
    assert sentence(tmp_path).startswith(": found a folder; allowed: a file")
    (tmp_path / "secret.yaml").write_text("a: 1")
    (tmp_path / "secret.yaml").chmod(0)
    if os.geteuid() != 0:  # root may read everything
        assert sentence(tmp_path / "secret.yaml").startswith(": found no permission")


def test_a_case_given_as_a_network_is_one_sentence_and_the_other_way_round(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("id: x\nfrom: A\ngroup: {persons: 1}\n")
    (tmp_path / "network.yaml").write_text("places: []\n")
    with pytest.raises(BadInput, match=r"found a case; allowed: a network$"):
        load_network(tmp_path / "case.yaml")
    with pytest.raises(BadInput, match=r"found a network; allowed: a case$"):
        load_case(tmp_path / "network.yaml")


def test_faults_without_number_are_told_up_to_a_limit(tmp_path: Path) -> None:
    legs = "".join(f"- {{id: a, from: x{i}, to: y, hrs: 1}}\n" for i in range(20_000))
    (tmp_path / "file.yaml").write_text(f"waystation: 1\nstart: x\nplaces: [{{id: S}}]\nlegs:\n{legs}")
    began = time.process_time()
    with pytest.raises(BadInput) as error:
        load_network(tmp_path / "file.yaml")
    assert time.process_time() - began < 5.0
    assert len(error.value.faults) == MOST + 1
    assert error.value.faults[-1].found == f"more than {MOST} faults"


def test_a_file_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[2Jb.yaml"
    file.write_text("")
    with pytest.raises(BadInput) as error:
        load_network(file)
    assert str(error.value).isprintable()
