"""How is the invented office made: its members, its cases from the examples, who may open what?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from waystation.actions.acting import Desk
from waystation.actions.create_compartment import create_compartment
from waystation.actions.grant_compartment import grant_compartment
from waystation.actions.permissions import COMPARTMENTS, table
from waystation.actions.save_record import save_record
from waystation.actions.sponsor_member import sponsor_member
from waystation.domain.access import CompartmentKind, MemberRole
from waystation.domain.case import Case
from waystation.domain.case_record import CaseRecord, CaseState, NetworkRecord, Requester, Urgency
from waystation.domain.kinds import record_of
from waystation.domain.network import Network
from waystation.kit import clock
from waystation.kit.language import _
from waystation.plan.load import load_case, load_network
from waystation.vault.founding import create
from waystation.vault.keys import Credentials
from waystation.vault.login import unlock
from waystation.vault.members import apply, write_organisation
from waystation.vault.records import Draft
from waystation.vault.session import Session
from waystation.vault.work import Task, writing
from waystation.web.demo.cast import CAST, ORGANISATION
from waystation.web.demo.deciding import give_decisions
from waystation.web.demo.door import keep_door
from waystation.web.demo.intake import take_in
from waystation.web.demo.journeys import live_journeys
from waystation.web.demo.money import spend
from waystation.web.demo.under_way import under_way
from waystation.web.demo.ways import make_ways

Passphrases = Mapping[str, str]


@dataclass(frozen=True)
class Story:
    """A documented journey, and how far its case has come."""

    folder: str
    title: str
    state: CaseState
    urgency: Urgency
    relation: str
    case_file: str = "case.yaml"
    verified: bool = True
    """Whether the caller knew what only the real one knows."""


STORIES = (
    Story("family", "Grandmother, parents, two young daughters", "triaged", "urgent", "cousin"),
    Story("son", "A young man whose mother asks from Seoul", "requested", "normal", "mother"),
    Story("fisherman", "Four who set out over the lagoon", "requested", "urgent", "self"),
    Story("orphans", "Children who lost their parents", "requested", "emergency", "teacher", "day-1.yaml"),
    Story("two-women", "Two women in one flat", "requested", "emergency", "self"),
    Story("sister", "A sister who stayed", "triaged", "normal", "brother"),
    Story("elder-sister", "An elder sister, sold once", "requested", "urgent", "sister", verified=False),
    Story("sold", "A woman who was sold", "triaged", "emergency", "neighbour"),
)

_AN_HOUR = 5_000  # records

MONEY: tuple[tuple[CompartmentKind, str], ...] = (("money", "Money of the office"), ("corridor", "East"))


def make_office(
    where: str | Path, burn: bytes, passphrases: Passphrases, examples: Path, beside: Path | None = None
) -> None:
    """Make the vault of the office: `passphrases` by handle, `examples` the folder of the stories.

    `beside`: the folder of the door and of the watch's key; otherwise that of the vault's file.
    """
    first, *others = CAST
    beside = beside or Path(where).parent
    founder = create(
        where,
        ORGANISATION,
        (first.name, first.role),
        Credentials(first.handle, passphrases[first.handle], burn),
    )
    with closing(founder.vault):
        _open_more(founder)
        desks = {first.handle: Desk(founder)}
        for member in others:
            login = Credentials(member.handle, passphrases[member.handle], burn)
            desks[member.handle] = _join(desks, member.name, member.role, login)
        for story in STORIES:
            _tell(desks[first.handle], story, examples / story.folder)
        _belongings(desks[first.handle], examples / "vault")
        make_ways(desks[first.handle], shared)
        purse, corridor = (shared(desks[first.handle], kind, title) for kind, title in MONEY)
        spend(desks, purse, corridor, examples)
        keep_door(desks[first.handle], _holders(founder, "door"), beside / "door")
        take_in(desks)
        under_way(desks[first.handle], beside, partial(shared, desks[first.handle], "journey"))
        give_decisions(desks)
        live_journeys((desks["haneul"], desks["bora"]), examples, shared)


def _open_more(founder: Session) -> None:
    """Let each member open more in an hour than elsewhere: whoever tries the desk looks at everything."""
    with writing(Task(founder, "create vault")) as work:
        us = founder.directory.organisation
        write_organisation(work, us.model_copy(update={"openings_per_hour": _AN_HOUR}))


def _join(desks: Mapping[str, Desk], name: str, role: MemberRole, login: Credentials) -> Desk:
    """Let somebody in; the first two vouch."""
    sponsors = list(desks.values())[:2]
    application = apply(sponsors[0].session.vault, name, role, login)
    for sponsor in sponsors:
        sponsor_member(sponsor, application)
    return Desk(unlock(sponsors[0].session.vault, login))


def _tell(desk: Desk, story: Story, folder: Path) -> None:
    """Keep one documented journey: its network, and its case."""
    network, case = load_network(folder / "network.yaml"), load_case(folder / story.case_file)
    ways = shared(desk, "corridor", f"Network of: {story.title}")
    save_record(desk, ways, [Draft(NetworkRecord(id=story.folder, network=network), story.title)])
    about = shared(desk, "case", story.title)
    save_record(desk, about, [Draft(_record(story, network, case), story.title)])


def _record(story: Story, network: Network, case: Case) -> CaseRecord:
    asked = clock.now() - timedelta(hours=7)
    places = {place.id: place for place in network.places}
    return CaseRecord(
        id=story.folder,
        state=story.state,
        urgency=story.urgency,
        country=_country(places[case.from_].country),
        opened_at=asked,
        requester=Requester(
            relation=story.relation, language="ko", verified_at=asked if story.verified else None
        ),
        network=story.folder,
        case=case,
    )


def _country(code: str | None) -> str | None:
    return code if code and len(code) == 2 and code.isupper() else None  # noqa: PLR2004


def shared(desk: Desk, kind: CompartmentKind, title: str) -> str:
    """Make a compartment that everybody holds whose role may."""
    made = create_compartment(desk, kind, title).id
    me = desk.session.member_id
    for member in _holders(desk.session, kind):
        if member != me:
            grant_compartment(desk, made, member)
    return made


def _holders(session: Session, kind: CompartmentKind) -> Iterator[str]:
    marks = table(COMPARTMENTS)[kind]
    return (each.id for each in session.directory.members.values() if marks[each.role] == "h")


def _belongings(desk: Desk, folder: Path) -> None:
    """Keep the invented helper, house and persons."""
    parts: tuple[tuple[CompartmentKind, str], ...] = (("case", "family.json"), ("helper", "driver.json"))
    for kind, name in parts:
        made = json.loads((folder / name).read_text(encoding="utf-8"))
        some = made if isinstance(made, list) else [made]
        where = shared(desk, kind, _("Invented belongings"))
        save_record(desk, where, [Draft(record_of(each["record"]), each.get("title", "")) for each in some])
