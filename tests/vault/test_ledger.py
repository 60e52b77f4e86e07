"""What was done stands in the ledger before it counts. Nobody takes it out again; two auditors read it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime, timedelta

import pytest
from tests.vault.office import Office, keep, look_at, note

from waystation.domain.access import Head, LedgerEntry, Trace
from waystation.kit import clock
from waystation.vault import ledger
from waystation.vault.auditing import entries, hand_over, ledger_keys, traces
from waystation.vault.faults import Broken, Damaged, Full, NotAllowed, NotHeld
from waystation.vault.quota import BeyondQuota
from waystation.vault.removal import remove
from waystation.vault.session import Session
from waystation.vault.store import Tx
from waystation.vault.tags import short, tag
from waystation.vault.work import Task, reading, writing


def read(first: Session, second: Session | None = None) -> list[LedgerEntry | None]:
    with reading(Task(first, "show ledger", second=second)) as look:
        return [entry for _seq, entry in entries(look, second)]


def told(session: Session) -> list[Trace]:
    with reading(Task(session, "exposure")) as look:
        return [trace for _seq, trace in traces(look)]


def head(office: Office) -> Head:
    with office.vault.store.read() as tx:
        return ledger.head(tx)


def test_each_request_is_one_row_however_many_records(office: Office) -> None:
    saved = keep(office.anna, office.compartment(), *(note(f"n{i}") for i in range(100)))
    before = head(office)
    look_at(office.anna, [each.id for each in saved])
    assert head(office).seq == before.seq + 1
    last = read(office.anna)[-2]
    assert last is not None
    assert (last.verb, set(last.records)) == ("open record", {each.id for each in saved})


def test_each_request_is_one_transaction_on_the_disk(
    in_file: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = keep(in_file.anna, in_file.compartment(), *(note(f"n{i}") for i in range(20)))
    store, write, begun = in_file.vault.store, in_file.vault.store.write, []

    def counted(*, urgent: bool = False) -> AbstractContextManager[Tx]:
        begun.append(urgent)
        return write(urgent=urgent)

    monkeypatch.setattr(store, "write", counted)
    look_at(in_file.anna, [each.id for each in saved])
    assert begun == [True]


def test_what_fails_to_be_written_down_is_not_opened(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    (saved,) = keep(office.anna, office.compartment(), note("n1"))
    opened = []

    def no_room(*_args: object) -> Head:
        raise Full

    monkeypatch.setattr(ledger, "append", no_room)
    monkeypatch.setattr("waystation.vault.rows.Opener", lambda *args: opened.append(args))
    with pytest.raises(Full):
        look_at(office.anna, [saved.id])
    assert opened == []


def test_a_row_is_on_the_disk_before_the_first_record_is_opened(office: Office) -> None:
    (saved,) = keep(office.anna, office.compartment(), note("n1"))
    other = office.again()
    with reading(Task(office.anna, "open record"), [saved.id]) as look, other.store.read() as tx:
        assert ledger.head(tx) == look.row
    other.close()


def test_two_auditors_read_who_did_what_and_why(office: Office) -> None:
    for name, role in (("Ben", "case worker"), ("Dia", "auditor"), ("Eva", "auditor")):
        office.join(name, role)  # type: ignore[arg-type]
    (saved,) = keep(office.anna, office.compartment(), note("n1"))
    with reading(Task(office.anna, "open record", "a relative called"), [saved.id]):
        pass
    found = read(office.desks["Dia"], office.desks["Eva"])[-2]
    assert found is not None
    assert (found.by, found.verb, found.why) == (office.anna.member_id, "open record", "a relative called")
    assert found.records == (saved.id,)
    assert read(office.desks["Eva"], office.desks["Dia"])[-3] == found  # in either order


@pytest.mark.parametrize(
    "pair", [("Dia", None), ("Dia", "Ben"), ("Ben", None), ("Anna", None), ("Anna", "Ben")]
)
def test_no_auditor_reads_alone_and_nobody_else_reads_at_all(
    office: Office, pair: tuple[str, str | None]
) -> None:
    for name, role in (("Ben", "case worker"), ("Dia", "auditor"), ("Eva", "auditor")):
        office.join(name, role)  # type: ignore[arg-type]
    (saved,) = keep(office.anna, office.compartment(), note("n1"))
    first, second = office.desks[pair[0]], office.desks[pair[1]] if pair[1] else None
    with suppress(NotAllowed):
        assert all(saved.id not in each.records for each in read(first, second) if each is not None)


def test_what_was_written_before_the_auditors_came_can_be_handed_over(office: Office) -> None:
    office.join("Ben", "administrator")
    dia, eva = office.join("Dia", "auditor"), office.join("Eva", "auditor")
    assert read(dia, eva)[0] is None
    with writing(Task(office.anna, "hand over ledger")) as work:
        assert hand_over(work, office.anna) == 1  # from the time when Anna was alone
    first = read(dia, eva)[0]
    assert first is not None
    assert first.verb == "create vault"


def test_an_auditor_who_was_removed_reads_nothing_that_comes_after(office: Office) -> None:
    for name in ("Ben", "Dia", "Eva"):
        office.join(name, "administrator" if name == "Ben" else "auditor")
    dia, eva = office.desks["Dia"], office.desks["Eva"]
    with writing(Task(office.anna, "remove member")) as work:
        remove(work, eva.member_id)
    (saved,) = keep(office.anna, office.compartment(), note("n1"))
    with office.vault.store.read() as tx:
        keys = ledger_keys(tx, dia, eva)
        seen = [entry for _seq, entry in ledger.read_entries(tx, keys, office.anna) if entry]
    assert seen
    assert all(saved.id not in each.records for each in seen)


def drop_last(tx: Tx, last: int) -> None:
    tx.run("DELETE FROM ledger WHERE seq = ?", (last,))


def drop_inner(tx: Tx, last: int) -> None:
    tx.run("DELETE FROM ledger WHERE seq = ?", (last - 1,))


def change_entry(tx: Tx, last: int) -> None:
    ((entry,),) = tx.rows("SELECT entry FROM ledger WHERE seq = ?", (last - 1,))
    changed = bytes(entry[:-1]) + bytes([entry[-1] ^ 1])
    tx.run("UPDATE ledger SET entry = ? WHERE seq = ?", (changed, last - 1))


def change_traces(tx: Tx, last: int) -> None:
    tx.run("UPDATE ledger SET traces = entry WHERE seq = ?", (last - 1,))


def swap(tx: Tx, last: int) -> None:
    tx.run("UPDATE ledger SET seq = ? WHERE seq = ?", (0, last))
    tx.run("UPDATE ledger SET seq = ? WHERE seq = ?", (last, last - 1))
    tx.run("UPDATE ledger SET seq = ? WHERE seq = ?", (last - 1, 0))


@pytest.mark.parametrize("tamper", [drop_last, drop_inner, change_entry, change_traces, swap])
def test_whoever_takes_something_out_of_the_ledger_is_seen(
    office: Office, tamper: Callable[[Tx, int], None]
) -> None:
    keep(office.anna, office.compartment(), note("n1"))
    anchor = head(office)
    with office.vault.store.read() as tx:
        assert ledger.verify(tx, [anchor]) == anchor
    with office.vault.store.write() as tx:
        tamper(tx, anchor.seq)
    with office.vault.store.read() as tx, pytest.raises(Broken):
        ledger.verify(tx, [anchor])


def test_an_old_head_is_found_in_a_ledger_that_went_on(office: Office) -> None:
    anchor = head(office)
    keep(office.anna, office.compartment(), note("n1"))
    with office.vault.store.read() as tx:
        assert ledger.verify(tx, [anchor, Head(0, "00" * 32)]).seq > anchor.seq
        with pytest.raises(Broken):
            ledger.verify(tx, [anchor._replace(hash="11" * 32)])
        with pytest.raises(Broken, match="ends at row"):
            ledger.verify(tx, [Head(10_000, anchor.hash)])


def test_a_member_who_comes_back_sees_that_rows_are_missing(office: Office) -> None:
    keep(office.anna, office.compartment(), note("n1"))
    office.unlock("Anna")
    with office.vault.store.write() as tx:
        drop_last(tx, ledger.head(tx).seq)
    with pytest.raises(Damaged, match="since your last login"):
        office.unlock("Anna")


def test_a_row_that_somebody_wrote_in_anothers_name_is_refused(office: Office) -> None:
    ben = office.join("Ben", "coordinator")
    forged = LedgerEntry(at=clock.now(), by=office.anna.member_id, verb="open record")
    with office.vault.store.write() as tx:
        ledger.append(ben, tx, forged)
    with pytest.raises(Broken, match="signature"):
        read(office.anna, ben)


def test_traces_are_tags_that_say_nothing_without_the_key_of_the_tags(office: Office) -> None:
    office.join("Ben")
    here = office.compartment("Ben", title="Sokcho")
    (saved,) = keep(office.anna, here, note("Sokcho"))
    look_at(office.unlock("Ben"), [saved.id])
    found = told(office.anna)
    ids = {here, saved.id, office.anna.member_id, office.desks["Ben"].member_id}
    assert not any(identity in trace.model_dump_json() for trace in found for identity in ids)
    ben = tag(office.anna, "member", office.desks["Ben"].member_id)
    opened = [each for each in found if each.verb == "opened" and each.actor == ben]
    assert {tag(office.anna, "record", saved.id), tag(office.anna, "compartment", here)} == set(
        opened[-1].what
    )
    granted = [each for each in found if each.verb == "granted" and ben in each.to]
    assert tag(office.anna, "compartment", here) in {what for each in granted for what in each.what}
    assert short(ben) == ben[:4].upper()


def test_only_the_watchtower_reads_traces(office: Office) -> None:
    office.join("Ben")
    with pytest.raises(NotHeld):
        told(office.desks["Ben"])


def at(monkeypatch: pytest.MonkeyPatch, **since: float) -> None:
    start = datetime(2026, 3, 2, 18, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(**since))


def test_beyond_the_quota_a_second_member_is_asked(office: Office) -> None:
    ben = office.join("Ben")
    office.allow(3)
    saved = [each.id for each in keep(office.anna, office.compartment(), *(note(f"n{i}") for i in range(4)))]
    look_at(office.anna, saved[:3])
    before = head(office)
    with pytest.raises(BeyondQuota):
        look_at(office.anna, saved[3:])
    assert head(office) == before
    with pytest.raises(NotAllowed), reading(Task(office.anna, "open record", second=office.anna), saved[3:]):
        pass
    with reading(Task(office.anna, "open record", second=ben), saved[3:]):
        pass
    last = read(office.anna)[-2]
    assert last is not None
    assert (last.beyond_quota, last.second, last.records) == (True, ben.member_id, tuple(saved[3:]))


def test_the_quota_comes_back_after_an_hour(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch)
    office.allow(2)
    saved = [each.id for each in keep(office.anna, office.compartment(), *(note(f"n{i}") for i in range(4)))]
    look_at(office.anna, saved[:2])
    at(monkeypatch, minutes=59)
    with pytest.raises(BeyondQuota):
        look_at(office.anna, saved[2:])
    at(monkeypatch, minutes=61)
    look_at(office.anna, saved[2:])


def test_what_was_opened_within_the_hour_is_not_counted_again_and_stands_in_the_ledger(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch)
    office.allow(3)
    saved = [each.id for each in keep(office.anna, office.compartment(), *(note(f"n{i}") for i in range(4)))]
    for minutes in (0, 20, 40):
        at(monkeypatch, minutes=minutes)
        look_at(office.anna, saved[:2])
    assert [each.records for each in read(office.anna)[-4:-1] if each] == [tuple(saved[:2])] * 3
    look_at(office.anna, saved[1:3])  # one of them is new
    with pytest.raises(BeyondQuota):
        look_at(office.anna, saved[2:])
    at(monkeypatch, minutes=61)  # an hour after they were counted, not after they were last opened
    with pytest.raises(BeyondQuota):
        look_at(office.anna, saved)
    look_at(office.anna, saved[:2])


def test_a_clock_that_is_set_back_frees_no_quota_and_breaks_no_chain(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch)
    office.allow(2)
    saved = [each.id for each in keep(office.anna, office.compartment(), *(note(f"n{i}") for i in range(3)))]
    look_at(office.anna, saved[:2])
    for back in (timedelta(hours=2), timedelta(days=400)):
        at(monkeypatch, seconds=-back.total_seconds())
        with pytest.raises(BeyondQuota):
            look_at(office.anna, saved[2:])
    (later,) = keep(office.anna, office.compartment(), note("n3"))
    assert later.id
    with office.vault.store.read() as tx:
        assert ledger.verify(tx).seq == ledger.head(tx).seq
    times = [each.at for each in read(office.anna) if each]
    assert times != sorted(times)  # the order of the rows is that of the chain, and the step back shows
