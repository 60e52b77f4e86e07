"""How do the check-ins of a journey come into the watch's table, and out of it, in the desk's transaction?

Everything that the watch gets follows from the journey's record and the compartment's secret, so it can be
made again whenever the record changes: `arm` brings the table to what the record says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from waystation.domain.journey import Channel, CheckIn, Journey, JourneyStage, JourneyWatch
from waystation.domain.person import Person
from waystation.domain.watch import OPEN, Expected, WatchPost
from waystation.journey import channels
from waystation.journey.checkins import waiting
from waystation.journey.knowing import ALARM, MOST, group_id, numbers, row_id, token, with_seed
from waystation.journey.post import handle_of, the_post
from waystation.journey.rows import Watched, drop_rows, put_rows, rounded, rows_by_id
from waystation.journey.service import public_of, seal_to
from waystation.journey.words import GroupWords, proofs, words_of
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.keys import derive
from waystation.vault.tags import short, tag
from waystation.vault.work import Work

_ENOUGH = 16  # letters of a public key that tell secrets apart
Persons = Mapping[str, Sequence[Person]]
"""By the key of a group: who is in it. Only asked for where check-ins may come from outside."""


class Armed(NamedTuple):
    """What has to be told to the travellers, by word of mouth."""

    words: dict[str, GroupWords]
    """By group, "" where the journey has but one."""
    links: dict[int, str]
    """By the number of a check-in: the token of its one-tap link, where links are allowed."""


class _Maker(NamedTuple):
    """What the rows of one journey are made with."""

    seeds: tuple[str, ...]
    identity: str
    code: str
    journey: Journey
    how: JourneyWatch
    post: WatchPost
    persons: Persons

    @property
    def seed(self) -> str:
        """The newest secret of the compartment."""
        return self.seeds[0]

    def stage(self, each: CheckIn) -> JourneyStage | None:
        """Return the stage of a check-in."""
        return next((stage for stage in self.journey.stages if stage.number == each.stage), None)


def arm(work: Work, place: tuple[str, str], journey: Journey, persons: Persons | None = None) -> Armed:
    """Bring the watch's table to what a journey's record says; `place`: the ids of record and compartment.

    What has come from outside and was not taken in yet stays. Raises BadInput where the journey is not to be
    watched, or nobody would be told.
    """
    identity, compartment = place
    how, post = _how(journey), the_post(work.session, work.tx)
    handle = handle_of(post, how.ladder)
    seeds = with_seed(work, compartment).manifest.seeds
    code = short(tag(work.session, "record", identity))
    maker = _Maker(seeds, identity, code, journey, how, post, persons or {})
    there = rows_by_id(work.tx, numbers(seeds, identity))
    wanted = {row_id(seeds[0], identity, each.number): each for each in waiting(journey.check_ins)}
    alarm = row_id(seeds[0], identity, ALARM)
    drop_rows(work.tx, [each for each, row in there.items() if _is_old(row, wanted.keys() | {alarm})])
    rows = [
        _kept(_row(maker, each, handle), there.get(name))
        for name, each in wanted.items()
        if name not in there or there[name].state in OPEN
    ]
    put_rows(work.tx, rows)
    return Armed(all_words(seeds, identity, journey), _links(maker))


def begun(work: Work, compartment: str, journey: Journey, how: JourneyWatch) -> Journey:
    """Return a journey that is to be watched like this, to be saved and armed; its words stay as they are."""
    newest = public_of(with_seed(work, compartment).manifest.seeds[0])[:_ENOUGH]
    before = journey.watch
    known = before.secret if before is not None and before.language == how.language else None
    return journey.model_copy(update={"watch": how.model_copy(update={"secret": known or newest})})


def disarm(work: Work, place: tuple[str, str]) -> None:
    """Watch a journey no longer: nothing that was expected is expected any more."""
    identity, compartment = place
    ids = numbers(work.compartment(compartment).manifest.seeds, identity)
    drop_rows(work.tx, [each for each, row in rows_by_id(work.tx, ids).items() if row.state in OPEN])


def all_words(seeds: Sequence[str], identity: str, journey: Journey) -> dict[str, GroupWords]:
    """Return the words of every group of a journey, from the secrets of its compartment."""
    groups = dict.fromkeys(stage.group or "" for stage in journey.stages) or {"": None}
    return {each: words_for(seeds, identity, journey, each) for each in groups}


def words_for(seeds: Sequence[str], identity: str, journey: Journey, group: str) -> GroupWords:
    """Return the words of one group of a journey."""
    how = _how(journey)
    return words_of(_secret(seeds, how), identity, group, how.language)


def _secret(seeds: Sequence[str], how: JourneyWatch) -> str:
    """Return the secret that the words follow from."""
    found = (seed for seed in seeds if how.secret and public_of(seed).startswith(how.secret))
    return next(found, seeds[0])


def _how(journey: Journey) -> JourneyWatch:
    if journey.watch is None:
        raise BadInput.at(
            "journey", _("one that nobody asked to be watched"), _("arming its check-ins first")
        )
    if max((each.number for each in journey.check_ins), default=0) > MOST:
        raise BadInput.at(
            "check-ins", _("more than {count} for one journey").format(count=MOST), _("a slower rhythm")
        )
    return journey.watch


def _is_old(row: Watched, wanted: set[bytes]) -> bool:
    return row.id not in wanted and row.state in OPEN


def _kept(row: Watched, before: Watched | None) -> Watched:
    """Return a row with what was told and acknowledged of it, where its time has not changed."""
    if before is None or before.due != row.due:
        return row
    return row._replace(state=before.state, told=before.told, acknowledged=before.acknowledged)


def _row(maker: _Maker, each: CheckIn, handle: bytes) -> Watched:
    expected = _expected(maker, each)
    identity = row_id(maker.seed, maker.identity, each.number)
    blob = seal_to(bytes.fromhex(maker.post.public), expected)
    return Watched(identity, rounded(each.due), "waiting", handle, blob=blob)


def _expected(maker: _Maker, each: CheckIn) -> Expected:
    stage = maker.stage(each)
    group = (stage.group if stage else None) or ""
    words = words_for(maker.seeds, maker.identity, maker.journey, group)
    salt = derive(bytes.fromhex(maker.seed), f"check-in salt {maker.identity} {each.number}").hex()
    remote = _remote(maker, stage)
    link = token(maker.seed, maker.identity, each.number) if _linked(remote) else ""
    return Expected(
        code=maker.code,
        due=each.due,
        grace_minutes=each.grace_minutes,
        early_minutes=maker.how.early_minutes,
        group=group_id(maker.seed, maker.identity, group),
        alarm=row_id(maker.seed, maker.identity, ALARM).hex(),
        report=public_of(maker.seed),
        proofs=proofs(salt, words, remote, link),
    )


def _remote(maker: _Maker, stage: JourneyStage | None) -> tuple[tuple[Channel, str], ...]:
    if stage is None or not maker.how.remote:
        return ()
    persons = maker.persons.get(stage.group or "", ())
    return channels.senders(persons, stage.country, maker.post.channels)


def _linked(remote: Sequence[tuple[Channel, str]]) -> bool:
    return any(channel == "link" for channel, _address in remote)


def _links(maker: _Maker) -> dict[int, str]:
    return {
        each.number: token(maker.seed, maker.identity, each.number)
        for each in waiting(maker.journey.check_ins)
        if _linked(_remote(maker, maker.stage(each)))
    }
