"""Whatever is lost, recovered, handed over, backed up or burned: the plain model still says what opens."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest
from hypothesis.stateful import precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run
from nacl.public import PrivateKey
from tests.vault import test_machine as base
from tests.vault.office import BURN, credentials
from tests.vault.postgres import new_schema

from waystation.actions.acting import Desk
from waystation.actions.make_bundle import make_bundle
from waystation.actions.take_in_bundle import take_in_bundle
from waystation.domain.record import Record
from waystation.kit import clock
from waystation.vault.accounts import change_slot
from waystation.vault.backup import back_up
from waystation.vault.burnfile import read_burn_secret, write_burn_secret
from waystation.vault.burning import burn
from waystation.vault.claims import recover
from waystation.vault.faults import WrongPassphrase
from waystation.vault.keys import Credentials
from waystation.vault.panic import throw_away_keys
from waystation.vault.recovery import ask, entrust, help_with
from waystation.vault.removal import remove
from waystation.vault.restore import drill
from waystation.vault.work import Task, writing


@contextmanager
def clock_at(at: datetime) -> Iterator[None]:
    with mock.patch.object(clock, "now", return_value=at):
        yield


class Machine(base.Machine):
    """The same office; now things are lost, too."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=type(self).beside()))

    @staticmethod
    def beside() -> Path:
        """Where backups and bundles go."""
        raise NotImplementedError

    @precondition(lambda self: len(self.members) > 2)
    @rule(number=base.pick)
    def forget_a_passphrase(self, number: int) -> None:
        """A member loses the passphrase; all but one of the others bring the member back."""
        name = self.someone(number, self.members)
        desks = {each: self.office.desks[each] for each in sorted(self.members)}
        others = [each for each in desks if each != name]
        needed = max(2, len(others) - 1)
        with writing(Task(desks[name], "entrust root")) as work:
            entrust(work, [desks[each].member_id for each in others], needed)
        claim = PrivateKey.generate()
        with writing(Task(desks[others[0]], "ask recovery")) as work:
            request = ask(work, desks[name].member_id, bytes(claim.public_key).hex())
        with clock_at(request.open_from):
            for each in others[-needed:]:
                with writing(Task(desks[each], "help recovery")) as work:
                    help_with(work, request.id)
        plain = credentials(name)
        self.office.desks[name] = recover(
            self.office.vault, claim, Credentials(plain.handle, "a new one", BURN)
        )
        with pytest.raises(WrongPassphrase):
            self.office.unlock(name)
        session = self.office.desks[name]
        with writing(Task(session, "change passphrase")) as work:
            change_slot(work.tx, self.office.vault.id, plain, (session.member_id, session.root))
        self.written += 1 + 1 + needed + 2 + 1

    @precondition(lambda self: any(case.records for case in self.cases.values()) and len(self.members) > 1)
    @rule(number=base.pick, whom=base.pick)
    def hand_over(self, number: int, whom: int) -> None:
        """A record goes to another member in a bundle: it is there, or is shown beside what is there."""
        full = [case for case in self.cases.values() if case.records]
        case = full[number % len(full)]
        identity, value = list(case.records.items())[number % len(case.records)]
        by = self.someone(number, case.holders)
        to = self.someone(whom, self.members - {by})
        held = {k: v for each in self.cases.values() if to in each.holders for k, v in each.records.items()}
        path, session = self.folder / secrets.token_hex(4), self.office.desks[to]
        # Recoveries have let days pass, as far as the records tell.
        make_bundle(
            Desk(self.office.desks[by]), path, [identity], [session.member_id], lasts=timedelta(days=90)
        )
        taken = take_in_bundle(Desk(session), path)
        self.written += 2 + 3
        named = {k: v for k, v in held.items() if v.id == value.id}
        there = held.get(identity) or (next(iter(named.values())) if len(named) == 1 else None)
        sizes = len(taken.new), len(taken.same), len(taken.differing)
        assert sizes == ((1, 0, 0) if there is None else (0, 1, 0) if there == value else (0, 0, 1))
        if taken.new:
            self._copied(to, taken.new[0], value)

    def _copied(self, to: str, identity: str, value: Record) -> None:
        """Write into the model that somebody has a record in a compartment of his own now."""
        with self.office.vault.store.read() as tx:
            ((where,),) = tx.rows("SELECT compartment FROM records WHERE id = ?", (bytes.fromhex(identity),))
        self.cases[bytes(where).hex()] = base.Case({to}, {identity: value})

    @precondition(lambda self: len(self.members) > 2)
    @rule(number=base.pick)
    def panic(self, number: int) -> None:
        """A member throws the own keys away; another one removes what is left of him."""
        gone = self.someone(number, self.members - {"Anna"})
        by = self.someone(number, self.members - {gone})
        with writing(Task(self.office.desks[gone], "panic")) as work:
            throw_away_keys(work)
        with pytest.raises(WrongPassphrase):
            self.office.unlock(gone)
        with writing(Task(self.office.desks[by], "remove member")) as work:
            remove(work, self.office.desks[gone].member_id)
        self.lost[gone] = {each for each, case in self.cases.items() if {by, gone} <= case.holders}
        self.members.remove(gone)
        self.removed.add(gone)
        for identity, case in list(self.cases.items()):
            case.holders.discard(gone)
            if not case.holders:
                del self.cases[identity]
        self.written += 2

    @rule(number=base.pick)
    def copy_out(self, number: int) -> None:
        """Somebody backs up, each into the own chain; what the model says is in it opens from it."""
        name = self.someone(number, self.members)
        session = self.office.desks[name]
        back_up(session, self.folder / name, [], datetime(2026, 1, 1, tzinfo=UTC))
        found = drill(session, self.folder / name)
        own = sum(len(case.records) for case in self.cases.values() if name in case.holders)
        all_there = sum(len(case.records) for case in self.cases.values())
        assert found.behind == 0
        assert found.opened >= own
        assert found.sealed >= all_there - own

    def teardown(self) -> None:
        """At the end of every history the vault burns."""
        if self.written:
            secret = self.folder / "burn"
            write_burn_secret(secret)
            assert len(read_burn_secret(secret)) == len(BURN)
            assert burn(secret, self.office.vault).keys
            for name in self.members | self.removed:
                with pytest.raises(WrongPassphrase):
                    self.office.unlock(name)
            with self.office.vault.store.read() as tx:
                for table in ("accounts", "keyrings", "inbox", "locks", "sessions"):
                    assert tx.rows(f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608
        super().teardown()


def machine(place: Callable[[], str | Path], beside: Path) -> type[Machine]:
    return type(
        "MachineThere", (Machine,), {"place": staticmethod(place), "beside": staticmethod(lambda: beside)}
    )


def test_everybody_opens_what_the_model_says_whatever_is_lost_in_a_file(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    def here() -> Path:
        return Path(tempfile.mkdtemp(dir=tmp_path)) / "v.vault"

    run(machine(here, tmp_path), settings=base.sized(request))


def test_everybody_opens_what_the_model_says_whatever_is_lost_on_postgresql(
    request: pytest.FixtureRequest, postgres: str, tmp_path: Path
) -> None:
    def there() -> str:
        return new_schema(postgres, f"l{secrets.token_hex(6)}")

    run(machine(there, tmp_path), settings=base.sized(request))
