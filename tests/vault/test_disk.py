"""What a disk tells to whoever takes it: how much there is, and nothing of whom or what."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

from tests.vault.office import BURN, Office, keep, look_at, note
from tests.vault.sound import TABLES, everything

from waystation.domain.access import MemberRole
from waystation.vault.compartments import create_compartment
from waystation.vault.store import BY_FORMAT
from waystation.vault.work import Task, reading, writing

SENTINELS = (
    *("Sokcho", "Kim Okja", "leaves at two"),
    *("Anna", "Benedict", "anna", "benedict", "case worker", "auditor", "a passphrase"),
)


def worked(office: Office) -> None:
    """Everything that an office does, with names in every field."""
    roles: dict[str, MemberRole] = {"Benedict": "coordinator", "Dia": "auditor", "Eva": "auditor"}
    for name, role in roles.items():
        office.join(name, role)
    here = office.compartment("Benedict", title="Kim Okja of Sokcho")
    (saved,) = keep(office.anna, here, note("Kim Okja", "the boat leaves at two from Sokcho"))
    with reading(Task(office.anna, "open record", "Kim Okja called"), [saved.id]):
        pass
    look_at(office.unlock("Benedict"), [saved.id])


def test_no_name_place_or_phrase_stands_in_any_file(in_file: Office) -> None:
    worked(in_file)
    files = [path for path in Path(in_file.where).parent.iterdir() if path.is_file()]
    assert {path.name for path in files} >= {"office.vault", "office.vault-wal"}
    for path in files:
        data = path.read_bytes()
        for word in SENTINELS:
            for encoding in ("utf-8", "utf-16-le"):
                assert word.encode(encoding) not in data, (word, path.name)


def test_no_key_stands_in_any_file(in_file: Office) -> None:
    worked(in_file)
    secrets = [BURN, in_file.anna.root.seed, in_file.anna.directory.tag_key]
    secrets += [bytes.fromhex(grant.key) for grant in in_file.anna.keys.values()]
    for path in Path(in_file.where).parent.iterdir():
        data = path.read_bytes()
        for secret in secrets:
            assert secret not in data
            assert secret.hex().encode() not in data


def test_the_tables_have_no_column_for_a_type_a_time_an_author_or_a_membership(office: Office) -> None:
    worked(office)
    for table, rows in everything(office.vault).items():
        for row in rows:
            strangers = [value for value in row if not isinstance(value, bytes | memoryview)]
            assert all(isinstance(value, int) or table == "meta" for value in strangers)
    tables = "".join(BY_FORMAT.values())
    assert "REFERENCES" not in tables
    assert set(TABLES) == {line.split()[2] for line in tables.splitlines() if line.startswith("CREATE TABLE")}


def test_the_rows_of_one_member_share_no_bytes(office: Office) -> None:
    worked(office)
    rows = everything(office.vault)
    own = [{bytes(row[0]) for row in rows[table]} for table in ("accounts", "keyrings", "quotas")]
    own.append({bytes(row[1]) for row in rows["inbox"]})
    assert all(not one & other for one, other in combinations(own, 2))
    assert all(len(each) >= 2 for each in own[:3])


def test_keyrings_look_alike_whether_they_hold_two_keys_or_a_hundred(office: Office) -> None:
    office.join("Ben")
    with writing(Task(office.anna, "create compartment")) as work:
        for number in range(98):
            create_compartment(work, "case", f"case {number}")
    assert {len(row[1]) for row in everything(office.vault)["keyrings"]} == {16 * 1024 + 104}


def test_every_account_has_two_slots_that_look_alike(office: Office) -> None:
    office.join("Ben")
    for _tag, salt, slots in everything(office.vault)["accounts"]:
        half = len(slots) // 2
        assert (len(salt), slots[:4], len(slots) % 2) == (16, slots[half : half + 4], 0)


def test_a_record_of_one_word_and_one_of_a_page_have_one_size(office: Office) -> None:
    one, two = keep(office.anna, office.compartment(), note("n1", "x"), note("n2", "x" * 300))
    sizes = {bytes(row[0]).hex(): len(row[3]) for row in everything(office.vault)["records"]}
    assert sizes[one.id] == sizes[two.id]


def test_the_vault_is_for_its_owner_alone(in_file: Office) -> None:
    worked(in_file)
    for path in Path(in_file.where).parent.iterdir():
        assert path.stat().st_mode & 0o077 == 0, path.name
