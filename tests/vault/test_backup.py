"""What was backed up comes back, on another machine too; what is wrong with it is found before it counts."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from nacl.utils import random as random_bytes
from tests.vault.conftest import Where
from tests.vault.office import BURN, Office, change, credentials, keep, look_at, note

from waystation.kit.errors import BadInput
from waystation.vault import ledger
from waystation.vault.agefiles import read_age, write_age
from waystation.vault.agekeys import identity, recipient, recipients
from waystation.vault.attached import attach
from waystation.vault.backup import BackedUp, back_up, chains, forget
from waystation.vault.faults import Damaged, WrongPassphrase
from waystation.vault.keys import Credentials, Root
from waystation.vault.links import pieces
from waystation.vault.login import unlock
from waystation.vault.records import shred
from waystation.vault.removal import remove
from waystation.vault.restore import drill, restore
from waystation.vault.session import Session
from waystation.vault.store import BY_FORMAT, Tx
from waystation.vault.tables import LEFT_OUT, TABLES, all_rows, decode, digest, encode
from waystation.vault.work import Task, writing

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def backed_up(session: Session, folder: Path, *, full: bool = False, hours: int = 0) -> BackedUp:
    return back_up(session, folder, [], AT + timedelta(hours=hours), full=full)


def rows(tx: Tx) -> set[bytes]:
    return {digest(encode(*each)) for each in all_rows(tx)}


def test_every_table_but_sessions_and_heartbeat_is_backed_up(office: Office) -> None:
    with office.vault.store.read() as tx:
        for table in TABLES.values():
            tx.rows(f"SELECT {', '.join(table.columns)} FROM {table.name} ORDER BY {', '.join(table.key)}")  # noqa: S608
            assert table.key
    tables = "".join(BY_FORMAT.values())
    assert tables.count("CREATE TABLE") == len(TABLES) + len(LEFT_OUT)
    assert {"sessions", "heartbeat"} == LEFT_OUT


def test_a_row_comes_back_from_its_bytes_as_it_was(office: Office) -> None:
    keep(office.anna, office.compartment(), note("n1"))
    with office.vault.store.read() as tx:
        for table, row in all_rows(tx):
            assert decode(encode(table, row)) == (table, row)


def test_a_vault_that_is_restored_on_another_machine_opens_as_the_old_one_did(
    office: Office, tmp_path: Path
) -> None:
    office.join("Ben")
    shared = office.compartment("Ben")
    saved = keep(office.anna, shared, *(note(f"n{i}", f"text {i}") for i in range(5)))
    with writing(Task(office.anna, "save record")) as work:
        attach(work, shared, saved[0].id, "film", iter([random_bytes(200_000)]))
    made = backed_up(office.anna, tmp_path / "stick")
    with office.vault.store.read() as tx:
        before = rows(tx)
    office.vault.close()  # the old machine is gone

    restored = restore(tmp_path / "stick", [identity(office.anna.root)], tmp_path / "elsewhere.vault")
    with restored.vault.store.read() as tx:
        assert rows(tx) == before
        assert ledger.verify(tx, [made.ledger]) == restored.head.ledger
    ben = unlock(restored.vault, credentials("Ben"))
    assert [each.value for each in look_at(ben, [each.id for each in saved])] == [
        note(f"n{i}", f"text {i}") for i in range(5)
    ]
    restored.vault.close()


def test_without_the_burn_secret_a_restored_vault_stays_closed(in_file: Office, tmp_path: Path) -> None:
    backed_up(in_file.anna, tmp_path / "stick")
    restored = restore(tmp_path / "stick", [identity(in_file.anna.root)], tmp_path / "new.vault")
    plain = credentials("Anna")
    with pytest.raises(WrongPassphrase):
        unlock(restored.vault, Credentials(plain.handle, plain.passphrase, bytes(32)))
    restored.vault.close()


def test_each_further_link_holds_what_has_changed_and_what_is_gone(office: Office, tmp_path: Path) -> None:
    shared = office.compartment()
    one, two, _three = keep(office.anna, shared, note("n1"), note("n2"), note("n3"))
    first = backed_up(office.anna, tmp_path / "stick")
    (opened,) = look_at(office.anna, [one.id])
    change(office.anna, opened, note("n1", "changed"))
    with writing(Task(office.anna, "shred record")) as work:
        shred(work, shared, [two.id])
    second = backed_up(office.anna, tmp_path / "stick")
    assert (first.number, second.number) == (0, 1)
    # new: n1, the manifest (twice changed), the count of openings, three rows of the ledger
    assert (second.new, second.gone) == (6, 3)
    restored = restore(tmp_path / "stick", [identity(office.anna.root)], tmp_path / "new.vault")
    with restored.vault.store.read() as tx, office.vault.store.read() as live:
        assert rows(tx) == rows(live)
    anna = unlock(restored.vault, credentials("Anna"))
    assert look_at(anna, [one.id])[0].value == note("n1", "changed")
    with pytest.raises(BadInput):
        look_at(anna, [two.id])
    restored.vault.close()


def test_a_backup_of_a_vault_that_did_not_change_holds_nothing_new(office: Office, tmp_path: Path) -> None:
    backed_up(office.anna, tmp_path / "stick")
    assert backed_up(office.anna, tmp_path / "stick")[2:4] == (0, 0)


def test_only_those_whom_it_is_for_open_the_backup(in_file: Office, tmp_path: Path) -> None:
    ben = in_file.join("Ben")
    stick = tmp_path / "stick"
    back_up(in_file.anna, stick, recipients([recipient(ben.me.application.box_key)]), AT)
    restore(stick, [identity(ben.root)], tmp_path / "b.vault").vault.close()
    with pytest.raises(Damaged):
        restore(stick, [identity(Root())], tmp_path / "s.vault")
    assert not (tmp_path / "s.vault").exists()


def test_nobody_reads_the_digests_of_rows_off_the_stick(in_file: Office, tmp_path: Path) -> None:
    backed_up(in_file.anna, tmp_path / "stick")
    for path in (tmp_path / "stick").iterdir():
        assert path.read_bytes().startswith(b"age-encryption.org/v1\n")
        assert path.stat().st_mode & 0o777 == 0o600


def test_somebody_else_begins_a_chain_of_his_own_and_the_old_one_stays_whole(
    in_file: Office, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    backed_up(in_file.anna, stick)
    ben = in_file.join("Ben")
    assert backed_up(ben, stick, hours=1).number == 0
    old, new = chains(stick)
    for number, (chain, session) in enumerate([(old, in_file.anna), (new, ben)]):
        restore(stick, [identity(session.root)], tmp_path / f"{number}", chain=chain).vault.close()


def test_forgetting_old_chains_leaves_the_newest(in_file: Office, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    backed_up(in_file.anna, stick)
    backed_up(in_file.anna, stick)
    backed_up(in_file.anna, stick, full=True, hours=1)
    assert forget(stick) == 2
    assert len(chains(stick)) == 1
    restore(stick, [identity(in_file.anna.root)], tmp_path / "new.vault").vault.close()


@pytest.mark.parametrize("hours", [0, -1000])
def test_the_newest_chain_is_the_one_that_was_begun_last_whatever_the_clock_says(
    in_file: Office, tmp_path: Path, hours: int
) -> None:
    stick = tmp_path / "stick"
    for number in range(3):
        made = backed_up(in_file.anna, stick, full=True, hours=hours * number)
        assert list(chains(stick).values())[-1] == [made.link]
    (saved,) = keep(in_file.anna, in_file.compartment(), note("n1"))
    backed_up(in_file.anna, stick, full=True, hours=hours * 3)
    assert forget(stick) == 3
    vault = restore(stick, [identity(in_file.anna.root)], tmp_path / "new.vault").vault
    with vault.store.read() as tx:
        assert tx.rows("SELECT id FROM records WHERE id = ?", (bytes.fromhex(saved.id),))
    vault.close()


def three_links(office: Office, stick: Path) -> list[Path]:
    for number in range(3):
        keep(office.anna, office.compartment(), note(f"n{number}"))
        backed_up(office.anna, stick)
    ((_name, links),) = chains(stick).items()
    return links


def refused(office: Office, stick: Path, where: Path) -> None:
    with pytest.raises(BadInput):
        restore(stick, [identity(office.anna.root)], where)
    assert not list(where.parent.glob(f"{where.name}*")), "something was left behind"


def test_a_chain_without_one_of_its_links_is_refused(in_file: Office, tmp_path: Path) -> None:
    links = three_links(in_file, tmp_path / "stick")
    for missing in links[:2]:
        data = missing.read_bytes()
        missing.unlink()
        refused(in_file, tmp_path / "stick", tmp_path / "new.vault")
        missing.write_bytes(data)
    restore(tmp_path / "stick", [identity(in_file.anna.root)], tmp_path / "new.vault").vault.close()


def test_links_in_another_order_are_refused(in_file: Office, tmp_path: Path) -> None:
    _first, second, third = three_links(in_file, tmp_path / "stick")
    second_bytes, third_bytes = second.read_bytes(), third.read_bytes()
    second.write_bytes(third_bytes)
    third.write_bytes(second_bytes)
    refused(in_file, tmp_path / "stick", tmp_path / "new.vault")


def test_a_link_with_a_byte_changed_or_cut_is_refused(in_file: Office, tmp_path: Path) -> None:
    chance = random.Random(3)
    for link in three_links(in_file, tmp_path / "stick"):
        good = link.read_bytes()
        for _try in range(8):
            at = chance.randrange(len(good))
            link.write_bytes(good[:at] + bytes([good[at] ^ 1 << chance.randrange(8)]) + good[at + 1 :])
            refused(in_file, tmp_path / "stick", tmp_path / "new.vault")
        link.write_bytes(good[: chance.randrange(len(good))])
        refused(in_file, tmp_path / "stick", tmp_path / "new.vault")
        link.write_bytes(good)


def test_a_backup_is_taken_up_again_after_its_last_link_was_lost(in_file: Office, tmp_path: Path) -> None:
    links = three_links(in_file, tmp_path / "stick")
    links[-1].unlink()
    assert backed_up(in_file.anna, tmp_path / "stick", hours=1).number == 0
    drill(in_file.anna, tmp_path / "stick")


def test_a_drill_opens_what_the_member_holds_and_leaves_nothing(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "drills"))
    (tmp_path / "drills").mkdir()
    ben = office.join("Ben")
    keep(office.anna, office.compartment(), note("annas"))
    keep(office.anna, office.compartment("Ben"), note("both"), note("too"))
    ben = office.unlock("Ben")
    made = back_up(office.anna, tmp_path / "stick", recipients([recipient(ben.me.application.box_key)]), AT)
    office.unlock("Anna")
    found = drill(ben, tmp_path / "stick")
    cards = 3  # Anna's, Ben's, and that of the organisation
    assert (found.links, found.opened, found.sealed) == (1, cards + 2, 1)
    assert (found.ledger, found.behind) == (made.ledger, 1)
    assert list((tmp_path / "drills").iterdir()) == []


def test_a_drill_opens_what_was_sealed_before_keys_changed(office: Office, tmp_path: Path) -> None:
    ben = office.join("Ben")
    keep(office.anna, office.compartment("Ben"), note("n1"))
    backed_up(office.anna, tmp_path / "stick")
    with writing(Task(office.anna, "remove member")) as work:
        remove(work, ben.member_id)
    assert drill(office.anna, tmp_path / "stick").sealed == 0


def test_a_drill_finds_a_backup_that_somebody_else_has_signed(in_file: Office, tmp_path: Path) -> None:
    made = backed_up(in_file.anna, tmp_path / "stick")
    restored = restore(tmp_path / "stick", [identity(in_file.anna.root)], tmp_path / "new.vault")
    stranger = Root()
    head = restored.head.model_copy(update={"sign_key": bytes(stranger.sign.verify_key).hex()})
    with restored.vault.store.read() as tx:
        body = pieces(head, [], (encode(*each) for each in all_rows(tx)), stranger.sign)
        write_age(made.link, body, [identity(in_file.anna.root).to_public()])
    restored.vault.close()
    with pytest.raises(Damaged, match="no member has signed"):
        drill(in_file.anna, tmp_path / "stick")


def test_a_drill_finds_a_ledger_that_was_put_back(in_file: Office, tmp_path: Path) -> None:
    backed_up(in_file.anna, tmp_path / "stick")
    with in_file.vault.store.write() as tx:
        tx.run("DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)")
    with pytest.raises(BadInput, match="ledger"):
        drill(in_file.anna, tmp_path / "stick")


def test_a_full_disk_leaves_the_old_chain_as_it_was(
    in_file: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    three_links(in_file, stick)
    keep(in_file.anna, in_file.compartment(), note("more"))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    before = {path.name: path.read_bytes() for path in stick.iterdir()}
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(BadInput, match="full disk"):
            backed_up(in_file.anna, stick)
    assert {path.name: path.read_bytes() for path in stick.iterdir()} == before
    assert backed_up(in_file.anna, stick).number == 3


def test_neither_sessions_nor_the_burn_secret_are_in_a_backup(office: Office, tmp_path: Path) -> None:
    cookie = b"a cookie of somebody's browser"
    with office.vault.store.write() as tx:
        tx.run("INSERT INTO sessions (id, tag, until, blob) VALUES (?, ?, ?, ?)", (b"1", b"2", 3, cookie))
    made = backed_up(office.anna, tmp_path / "stick")
    plain: list[bytes] = []
    read_age(made.link, [identity(office.anna.root)], plain.append)
    for secret in (cookie, BURN, BURN.hex().encode()):
        assert secret not in b"".join(plain)


CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tests.vault.office import Office, cheap, credentials, keep, note
from waystation.vault.backup import back_up
from waystation.vault.login import unlock
from waystation.vault.opening import open_vault

cheap()
where, stick = sys.argv[1:]
anna = unlock(open_vault(where), credentials("Anna"))
office = Office(where, {"Anna": anna})
shared = office.compartment()
for number in range(10_000):
    keep(anna, shared, *(note(f"n{number} {i}", "x" * 3000) for i in range(20)))
    back_up(anna, Path(stick), [], datetime(2026, 11, 21, 12, tzinfo=UTC))
    print(number, flush=True)
"""


def killed(where: str | Path, stick: Path, checkout: Path, after: float) -> int:
    """Back up again and again in another process, kill it; how many were acknowledged."""
    command = [sys.executable, "-c", CHILD, str(where), str(stick)]
    with subprocess.Popen(command, cwd=checkout, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "0\n"
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        return 1 + len(process.stdout.read().splitlines())


def after_a_kill(office: Office, folder: Path, checkout: Path, after: float) -> None:
    stick = folder / "stick"
    acknowledged = killed(office.where, stick, checkout, after)
    links = list(chains(stick).values())[-1]
    assert len(links) in {acknowledged, acknowledged + 1}
    found = drill(office.anna, stick)
    assert found.links == len(links)
    keep(office.anna, office.compartment(), note("after"))
    backed_up(office.anna, stick)
    drill(office.anna, stick)
    assert not [path for path in stick.iterdir() if path.name.startswith(".")]


def test_a_backup_that_is_killed_leaves_the_old_chain_whole(
    office: Office, tmp_path: Path, checkout: Path
) -> None:
    after_a_kill(office, tmp_path, checkout, 0.13)


@pytest.mark.slow
@pytest.mark.parametrize("run", range(40))
def test_forty_backups_that_are_killed_leave_the_old_chain_whole(
    office: Office, tmp_path: Path, checkout: Path, run: int
) -> None:
    after_a_kill(office, tmp_path, checkout, random.Random(run).random() / 2)


def test_a_restored_vault_can_be_backed_up_and_restored_into_the_same_kind_of_database(
    office: Office, tmp_path: Path, somewhere: Where
) -> None:
    backed_up(office.anna, tmp_path / "stick")
    restored = restore(tmp_path / "stick", [identity(office.anna.root)], somewhere())
    anna = unlock(restored.vault, credentials("Anna"))
    assert backed_up(anna, tmp_path / "other").number == 0
    restored.vault.close()


def test_a_backup_that_is_wrong_leaves_nothing_in_a_database_either(
    office: Office, tmp_path: Path, somewhere: Where
) -> None:
    made = backed_up(office.anna, tmp_path / "stick")
    good = made.link.read_bytes()
    made.link.write_bytes(good[:-20])
    where = somewhere()
    with pytest.raises(BadInput):
        restore(tmp_path / "stick", [identity(office.anna.root)], where)
    made.link.write_bytes(good)
    restore(tmp_path / "stick", [identity(office.anna.root)], where).vault.close()
