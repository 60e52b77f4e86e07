"""Is every word that a list of the vault can show said in Korean too, and fits all on a terminal?"""

from __future__ import annotations

import re
from typing import get_args

from rich.cells import cell_len
from tests.cli.desk.terminal import Terminal, note

from waystation.cli.desk.spoken import WORDS
from waystation.domain.access import COMPARTMENT_KINDS, MEMBER_ROLES
from waystation.domain.case_record import CaseState
from waystation.domain.journey import JourneyState
from waystation.domain.kinds import KINDS
from waystation.kit.language import _, speaking

STATES = {*get_args(CaseState), *get_args(JourneyState)}
HANGUL = re.compile("[가-힣]")


def test_every_role_kind_and_state_is_said_in_korean() -> None:
    assert {*MEMBER_ROLES, *COMPARTMENT_KINDS, *KINDS, *STATES} <= set(WORDS)
    with speaking("ko"):
        assert [word for word in WORDS if not HANGUL.search(_(word))] == []


def test_the_vault_speaks_korean_and_keeps_to_80_columns(at_file: Terminal) -> None:
    case = at_file.compartment("강가의 가족, 다섯 사람, 할머니는 천천히 걸으신다")
    at_file.save(case, note("n1"))
    for words in (
        ("vault", "status"), ("member", "list"), ("compartment", "list"), ("record", "list"),
        ("exposure", "notices"), ("vault", "--help"), ("exposure", "--help"),
    ):  # fmt: skip
        ran = at_file.type(*words, *(() if "--help" in words else ("--lang", "ko")))
        assert ran.code == 0
        if "--help" not in words:
            assert HANGUL.search(ran.out), words
        wide = [
            line
            for line in ran.out.splitlines()
            if cell_len(line) > 80 and not re.search("[0-9a-f]{64}", line)
        ]
        assert wide == []
