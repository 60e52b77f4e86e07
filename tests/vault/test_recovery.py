"""Who has lost the passphrase comes back by three of five after a day; and whoever says no ends it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from nacl.public import PrivateKey
from tests.vault.office import BURN, Office, credentials, keep, look_at, note

from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.vault.auditing import ledger_keys
from waystation.vault.burnfile import write_burn_secret
from waystation.vault.burning import burn
from waystation.vault.claims import new_claim, read_claim, recover, words_of_claim
from waystation.vault.faults import NotAllowed, WrongPassphrase
from waystation.vault.keys import Credentials
from waystation.vault.login import unlock
from waystation.vault.notices import notices
from waystation.vault.panic import throw_away_keys
from waystation.vault.recovery import Request, ask, entrust, help_with, requests, stop
from waystation.vault.removal import remove
from waystation.vault.session import Session
from waystation.vault.work import Task, writing

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TRUSTEES = ("Anna", "Ben", "Cho", "Dan", "Eva")
NEW = Credentials("mina", "another passphrase", BURN)


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.at = NOW

    def set(self, **offset: float) -> None:
        self.at = NOW + timedelta(**offset)


@pytest.fixture(autouse=True)
def hand(monkeypatch: pytest.MonkeyPatch) -> Clock:
    hand = Clock()
    monkeypatch.setattr(clock, "now", lambda: hand.at)
    return hand


def told(office: Office, name: str) -> str:
    """The newest notice that somebody sees who comes to the desk."""
    session = office.unlock(name)
    with office.vault.store.read() as tx:
        return notices(session, tx)[0].what


def with_mina(office: Office) -> str:
    """Mina, whose root five others hold together, has written something down and lost her passphrase."""
    for name in (*TRUSTEES[1:], "Mina"):
        office.join(name)
    mina = office.desks["Mina"]
    with writing(Task(mina, "entrust root")) as work:
        entrust(work, [office.desks[name].member_id for name in TRUSTEES])
    return keep(office.anna, office.compartment("Mina"), note("n1", "for Mina"))[0].id


def asked(office: Office, claim: PrivateKey, by: str = "Ben") -> Request:
    receiver = bytes(claim.public_key).hex()
    with writing(Task(office.desks[by], "ask recovery")) as work:
        return ask(work, office.desks["Mina"].member_id, receiver)


def helped(office: Office, request: Request, *names: str) -> Request:
    for name in names:
        with writing(Task(office.desks[name], "help recovery")) as work:
            request = help_with(work, request.id)
    return request


def test_three_of_five_bring_a_member_back_to_all_that_was_hers(office: Office, hand: Clock) -> None:
    record = with_mina(office)
    claim = PrivateKey.generate()
    request = asked(office, claim)
    hand.set(hours=24)
    assert not helped(office, request, "Eva", "Anna").done
    with pytest.raises(BadInput):
        recover(office.vault, claim, NEW)
    assert helped(office, request, "Cho").done
    mina = recover(office.vault, claim, NEW)
    assert look_at(mina, [record])[0].value == note("n1", "for Mina")
    assert unlock(office.vault, NEW).member_id == office.desks["Mina"].member_id
    with pytest.raises(WrongPassphrase):
        office.unlock("Mina")


@pytest.mark.parametrize("three", list(combinations(TRUSTEES, 3)))
def test_any_three_are_enough_and_none_is_needed(
    in_file: Office, hand: Clock, three: tuple[str, ...]
) -> None:
    with_mina(in_file)
    claim = PrivateKey.generate()
    request = asked(in_file, claim, by=three[0])
    hand.set(hours=25)
    assert helped(in_file, request, *reversed(three)).done
    recover(in_file.vault, claim, NEW)


def test_every_desk_is_told_and_nobody_can_help_before_a_day_has_passed(office: Office, hand: Clock) -> None:
    with_mina(office)
    request = asked(office, PrivateKey.generate())
    assert told(office, "Dan") == "recovery"
    hand.set(hours=23, minutes=59)
    with pytest.raises(BadInput, match="not over"):
        helped(office, request, "Anna")
    hand.set(hours=24)
    helped(office, request, "Anna")


def test_a_clock_that_is_set_back_does_not_shorten_the_day(in_file: Office, hand: Clock) -> None:
    with_mina(in_file)
    hand.set(hours=-48)  # whoever asks has set the clock back, and sets it right again afterwards
    request = asked(in_file, PrivateKey.generate())
    assert request.asked_at >= NOW
    hand.set(hours=1)
    with pytest.raises(BadInput, match="not over"):
        helped(in_file, request, "Anna")
    hand.set(hours=-30)  # set back while waiting: it only gets longer
    with pytest.raises(BadInput, match="not over"):
        helped(in_file, request, "Anna")


def test_whoever_says_no_ends_it_also_after_two_have_helped(office: Office, hand: Clock) -> None:
    with_mina(office)
    claim = PrivateKey.generate()
    request = asked(office, claim)
    hand.set(hours=30)
    helped(office, request, "Anna", "Ben")
    with writing(Task(office.desks["Dan"], "stop recovery")) as work:
        stop(work, request.id, "I have just spoken with her")
    with pytest.raises(BadInput, match="stopped"):
        helped(office, request, "Cho")
    with pytest.raises(BadInput):
        recover(office.vault, claim, NEW)
    assert told(office, "Eva") == "recovery stopped"
    with office.vault.store.read() as tx:
        (found,) = requests(office.anna, tx)
    assert found.stopped_why == "I have just spoken with her"
    request = asked(office, claim)  # what the two took off is gone with it
    hand.set(hours=60)
    assert not helped(office, request, "Cho").done


def test_nobody_helps_twice_and_nobody_who_is_no_trustee_helps(in_file: Office, hand: Clock) -> None:
    with_mina(in_file)
    in_file.join("Fred")
    request = asked(in_file, PrivateKey.generate())
    hand.set(hours=24)
    helped(in_file, request, "Anna")
    for name in ("Anna", "Fred", "Mina"):
        with pytest.raises(NotAllowed):
            helped(in_file, request, name)


def test_what_the_trustees_open_is_for_the_claim_alone(in_file: Office, hand: Clock) -> None:
    with_mina(in_file)
    claim = PrivateKey.generate()
    request = asked(in_file, claim)
    hand.set(hours=24)
    helped(in_file, request, "Anna", "Ben", "Cho")
    with pytest.raises(BadInput):
        recover(in_file.vault, PrivateKey.generate(), NEW)
    with pytest.raises(BadInput, match="handle"):
        recover(in_file.vault, claim, Credentials("somebody", "else", BURN))
    recover(in_file.vault, claim, NEW)
    with pytest.raises(BadInput):
        recover(in_file.vault, claim, NEW)


def test_who_was_removed_meanwhile_does_not_come_back(in_file: Office, hand: Clock) -> None:
    with_mina(in_file)
    request = asked(in_file, PrivateKey.generate())
    with writing(Task(in_file.anna, "remove member")) as work:
        remove(work, in_file.desks["Mina"].member_id)
    hand.set(hours=24)
    with pytest.raises(NotAllowed):
        helped(in_file, request, "Anna")


def test_who_chose_no_trustees_cannot_be_brought_back(in_file: Office) -> None:
    for name in ("Ben", "Mina"):
        in_file.join(name)
    with pytest.raises(BadInput, match="no trustees"):
        asked(in_file, PrivateKey.generate())


@pytest.mark.parametrize(("names", "needed"), [(("Anna",), 1), (("Anna", "Ben"), 3), (("Anna", "Mina"), 2)])
def test_one_alone_is_never_enough_and_nobody_trusts_herself(
    in_file: Office, names: tuple[str, ...], needed: int
) -> None:
    for name in ("Ben", "Mina"):
        in_file.join(name)
    with pytest.raises(BadInput), writing(Task(in_file.desks["Mina"], "entrust root")) as work:
        entrust(work, [in_file.desks[name].member_id for name in names], needed)


def test_two_trustees_who_read_the_ledger_do_not_open_a_root_by_it(in_file: Office) -> None:
    for name in ("Ben", "Mina"):
        in_file.join(name, "coordinator")
    ben, mina = in_file.desks["Ben"], in_file.desks["Mina"]
    with in_file.vault.store.read() as tx:
        before = ledger_keys(tx, in_file.anna, ben)
    with writing(Task(mina, "entrust root")) as work:
        entrust(work, [in_file.anna.member_id, ben.member_id], 2)
    with in_file.vault.store.read() as tx:
        assert ledger_keys(tx, in_file.anna, ben) == before


def test_a_claim_opens_with_its_own_passphrase_only(tmp_path: Path) -> None:
    receiver = new_claim(tmp_path / "claim", "seven words")
    assert bytes(read_claim(tmp_path / "claim", "seven words").public_key).hex() == receiver
    assert len(words_of_claim(receiver).split()) == 8
    assert words_of_claim(receiver) != words_of_claim(bytes(PrivateKey.generate().public_key).hex())
    with pytest.raises(BadInput):
        read_claim(tmp_path / "claim", "other words")
    with pytest.raises(BadInput):
        new_claim(tmp_path / "claim", "seven words")
    (tmp_path / "letter").write_text("dear friend")
    with pytest.raises(BadInput):
        read_claim(tmp_path / "letter", "seven words")


def panicked(office: Office, session: Session) -> None:
    with writing(Task(session, "panic")) as work:
        throw_away_keys(work)
    office.vault.store.tidy()


def test_after_panic_the_own_passphrase_opens_nothing_and_every_desk_knows(office: Office) -> None:
    with_mina(office)
    mina = office.unlock("Mina")  # with keys still in the inbox until now
    panicked(office, mina)
    with pytest.raises(WrongPassphrase):
        office.unlock("Mina")
    with pytest.raises(NotAllowed), writing(Task(mina, "save record")):
        pass
    assert told(office, "Ben") == "panic"
    with office.vault.store.read() as tx:
        for table, tag in (("keyrings", mina.root.keyring_tag), ("inbox", mina.root.inbox_tag)):
            assert not tx.rows(f"SELECT 1 FROM {table} WHERE tag = ?", (tag,))  # noqa: S608
    with pytest.raises(BadInput, match="no trustees"):
        asked(office, PrivateKey.generate())


def test_panic_throws_away_keys_that_have_just_come(in_file: Office) -> None:
    in_file.join("Ben")
    in_file.compartment("Ben")  # its key waits for Ben
    panicked(in_file, in_file.desks["Ben"])
    with in_file.vault.store.read() as tx:
        assert len(tx.rows("SELECT 1 FROM keyrings")) == 2  # Anna's own and her second
    with pytest.raises(WrongPassphrase):
        in_file.unlock("Ben")


def test_on_a_burned_vault_no_passphrase_opens_anything(office: Office, tmp_path: Path) -> None:
    secret = tmp_path / "burn"
    write_burn_secret(secret)
    assert burn(secret, office.vault) == (True, 0)
    assert not secret.exists()
    with pytest.raises(WrongPassphrase):
        office.unlock("Anna")


def test_burning_leaves_no_wrapped_key_in_the_database_or_beside_it(in_file: Office, tmp_path: Path) -> None:
    with_mina(in_file)
    rows = []
    with in_file.vault.store.read() as tx:
        for table in ("accounts", "keyrings", "inbox", "locks"):
            rows += [bytes(row[-1]) for row in tx.rows(f"SELECT * FROM {table}")]  # noqa: S608
    assert len(rows) > 10
    write_burn_secret(tmp_path / "burn")
    burn(tmp_path / "burn", in_file.vault)
    disk = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not [row for row in rows if row[40:80] in disk]


def test_a_burn_secret_is_overwritten_under_all_its_names(tmp_path: Path) -> None:
    secret, twin, link = tmp_path / "burn", tmp_path / "twin", tmp_path / "link"
    key = write_burn_secret(secret)
    twin.hardlink_to(secret)
    link.symlink_to(secret)
    assert burn(link).other_names == 1
    assert not link.is_symlink()
    assert not secret.exists()
    assert key.hex() not in twin.read_text()
    assert set(twin.read_bytes()) == {0}


def test_what_is_no_burn_secret_is_not_burned(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("dear friend")
    with pytest.raises(BadInput):
        burn(tmp_path / "letter")
    assert (tmp_path / "letter").read_text() == "dear friend"
    with pytest.raises(BadInput):
        burn(tmp_path / "nothing")


def test_without_its_own_burn_secret_a_passphrase_is_worth_nothing(in_file: Office) -> None:
    plain = credentials("Anna")
    for secret in (bytes(32), BURN[::-1]):
        with pytest.raises(WrongPassphrase):
            unlock(in_file.vault, Credentials(plain.handle, plain.passphrase, secret))
