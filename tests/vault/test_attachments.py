"""What is large comes back whole, or not at all."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator

import pytest
from tests.vault.office import Office
from tests.vault.sound import everything

from waystation.vault.attachments import PART, Stream, drop_streams, open_stream, seal_stream
from waystation.vault.faults import Damaged
from waystation.vault.store import Tx
from waystation.vault.work import Task, reading, writing

SIZES = [0, 1, 511, 512, 513, PART - 1, PART, PART + 1, 3 * PART + 7]


def kept(office: Office, chunks: Iterable[bytes]) -> Stream:
    with writing(Task(office.anna, "attach file")) as work:
        return seal_stream(work.tx, office.vault.id, chunks)


def back(office: Office, stream: Stream) -> bytes:
    with reading(Task(office.anna, "open attachment")) as look:
        return b"".join(open_stream(look.tx, office.vault.id, stream))


def pieces(data: bytes, seed: int) -> Iterator[bytes]:
    dice = random.Random(seed)
    while data:
        cut = dice.randrange(1, 2 * PART)
        yield data[:cut]
        data = data[cut:]


@pytest.mark.parametrize("size", SIZES)
def test_what_was_attached_in_any_pieces_comes_back(office: Office, size: int) -> None:
    data = random.Random(size).randbytes(size)
    attachment = kept(office, pieces(data, size))
    assert attachment.size == size
    assert back(office, attachment) == data


def test_the_disk_tells_a_rough_size_only(office: Office) -> None:
    sizes = []
    for size in (100_400, 102_300):
        attachment = kept(office, [bytes(size)])
        parts = [row for row in everything(office.vault)["attachments"] if row[0].hex() == attachment.id]
        sizes.append(sum(len(row[2]) for row in parts))
    assert sizes[0] == sizes[1]


def flip(tx: Tx, row: bytes) -> None:
    ((blob,),) = tx.rows("SELECT blob FROM attachments WHERE id = ? AND part = 2", (row,))
    changed = bytes([blob[0] ^ 1]) + blob[1:]
    tx.run("UPDATE attachments SET blob = ? WHERE id = ? AND part = 2", (changed, row))


def drop(tx: Tx, row: bytes) -> None:
    tx.run("DELETE FROM attachments WHERE id = ? AND part = 2", (row,))


def drop_last(tx: Tx, row: bytes) -> None:
    ((last,),) = tx.rows("SELECT max(part) FROM attachments WHERE id = ?", (row,))
    tx.run("DELETE FROM attachments WHERE id = ? AND part = ?", (row, last))


def swap(tx: Tx, row: bytes) -> None:
    for before, after in ((1, 100), (2, 1), (100, 2)):
        tx.run("UPDATE attachments SET part = ? WHERE id = ? AND part = ?", (after, row, before))


@pytest.mark.parametrize("harm", [flip, drop, drop_last, swap])
def test_a_part_that_is_changed_missing_or_moved_is_noticed(
    office: Office, harm: Callable[[Tx, bytes], None]
) -> None:
    attachment = kept(office, [b"x" * 3 * PART])
    with office.vault.store.write() as tx:
        harm(tx, bytes.fromhex(attachment.id))
    with pytest.raises(Damaged):
        back(office, attachment)


@pytest.mark.parametrize("mixed", ["id", "key"])
def test_key_and_place_belong_together(office: Office, mixed: str) -> None:
    one, two = kept(office, [b"one"]), kept(office, [b"two"])
    with pytest.raises(Damaged):
        back(office, one._replace(**{mixed: getattr(two, mixed)}))


def test_what_was_cut_short_is_noticed_by_its_size(office: Office) -> None:
    attachment = kept(office, [b"x" * 1000])
    with pytest.raises(Damaged):
        back(office, attachment._replace(size=50_000))


def test_an_attachment_is_detached_alone(office: Office) -> None:
    one, two = kept(office, [b"one"]), kept(office, [b"two"])
    with writing(Task(office.anna, "drop attachment")) as work:
        drop_streams(work.tx, [one.id])
    assert back(office, two) == b"two"
    with pytest.raises(Damaged):
        back(office, one)


def test_what_fails_halfway_leaves_nothing(office: Office) -> None:
    def broken() -> Iterator[bytes]:
        yield bytes(PART)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        kept(office, broken())
    assert everything(office.vault)["attachments"] == []
