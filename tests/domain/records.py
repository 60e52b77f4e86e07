"""What does a record of every kind look like, with most of its fields filled in?"""

from __future__ import annotations

from typing import Any

from tests.plan.written import case, network

from waystation.domain.kinds import record_of
from waystation.domain.record import Record

AT = "2026-03-02T18:00+09:00"
NAMES: list[Any] = [
    {"text": "강영실", "script": "Hang", "language": "ko"},
    {"text": "Kang Yong-sil", "use": "papers"},
]
AGREEMENT = {
    "purpose": "move",
    "given": True,
    "language": "ko",
    "asked_at": AT,
    "heard_alone": True,
    "case": "c1",
}
CONTACT = {"channel": "call", "address": "number on the wall", "allowed": True, "safe_hours": "after nine"}
STAGE = {
    "leg": "crossing",
    "origin": "A",
    "to": "H1",
    "persons": 5,
    "depart": AT,
    "arrive": AT,
    "helpers": ["bo"],
}

DATA: list[dict[str, Any]] = [
    {
        "kind": "person", "id": "p1", "keep_until": "2031-12-31", "names": NAMES, "born_from": 1943,
        "born_to": 1946, "sex": "female", "country": "KP", "languages": ["ko"], "traits": ["elderly"],
        "contacts": [CONTACT], "agreements": [AGREEMENT], "notes": ["n1"], "cases": ["c1"],
        "relatives": [{"relation": "daughter", "person": "p2", "whereabouts": "left_behind", "told": False}],
        "trafficking": {"looked_for": True, "indicators": ["debt"]},
    },
    {
        "kind": "group", "id": "g1", "case": "c1", "members": ["p1", "p2"], "traits": ["infant"],
        "came_from": ["g0"], "went_into": ["g2"], "house": "H1",
    },
    {
        "kind": "note", "id": "n1", "about": ["p1"], "case": "c1", "subject": "trafficking",
        "entries": [{"at": AT, "by": "m1", "text": "a man answers for her", "to_do": "hear her alone"}],
    },
    {
        "kind": "helper", "id": "bo", "names": NAMES, "person": "p3", "role": "broker", "country": "CN",
        "languages": ["zh", "ko-KP"], "contacts": [CONTACT], "networks": ["w1"],
        "integrity": {"kept": 14, "broken": 1}, "worth": 2, "effort_cost": 80, "future_value": 3000,
        "not_for": ["infant"], "vouched_by": [{"by": "m1", "day": "2026-01-01", "since": "school"}],
        "steps": [{"step": "met", "rules": "1", "day": "2026-01-01", "result": "passed",
                   "expires": "2027-01-01"}],
        "available": [{"begin": "2026-03-01", "end": "2026-03-09", "can": False}], "met": ["lin"],
        "marks": [{"at": AT, "reason": "did not call", "taken_back_at": AT,
                   "taken_back_reason": "phone broken"}],
    },
    {
        "kind": "vetting_rules", "id": "2026-1", "from_day": "2026-01-01", "vouchers": 2,
        "steps": [{"step": "met", "roles": ["broker", "guide"], "days_valid": 365}],
    },
    {
        "kind": "house", "id": "H1", "name": "the yellow one", "network": "w1", "place": "H1",
        "country": "CN", "address": "behind the mill", "beds": 6, "hosts": ["lin"], "stay_max_hours": 72,
        "found_per_day": 0.01,
        "nights": [{"first": "2026-03-03", "last": "2026-03-05", "beds": 5, "group": "g1"}],
        "worth": 3, "second_house": "H2", "way_out": "over the roof", "closed_from": "2026-09-01",
    },
    {
        "kind": "corridor", "id": "k1", "name": "east", "network": "w1", "countries": ["KP", "CN"],
        "legs": ["crossing", "train"], "helpers": ["bo"], "closed_from": "2027-01-01",
    },
    {"kind": "network", "id": "w1", "network": network()},
    {
        "kind": "observation", "id": "o1", "network": "w1", "about": "condition", "which": "river_level",
        "what": "level", "value": 1.25, "unit": "m", "words": "over the stones", "seen_at": AT, "told_at": AT,
        "source": {"kind": "helper", "who": "bo", "trust": 0.8}, "half_life_hours": 24,
    },
    {
        "kind": "case", "id": "c1", "state": "planned", "urgency": "urgent", "country": "KP", "opened_at": AT,
        "requester": {"name": "a daughter", "relation": "daughter", "language": "ko", "contacts": [CONTACT]},
        "persons": ["p1", "p2"], "groups": ["g1"], "network": "w1", "case": case(), "notes": ["n1"],
        "answers": [{"question": "danger_today", "answer": "no"}], "same_as": ["c0"],
        "steps": [{"at": AT, "state": "triaged", "by": "m1", "reason": "heard"}],
        "barred_seekers": ["an uncle"],
    },
    {
        "kind": "decision", "id": "d1", "case": "c1", "network": "w1", "made_at": AT,
        "proposal": {"kind": "decision", "verdict": "go", "p_safe": 0.95}, "known_network": network(),
        "known_case": case(), "floor": 0.8, "state": "go",
        "signatures": [{"by": "m1", "at": AT, "opinion": "go", "oral": True, "confirmed_at": AT}],
    },
    {
        "kind": "journey", "id": "j1", "case": "c1", "decision": "d1", "state": "moving", "groups": ["g1"],
        "stages": [
            {**STAGE, "number": 1, "departed_at": AT, "arrived_at": AT, "house": "H1",
             "hand_over": {"to": "lin", "offered_at": AT, "accepted_at": AT, "confirmed_at": AT}},
            {**STAGE, "number": 3}, {**STAGE, "number": 2, "group": "g1"},
        ],
        "check_ins": [{"number": 1, "stage": 1, "due": AT, "grace_minutes": 30, "came_at": AT,
                       "channel": "call"}],
        "incidents": [{"at": AT, "kind": "blocked", "stage": 1, "words": "nobody came"}],
        "arrivals": [{"persons": 2, "outcome": "unknown"}],
    },
    {
        "kind": "compromise", "id": "k9", "taken": "helper", "about": "bo", "at": AT, "by": "m1",
        "reason": "did not call", "seconds": 1.5, "planned": 1, "plans_made": 1,
        "items": [{"number": 1, "kind": "group", "whom": "g1", "deed": "new_plan", "persons": 5,
                   "journeys": ["j1"], "done_at": AT, "done_by": "m1"}],
    },
    {
        "kind": "payment", "id": "y1", "case": "c1", "journey": "j1", "stage": 1, "helper": "bo",
        "purpose": "hold_back", "amount": "1218.46", "currency": "USD", "state": "held", "due_at": AT,
        "approvals": [{"by": "m1", "at": AT}], "receipts": ["a1"], "words": "after the river",
    },
    {
        "kind": "tally", "id": "tally",
        "counts": [
            {"what": "payment", "year": 2026, "outcome": "fee", "currency": "USD", "number": 3,
             "amount": "4200.00"},
            {"what": "case", "country": "KP", "outcome": "arrived", "persons": 5},
        ],
    },
]  # fmt: skip


def one_of_each() -> list[Record]:
    """Return a record of every kind."""
    return [record_of({"schema": 1, **data}) for data in DATA]
