"""An envelope opens at its place, under its key, as it was sealed; and in no other way."""

from __future__ import annotations

import hmac
import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.secret import Aead

from waystation.kit.padding import LEAST, pad, padded_size
from waystation.vault import envelope
from waystation.vault.envelope import (
    KEYRING,
    MANIFEST,
    RECORD,
    Place,
    counter_of,
    open_envelope,
    seal,
    unpad,
)
from waystation.vault.faults import Damaged

VECTORS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("vectors.json").read_text())
KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
HERE = Place(b"V" * 16, b"R" * 16, RECORD, b"C" * 16, 7, 1_234_567)
ELSEWHERE = [
    HERE._replace(vault=b"W" * 16),
    HERE._replace(record=b"S" * 16),
    HERE._replace(purpose=MANIFEST),
    HERE._replace(compartment=b"D" * 16),
    HERE._replace(epoch=8),
    HERE._replace(counter=1_234_568),
]


def place_of(vector: dict[str, Any]) -> Place:
    ids = [bytes.fromhex(vector[name]) for name in ("vault", "record", "compartment")]
    return Place(ids[0], ids[1], vector["purpose"], ids[2], vector["epoch"], vector["counter"])


def by_the_book(key: bytes, place: Place, nonce: bytes, payload: bytes) -> bytes:
    """The envelope as docs/decisions/vault-layout.md describes it, from other parts than the program's."""
    header = bytes([1, 1, place.purpose, 0]) + place.compartment
    header += place.epoch.to_bytes(4, "big") + place.counter.to_bytes(8, "big")
    bound = b"waystation" + place.vault + place.record + header
    made = hmac.digest(key, bound + b"\x01", "sha512")  # HKDF-Expand of one block, RFC 5869
    plain = len(payload).to_bytes(4, "big") + payload
    plain += bytes(padme(len(plain)) - len(plain))
    return header + nonce + made[32:] + Aead(made[:32]).encrypt(plain, bound, nonce).ciphertext


def padme(size: int) -> int:
    """Padmé as the paper writes it, and never less than 512."""
    if size < 512:
        return 512
    e = size.bit_length() - 1
    s = e.bit_length()
    step = 1 << (e - s)
    return -(-size // step) * step


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["what"])
def test_what_was_sealed_by_version_1_opens_for_ever(vector: dict[str, Any]) -> None:
    key, payload = bytes.fromhex(vector["key"]), bytes.fromhex(vector["payload"])
    assert open_envelope(key, place_of(vector), bytes.fromhex(vector["envelope"])) == payload


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["what"])
def test_sealing_gives_the_frozen_bytes(vector: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envelope, "random", lambda _size: bytes.fromhex(vector["nonce"]))
    sealed = seal(bytes.fromhex(vector["key"]), place_of(vector), bytes.fromhex(vector["payload"]))
    assert sealed.hex() == vector["envelope"]


@given(
    st.binary(max_size=3000),
    st.binary(min_size=32, max_size=32),
    st.integers(0, 2**32 - 1),
    st.integers(0, 2**63),
)
def test_an_envelope_is_what_the_layout_says(payload: bytes, key: bytes, epoch: int, counter: int) -> None:
    place = HERE._replace(epoch=epoch, counter=counter, purpose=KEYRING)
    sealed = seal(key, place, payload)
    assert sealed == by_the_book(key, place, sealed[32:56], payload)
    assert open_envelope(key, place, sealed) == payload
    assert counter_of(sealed) == counter


def test_every_single_bit_that_flips_is_noticed() -> None:
    sealed = seal(KEY, HERE, b"they leave at two")
    for bit in range(len(sealed) * 8):
        flipped = bytearray(sealed)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Damaged):
            open_envelope(KEY, HERE, bytes(flipped))


def test_no_two_envelopes_can_be_swapped() -> None:
    places = [HERE, *ELSEWHERE]
    sealed = {place: seal(KEY, place, b"they leave at two") for place in places}
    for one, other in permutations(places, 2):
        with pytest.raises(Damaged):
            open_envelope(KEY, one, sealed[other])


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Damaged):
        open_envelope(OTHER_KEY, HERE, seal(KEY, HERE, b"they leave at two"))


@pytest.mark.parametrize("size", [0, 1, 31, 87, 88, 103, 104, 600])
def test_an_envelope_that_was_cut_off_is_refused(size: int) -> None:
    with pytest.raises(Damaged):
        open_envelope(KEY, HERE, seal(KEY, HERE, b"x" * 40)[:size])


def test_an_envelope_of_a_newer_program_is_refused_in_so_many_words() -> None:
    sealed = bytearray(seal(KEY, HERE, b"x"))
    sealed[0] = 2
    with pytest.raises(Damaged, match="a newer program"):
        open_envelope(KEY, HERE, bytes(sealed))


def test_the_same_payload_never_looks_the_same() -> None:
    assert len({seal(KEY, HERE, b"x") for _again in range(50)}) == 50


def test_no_sentence_about_an_envelope_repeats_what_is_in_it() -> None:
    with pytest.raises(Damaged) as refused:
        open_envelope(OTHER_KEY, HERE, seal(KEY, HERE, b"Sokcho"))
    assert "Sokcho" not in str(refused.value)


@given(st.integers(0, 10**7))
def test_padding_tells_little_and_costs_little(size: int) -> None:
    padded = padded_size(size)
    assert padded == padme(size)
    assert padded >= size
    assert padded <= max(LEAST, size * 1.12)
    assert padded_size(padded) == padded


def test_up_to_a_megabyte_there_are_few_sizes() -> None:
    assert len({padded_size(size) for size in range(0, 2**20, 16)}) < 250


@given(st.binary(max_size=2000))
def test_what_was_padded_comes_back(payload: bytes) -> None:
    assert unpad(pad(payload)) == payload
