"""Are age files opened and written with nothing in clear on the disk, and refused in one sentence?"""

from __future__ import annotations

import base64
import builtins
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pyrage  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plan.written import CASE, NETWORK

from waystation.kit.errors import BadInput
from waystation.plan.files.sealed import opener, read_identities, sealer, write_sealed
from waystation.plan.load import load_case, load_network

PASSPHRASE = "four words of winter"  # noqa: S105  # opens nothing but what these tests seal
SEALED_IDENTITY = """\
-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBOQzZoWUtBUXlHUHlNM1ov
bER1bUhRIDE4Ckw0REJ1NVJUbGp6ZjJUUi9aK0JsU2MzRFBpYmUyQ3JaemlrYzNn
V0lZN3MKLS0tIGtmbk04N3hZMkg2di8wWnVERHl5NGY1U09WdGszUmtZL2tKVVhi
ZjlIdDAK/cqzwwkZgi2BOzgrxqRvxaUtqjFoDbf8PCGOEyTejfyBNyjQt9XINX4M
JAX2sGWYl9AqQfKgK3E4hH7rrwcHVxDAF4PcRARW1jGSMrIUiN1eQzny1INrHQp0
W797nRf7+gn8Bg4wW34blZg=
-----END AGE ENCRYPTED FILE-----
"""
KEY, OTHER = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()


@pytest.fixture(scope="module")
def for_passphrase() -> bytes:
    """The network sealed with a passphrase, once: that alone takes a second or more."""
    return sealer(ask=lambda _: PASSPHRASE)(NETWORK.encode(), "network.yaml.age")


@pytest.fixture
def identity(tmp_path: Path) -> Path:
    """An identity file as age-keygen writes it."""
    file = tmp_path / "key.txt"
    file.write_text(f"# created: 2026-03-02T18:00:00+09:00\n# public key: {KEY.to_public()}\n{KEY}\n")
    return file


def never(_: str) -> NoReturn:
    raise AssertionError("nobody should be asked")


def sentence(call: Callable[[], object]) -> str:
    with pytest.raises(BadInput) as error:
        call()
    assert len(error.value.faults) == 1
    assert "AGE-SECRET-KEY-1" not in str(error.value).replace("begin with AGE-SECRET-KEY-1", "")
    return str(error.value)


def test_what_is_sealed_for_a_key_is_loaded_with_its_identity_file(tmp_path: Path, identity: Path) -> None:
    file = tmp_path / "network.yaml.age"
    write_sealed(file, NETWORK.encode(), sealer(recipients=[str(KEY.to_public())]))
    assert b"Two rivers" not in file.read_bytes()
    plain = tmp_path / "network.yaml"
    plain.write_text(NETWORK)
    assert load_network(file, open_sealed=opener([identity], never)) == load_network(plain)


def test_several_can_be_given_and_any_of_them_opens(tmp_path: Path, identity: Path) -> None:
    file = tmp_path / "case.json.age"
    recipients = [str(OTHER.to_public()), str(KEY.to_public())]
    write_sealed(file, b'{"waystation": 1}', sealer(recipients))
    with pytest.raises(BadInput, match=r"case\.json\.age:1 id: found nothing"):
        load_case(file, open_sealed=opener([identity]))


def test_one_can_seal_for_the_owner_of_an_identity_file(tmp_path: Path, identity: Path) -> None:
    file = tmp_path / "report.html.age"
    write_sealed(file, b"<html>", sealer(identity_files=[identity]))
    assert opener([identity])(file.read_bytes(), "report") == b"<html>"


def test_what_is_sealed_with_a_passphrase_is_loaded_when_it_is_told(
    tmp_path: Path, for_passphrase: bytes
) -> None:
    file = tmp_path / "network.yaml.age"
    file.write_bytes(for_passphrase)
    asked = []

    def ask(name: str) -> str:
        asked.append(name)
        return PASSPHRASE

    assert load_network(file, open_sealed=opener(ask=ask)).name == "Two rivers"
    assert asked == [str(file)]


def test_a_wrong_passphrase_is_one_sentence(for_passphrase: bytes) -> None:
    words = sentence(lambda: opener(ask=lambda _: "wrong")(for_passphrase, "n.age"))
    assert words.startswith("n.age: found a file that this passphrase does not open; allowed: the file with")


def test_so_is_a_missing_one(for_passphrase: bytes) -> None:
    assert "sealed with a passphrase" in sentence(lambda: opener()(for_passphrase, "n.age"))


def test_a_wrong_key_is_one_sentence(identity: Path) -> None:
    data = sealer([str(OTHER.to_public())])(b"x", "")
    words = sentence(lambda: opener([identity])(data, "n.age"))
    assert words.startswith("n.age: found a file that these keys do not open")


def test_so_is_no_key(tmp_path: Path) -> None:
    file = tmp_path / "network.yaml.age"
    write_sealed(file, b"x", sealer([str(KEY.to_public())]))
    assert "sealed for the holder of a key" in sentence(lambda: load_network(file, open_sealed=opener()))
    assert "a file sealed with age" in sentence(lambda: load_network(file))


@given(st.data())
def test_any_damage_is_one_sentence(tmp_path_factory: pytest.TempPathFactory, draw: st.DataObject) -> None:
    data = bytearray(sealer([str(KEY.to_public())])(b"some text", ""))
    at = int(draw.draw(st.floats(0, 1, exclude_max=True)) * len(data))  # its length is not always the same
    data[at] ^= draw.draw(st.integers(1, 255))
    key = tmp_path_factory.getbasetemp() / "key"
    key.write_text(str(KEY))
    sentence(lambda: opener([key], lambda _: "x")(bytes(data), "n.age"))
    sentence(lambda: opener([key], lambda _: "x")(bytes(data[:at]), "n.age"))


def test_a_plain_file_with_a_sealed_name_is_one_sentence(tmp_path: Path, identity: Path) -> None:
    file = tmp_path / "network.yaml.age"
    file.write_text(NETWORK)
    words = sentence(lambda: load_network(file, open_sealed=opener([identity])))
    assert "a damaged file, or none of age" in words


def test_a_sealed_file_with_a_plain_name_is_opened_all_the_same(tmp_path: Path, identity: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_bytes(pyrage.encrypt(CASE.encode(), [KEY.to_public()], armored=True))
    assert load_case(file, open_sealed=opener([identity])).id == "family"


def test_an_armoured_file_with_a_passphrase_is_known_as_such(for_passphrase: bytes) -> None:
    lines = base64.encodebytes(for_passphrase)
    data = b"-----BEGIN AGE ENCRYPTED FILE-----\n" + lines + b"-----END AGE ENCRYPTED FILE-----\n"
    assert "sealed with a passphrase" in sentence(lambda: opener()(data, "n.age"))


def test_a_passphrase_that_would_take_hours_is_refused_at_once(for_passphrase: bytes) -> None:
    header = for_passphrase.split(b"\n")[1]
    costly = for_passphrase.replace(header, header.rpartition(b" ")[0] + b" 40")
    assert "costly" in sentence(lambda: opener(ask=lambda _: PASSPHRASE)(costly, "n.age"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no identity"),
        ("# only a comment\n", "no identity"),
        ("AGE-SECRET-KEY-1WITH-A-SLIP\n", "key.txt:1: found a line that is no identity"),
        (f"{KEY}\nhello\n", "key.txt:2: found a line that is no identity"),
    ],
    ids=["nothing", "a comment", "a slip", "a second line"],  # a fresh key in a name would differ by worker
)
def test_a_file_that_holds_no_identity_is_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "key.txt"
    file.write_text(text)
    assert words in sentence(lambda: read_identities(file))


def test_an_identity_file_may_itself_be_sealed(tmp_path: Path) -> None:
    file = tmp_path / "key.age"
    file.write_text(SEALED_IDENTITY)
    [key] = read_identities(file, lambda _: PASSPHRASE)
    assert str(key.to_public()) == "age1d0tnkncsuush57kja2lzjvy9auec7et9ht3lpn90kkplreql7f6syp5hey"
    assert "sealed with a passphrase" in sentence(lambda: read_identities(file))


@pytest.mark.parametrize(
    "text",
    ["", "age1", "bob", "age1\x1b[2J", str(KEY)],
    ids=["nothing", "too short", "a name", "an escape", "a secret key"],
)
def test_what_is_no_recipient_is_one_sentence_that_repeats_no_secret(text: str) -> None:
    assert sentence(lambda: sealer([text])).startswith("recipient: found ")


def test_nothing_is_sealed_for_nobody() -> None:
    assert "neither a passphrase nor a recipient" in sentence(lambda: sealer(ask=lambda _: "")(b"x", "n.age"))
    assert "neither a passphrase nor a recipient" in sentence(lambda: sealer()(b"x", "n.age"))


def test_nothing_in_clear_reaches_the_disk(
    tmp_path: Path, identity: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is opened for writing, under whichever name, holds ciphertext only."""
    opened = []
    os_open = os.open

    def watched(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            opened.append(path)
        return os_open(path, flags, mode)

    monkeypatch.setattr(os, "open", watched)
    monkeypatch.setattr(builtins, "open", never)
    file = tmp_path / "network.yaml.age"
    write_sealed(file, NETWORK.encode(), sealer(identity_files=[identity]))
    assert [path.parent for path in opened] == [tmp_path]
    assert {path.name for path in tmp_path.iterdir()} == {"network.yaml.age", "key.txt"}
    assert file.read_bytes().startswith(b"age-encryption.org/v1")
    assert b"Two rivers" not in file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
