"""Which houses, helpers, rules and observations does the invented office keep? Nobody in it is real."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from waystation.actions.acting import Desk
from waystation.actions.note_observation import note_observation
from waystation.actions.save_record import save_record
from waystation.actions.set_vetting_rules import set_vetting_rules
from waystation.domain.access import CompartmentKind
from waystation.domain.chance import Kept
from waystation.domain.helper_record import Availability, HelperRecord, VettingStep, Vouching
from waystation.domain.house import House, Nights
from waystation.domain.observation import Observation, Source
from waystation.domain.person import Contact, Name
from waystation.domain.vetting import RuleStep, VettingRules
from waystation.kit import clock
from waystation.vault.records import Draft

Shared = Callable[[Desk, CompartmentKind, str], str]
"""Makes a compartment that everybody holds whose role may."""
_NETWORK, _RULES = "family", "2026-1"


def make_ways(desk: Desk, shared: Shared) -> None:
    """Keep houses with nights, helpers at every stage of vetting, the rules, and what was observed."""
    today = clock.now().date()
    _houses(desk, shared(desk, "house", "Houses of the north"), today)
    helpers = shared(desk, "helper", "Helpers of the way of the family")
    steps = (
        RuleStep(step="met in person", days_valid=365),
        RuleStep(step="papers seen", roles=("driver", "officer")),
        RuleStep(step="safety talk", days_valid=180),
    )
    rules = VettingRules(id=_RULES, from_day=today.replace(month=1, day=1), vouchers=1, steps=steps)
    set_vetting_rules(desk, helpers, rules)
    drafts = [_helper(desk.session.member_id, today, *each) for each in _HELPERS]
    save_record(desk, helpers, drafts)
    for observation in _observations():
        note_observation(desk, _NETWORK, observation)


def _houses(desk: Desk, where: str, today: date) -> None:
    def nights(first: int, last: int, beds: int) -> Nights:
        return Nights(first=today + timedelta(days=first), last=today + timedelta(days=last), beds=beds)

    houses = (
        House(
            id="cn-house-ne", name="the yellow house", network=_NETWORK, place="cn-house-ne", country="CN",
            beds=7, hosts=("host-ne",), second_house="cn-house-ne-2", way_out="through the cellar",
            nights=(nights(0, 2, 5), nights(1, 1, 2)), stay_max_hours=96, worth=3,
        ),
        House(
            id="cn-house-ne-2", name="the house by the kiln", network=_NETWORK, place="cn-house-ne-2",
            country="CN", beds=7, hosts=("host-ne-2",), nights=(nights(3, 6, 4),), worth=2,
        ),
        House(
            id="vn-house", name="the house with the well", network=_NETWORK, place="vn-house", country="VN",
            beds=4, hosts=("host-vn",), closed_from=today + timedelta(days=9), worth=2,
        ),
    )  # fmt: skip
    save_record(desk, where, [Draft(each, each.name or each.id) for each in houses])


# Key, name, language, role, country, kept, and the days ago of the steps; what is not there was not taken.
_HELPERS: tuple[tuple[str, str, str, str, str, int, dict[str, int]], ...] = (
    ("host-ne", "Mrs Song", "ko", "host", "CN", 11, {"met in person": 200, "safety talk": 30}),
    ("host-ne-2", "Old Bai", "zh", "host", "CN", 4, {"met in person": 350, "safety talk": 170}),
    ("host-vn", "Mrs Hoa", "vi", "host", "VN", 7, {"met in person": 40}),
    ("driver-ne", "Li the carter", "zh", "driver", "CN", 14, {"met in person": 90, "safety talk": 90}),
)


def _helper(  # noqa: PLR0913, PLR0917  (a line of the table)
    member: str,
    today: date,
    key: str,
    name: str,
    language: str,
    role: str,
    country: str,
    kept: int,
    steps: dict[str, int],
) -> Draft:
    taken = [
        VettingStep(step=step, rules=_RULES, day=today - timedelta(days=ago), by=member, result="passed")
        for step, ago in steps.items()
    ]
    if role == "driver":
        week = today + timedelta(days=12)
        reason = "his papers are at the office of the county"
        taken.append(
            VettingStep(
                step="papers seen",
                rules=_RULES,
                day=today,
                by=member,
                result="exempt",
                expires=week,
                reason=reason,
            )
        )
    value = HelperRecord.model_validate(
        {
            "id": key,
            "names": (Name(text=name, language=language),),
            "role": role,
            "country": country,
            "languages": (language,),
            "contacts": (Contact(channel="call", address="000 000 000", allowed=True),),
            "networks": (_NETWORK,),
            "integrity": Kept(kept=kept, broken=0),
            "worth": 2.0,
            "vouched_by": (Vouching(by=member, day=today - timedelta(days=400), since="the first journey"),),
            "steps": tuple(sorted(taken, key=lambda each: each.day)),
            "available": (Availability(begin=today, end=today + timedelta(days=20)),),
        }
    )
    return Draft(value, name)


def _observations() -> tuple[Observation, ...]:
    evening = datetime.combine(clock.now().date(), time(), UTC) - timedelta(hours=6)
    return (
        Observation(
            id="river-tonight", about="condition", which="river-north", value=1.3, unit="m",
            half_life_hours=18,
            words="over the stepping stones", seen_at=evening,
            source=Source(kind="helper", who="driver-ne", trust=0.8),
        ),
        Observation(
            id="dogs", about="place", which="kp-bank", words="two men with a dog, at midnight",
            seen_at=evening - timedelta(hours=20), half_life_hours=72, source=Source(kind="guest"),
        ),
    )  # fmt: skip
