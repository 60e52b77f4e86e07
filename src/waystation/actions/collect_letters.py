"""How do letters from the door get into the vault, none twice, none lost, and no stranger's bytes in the way?

A letter is deleted when what it says is committed. Killed in between, it is found again and known by its id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from waystation.actions.acting import Desk, acting, opening, require
from waystation.actions.permissions import check_kind
from waystation.domain.case_record import CaseRecord
from waystation.domain.letter import IntakeLetter, Letter
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.letters.opening import DeskKeys, desk_keys, hint_of, open_letter
from waystation.letters.spool import Spool
from waystation.letters.taking import case_key, public_of, taken_in, title_of
from waystation.vault.doors import doors
from waystation.vault.faults import Conflict, NotAllowed
from waystation.vault.finding import of_kind
from waystation.vault.manifests import Compartment
from waystation.vault.records import Draft, Opened, open_records, save

VERB = N_("collect letters")
AT_ONCE = 500  # letters; what is left waits for the next time


@dataclass
class Collected:
    """What became of the letters."""

    new: list[str] = field(default_factory=list)
    """Records (ids) of requests that are new."""
    changed: list[str] = field(default_factory=list)
    """Records (ids) to which something was added, or whose answer was read."""
    aside: int = 0
    """How many were foreign, damaged or of a kind that is not known here."""
    left: int = 0
    """How many stay, because there were too many or a case was changed meanwhile: collect again."""
    old_key: bool = False
    """Whether the door still has an old key, and should be given the new one."""


@dataclass
class _Thread:
    """The letters of one requester, oldest first, and where they go."""

    compartment: str
    letters: list[tuple[str, Letter]] = field(default_factory=list)

    def folded(self, record: CaseRecord | None) -> tuple[CaseRecord | None, list[str]]:
        """Return the case with these letters in it, and the names of those that do not fit."""
        refused = []
        for name, letter in self.letters:
            try:
                record = taken_in(record, letter)
            except BadInput:
                refused.append(name)
        return record, refused


def collect_letters(desk: Desk, spool: Spool) -> Collected:
    """Take in what waits in a spool, and delete answers that are past their day.

    Raises NotAllowed, and BadInput without a door or a spool that can be read.
    """
    require(desk, VERB)
    check_kind(desk.session.me.role, "case", save=True)
    done = Collected()
    with opening(desk, VERB) as look:
        held = doors(look.session, look.tx)
    if not held:
        raise NotAllowed.to(_("door"), _("a member who was granted its compartment"))
    threads = _sorted(spool, held, done)
    known = {each.listed.key: each.id for each in of_kind(desk.session, "case") if each.listed.key in threads}
    _begin(desk, spool, {key: each for key, each in threads.items() if key not in known}, done)
    for key, record in known.items():
        _add(desk, spool, record, threads[key], done)
    return done


def _sorted(spool: Spool, held: Sequence[Compartment], done: Collected) -> dict[str, _Thread]:
    """Return the letters that can be opened by the key of their case; set the others aside."""
    boxes = {each.id: desk_keys(each.manifest.seeds) for each in held}
    names = list(spool.letters())
    spool.prepare()
    spool.forget(clock.now().date())
    done.left = max(0, len(names) - AT_ONCE)
    opened: defaultdict[tuple[str, str], list[tuple[str, Letter]]] = defaultdict(list)
    for name in names[:AT_ONCE]:
        try:
            compartment, letter = _opened(spool.read(name), boxes, done)
        except BadInput:
            done.aside += 1
            spool.set_aside(name)
            continue
        opened[case_key(public_of(letter) or ""), compartment].append((name, letter))
    threads: dict[str, _Thread] = {}
    for (key, compartment), letters in opened.items():
        threads.setdefault(key, _Thread(compartment)).letters += letters
    for thread in threads.values():
        thread.letters.sort(key=lambda each: (each[1].at, not isinstance(each[1], IntakeLetter)))
    return threads


def _opened(blob: bytes, boxes: Mapping[str, DeskKeys], done: Collected) -> tuple[str, Letter]:
    """Return the door that a letter came through, and the letter. Raises BadInput."""
    hint = hint_of(blob)
    for compartment, keys in boxes.items():
        if hint in keys.by_hint:
            letter = open_letter(keys, blob)
            if public_of(letter) is None:
                raise BadInput.at(
                    _("letter"), _("a kind that is taken in elsewhere"), _("one of a requester")
                )
            done.old_key |= hint != keys.newest
            return compartment, letter
    raise BadInput.at(_("letter"), _("no letter for this desk"), _("one sealed to its key"))


def _begin(desk: Desk, spool: Spool, threads: Mapping[str, _Thread], done: Collected) -> None:
    """Draft a case for every requester who is new, all in one transaction; then delete the letters."""
    drafts: defaultdict[str, list[Draft]] = defaultdict(list)
    names: list[str] = []
    for thread in threads.values():
        record, refused = thread.folded(None)
        _put_aside(spool, refused, done)
        names += [name for name, _letter in thread.letters if name not in refused]
        if record is not None:
            drafts[thread.compartment].append(Draft(record, title_of(record)))
    if not drafts:
        return
    with acting(desk, VERB) as work:
        saved = [each for where, some in drafts.items() for each in save(work, where, some)]
    done.new += [each.id for each in saved]
    spool.delete(names)


def _add(desk: Desk, spool: Spool, record: str, thread: _Thread, done: Collected) -> None:
    """Add letters to a case that is there. Where somebody has changed it meanwhile, they wait."""
    with opening(desk, VERB, [record]) as look:
        opened = open_records(look, [record])[0]
    before = opened.value
    if not isinstance(before, CaseRecord):
        return
    after, refused = thread.folded(before)
    if after is not None and after != before and not _saved(desk, opened, after):
        done.left += len(thread.letters)
        return
    if after != before:
        done.changed.append(record)
    _put_aside(spool, refused, done)
    spool.delete([name for name, _letter in thread.letters if name not in refused])


def _saved(desk: Desk, opened: Opened, value: CaseRecord) -> bool:
    try:
        with acting(desk, VERB) as work:
            save(work, opened.compartment, [Draft(value, opened.title, opened.id, opened.counter)])
    except Conflict:
        return False
    return True


def _put_aside(spool: Spool, names: Sequence[str], done: Collected) -> None:
    for name in names:
        spool.set_aside(name)
    done.aside += len(names)
