"""How do the examples look as signed decisions, and how is a journey lived in these tests?"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from waystation.decisions.said import said as bytes_of
from waystation.domain.case import Case
from waystation.domain.decision_record import DecisionRecord, Opinion
from waystation.domain.group_record import GroupRecord
from waystation.domain.journey import JourneyStage
from waystation.domain.network import Network
from waystation.domain.route import Policy
from waystation.journey.begin import Signed, begin
from waystation.journey.hand_over import answer, confirm, offer
from waystation.journey.position import depart, reach
from waystation.journey.replan import Asked
from waystation.journey.solving import solve
from waystation.journey.underway import Underway, ahead
from waystation.plan.api import decide
from waystation.plan.load import load_case, load_network
from waystation.plan.stored import stored
from waystation.vault.session import Session
from waystation.vault.signing import sign_word

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def files(network: str, case: str) -> tuple[Network, Case]:
    return load_network(EXAMPLES / f"{network}.yaml"), load_case(EXAMPLES / f"{case}.yaml")


@cache
def policy(network: str, case: str) -> Policy:
    found = solve(*files(network, case))
    assert found is not None
    return found


@cache
def proposal(network: str, case: str) -> dict[str, Any]:
    """What is proposed for an example."""
    return stored(decide(*files(network, case), reasons=False))


def signed(record: DecisionRecord, *sessions: Session) -> DecisionRecord:
    """The decision, with the signed word of each of these members: go."""
    for each in sessions:
        word = Opinion(by=each.member_id, at=record.made_at, role=each.me.role, opinion="go", reason="so")
        word = word.model_copy(update={"signature": sign_word(each, bytes_of(record, word))})
        record = record.model_copy(update={"signatures": (*record.signatures, word)})
    return record


def decision(network: str, case: str) -> DecisionRecord:
    """A decision as it comes back from the vault: its proposal has been JSON."""
    known_network, known_case = files(network, case)
    return DecisionRecord(
        id="d1", case="c1", network="w1", made_at=known_network.start, state="go",
        proposal=proposal(network, case),
        known_network=known_network, known_case=known_case,
    )  # fmt: skip


def group(persons: int, key: str = "g1") -> GroupRecord:
    return GroupRecord(id=key, case="c1", members=tuple(f"p{number}" for number in range(1, persons + 1)))


def begun(network: str, case: str) -> Underway:
    """A journey as it stands when it has been signed."""
    signed = decision(network, case)
    houses = {
        each.id: f"house {each.id}" for each in signed.known_network.places if each.kind == "safe_house"
    }
    group_ = group(signed.known_case.group.persons)
    return begin("j1", Signed(signed, group_, houses), signed.known_network.start)


def next_stage(underway: Underway, group: str = "g1") -> JourneyStage:
    return ahead(underway.journey, group)[0]


def ride(underway: Underway, group: str = "g1") -> Underway:
    """Live the next stage: every hand-over offered, accepted and confirmed by the travellers' word."""
    stage = next_stage(underway, group)
    words = {}
    for end in ("pick_up", "hand_over"):
        if getattr(stage, end) is not None and getattr(stage, end).confirmed_at is None:
            underway, words[end] = offer(underway, stage.number, end, stage.depart)
            underway = answer(underway, stage.number, end, stage.depart, accepted=True)
    if "pick_up" in words:
        underway = said(underway, stage.number, "pick_up", words["pick_up"].word, stage.depart)
    underway = depart(underway, stage.number, stage.depart)
    if "hand_over" in words:
        return said(underway, stage.number, "hand_over", words["hand_over"].word, stage.arrive)
    return reach(underway, stage.number, stage.arrive)


def said(underway: Underway, number: int, end: str, word: str, at: datetime) -> Underway:
    given = confirm(underway, number, end, word, at, alone=True)  # type: ignore[arg-type]
    assert given.accepted
    return given.underway


def asked(network: Network, at: datetime, group: str = "g1", because: str = "asked") -> Asked:
    return Asked(group, at, because, network, {})


def later(at: datetime, hours: float) -> datetime:
    return at + timedelta(hours=hours)
