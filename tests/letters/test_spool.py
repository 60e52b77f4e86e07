"""Does the spool keep what it took, take no more than it may, and show no time of day?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from nacl.public import PrivateKey

from waystation.domain.letter import Said
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.letters.codes import Keys
from waystation.letters.replies import SIZE, seal_reply
from waystation.letters.spool import Spool, SpoolFull

NOW = datetime(2026, 3, 4, 20, 17, 33, tzinfo=UTC)
MIDNIGHT = datetime(2026, 3, 4, tzinfo=UTC).timestamp()
HER = Keys(PrivateKey(b"h" * 32))


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spool:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = Spool(tmp_path / "spool", most=3, room=0)
    made.prepare()
    return made


def test_what_was_put_is_there_and_read_as_it_was(spool: Spool) -> None:
    names = [spool.put(b"letter %d" % i) for i in range(3)]
    assert sorted(spool.letters()) == sorted(names)
    assert [spool.read(name) for name in names] == [b"letter 0", b"letter 1", b"letter 2"]
    spool.delete(names[:1])
    assert sorted(spool.letters()) == sorted(names[1:])


def test_a_flood_ends_at_the_quota_and_goes_on_when_letters_were_collected(spool: Spool) -> None:
    names = [spool.put(b"x") for _time in range(3)]
    with pytest.raises(SpoolFull):
        spool.put(b"x")
    assert spool.waiting() == 3
    spool.delete(names)
    spool.put(b"x")


def test_a_flood_leaves_room_on_the_disk(tmp_path: Path) -> None:
    greedy = Spool(tmp_path, room=2**60)
    greedy.prepare()
    with pytest.raises(SpoolFull):
        greedy.put(b"x")


def test_files_show_the_day_and_not_the_hour(spool: Spool) -> None:
    name = spool.put(b"x")
    for path in (spool.folder / "in" / name, spool.folder / "in"):
        assert path.stat().st_mtime == MIDNIGHT


def test_only_the_owner_looks_into_it(spool: Spool) -> None:
    name = spool.put(b"x")
    for path in (spool.folder, spool.folder / "in", spool.folder / "out", spool.folder / "in" / name):
        assert path.stat().st_mode & 0o077 == 0


def test_what_a_kill_left_half_written_is_removed_and_nothing_else(spool: Spool) -> None:
    name = spool.put(b"x")
    (spool.folder / "in" / ".0123456789abcdef.part").write_bytes(b"half")
    (spool.folder / "in" / "notes.txt").write_bytes(b"somebody's")
    assert list(spool.letters()) == [name]
    spool.prepare()
    assert (
        len(list((spool.folder / "in").iterdir())) == 3
    )  # the desk removes nothing that a door may be writing
    spool.sweep()
    assert sorted(each.name for each in (spool.folder / "in").iterdir()) == sorted([name, "notes.txt"])


def test_a_link_or_something_large_is_not_read(spool: Spool, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    link, large = "0" * 32 + ".letter", "1" * 32 + ".letter"
    (spool.folder / "in" / link).symlink_to(tmp_path / "secret")
    (spool.folder / "in" / large).write_bytes(bytes(10**6))
    for name in (link, large):
        with pytest.raises(BadInput):
            spool.read(name)
        spool.set_aside(name)
    assert list(spool.letters()) == []


def test_answers_lie_under_the_mailbox_until_their_day(spool: Spool) -> None:
    blob = seal_reply(HER.public, (Said(at=NOW, text="yes", until=date(2026, 3, 20)),))
    assert spool.answer_in(HER.mailbox) is None
    spool.answer(HER.mailbox, blob)
    assert spool.answer_in(HER.mailbox) == blob
    assert spool.forget(date(2026, 3, 19)) == 0
    assert spool.forget(date(2026, 3, 20)) == 1
    assert spool.answer_in(HER.mailbox) is None


def test_a_second_answer_of_a_day_looks_new_to_copying_programs(spool: Spool) -> None:
    times = set()
    for _time in range(5):
        spool.answer(HER.mailbox, bytes(SIZE))
        times.add((spool.folder / "out" / f"{HER.mailbox}.answer").stat().st_mtime)
    assert len(times) > 1
    assert all(MIDNIGHT <= each < MIDNIGHT + 24 * 3600 for each in times)


def test_the_desk_shuts_the_door_through_the_spool(spool: Spool) -> None:
    seen = [spool.closed]
    for closed in (True, False, False):
        spool.close(closed=closed)
        seen.append(spool.closed)
    assert seen == [False, True, False, False]


@pytest.mark.parametrize("act", [Spool.prepare, lambda spool: list(spool.letters())])
def test_a_spool_that_cannot_be_used_is_one_sentence(tmp_path: Path, act: object) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BadInput) as refused:
        act(Spool(tmp_path / "file"))  # type: ignore[operator]
    assert len(refused.value.faults) == 1
