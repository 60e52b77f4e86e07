"""Preconditions, changes and what is lacking as sentences; an unknown code stands as it is."""

from __future__ import annotations

from collections.abc import Mapping

from waystation.decisions.changed import Changed
from waystation.decisions.standing import Lack, Standing
from waystation.domain.decision_record import Precondition
from waystation.kit.language import N_, _, many
from waystation.kit.shown import printable
from waystation.plan.explain.names import Names
from waystation.plan.explain.safeguards import missing_text

Called = Mapping[tuple[str, str], str]
"""The titles of records by kind and key, as far as a desk could open them."""

_KIND = {"helper": "helper", "house": "house", "corridor": "corridor"}
_MET = {
    "persons": N_("Everybody of the group has a record."),
    "consent": N_("{about} has agreed to this move."),
    "confirmed": N_("The consent of {about} is more than a spoken word."),
    "language": N_("{about} was asked in a language of her own ({detail})."),
    "heard_alone": N_("{about} was heard alone."),
    "child_heard_alone": N_("The child {about} was heard alone."),
    "guardian": N_("The child {about} has a guardian."),
    "best_interest": N_("It is written down why this is best for the child {about}."),
    "looked_for": N_("Signs of trafficking were looked for."),
    "indicator": N_("A protection officer has cleared a sign of trafficking: {about}, {detail}."),
    "debt": N_("A protection officer has cleared a debt: {about}, {detail}."),
    "file": N_("The case file is complete."),
    "caller": N_("The caller is verified, or no house of worth is met."),
    "helper": N_("{about} is vetted, today and on the day of leaving."),
    "house": N_("{about} is open and has beds."),
    "continuity": N_("A second desk holds a continuity pack."),
}
_UNMET = {
    "persons": N_("Only {detail} of the group have a record."),
    "confirmed": N_("{about} has only said yes aloud; it has to be confirmed."),
    "language": N_("{about} was asked in a language ({detail}) that is not noted as hers."),
    "heard_alone": N_("{about} has not been heard alone."),
    "child_heard_alone": N_("The child {about} has not been heard alone."),
    "guardian": N_("The child {about} has no guardian."),
    "best_interest": N_("It is not written down why this is best for the child {about}."),
    "looked_for": N_("Nobody has looked for signs of trafficking."),
    "indicator": N_(
        "A sign of trafficking is open: {about}, {detail}. A protection officer has to clear it."
    ),
    "debt": N_(
        "A debt stops the case: {about}, {detail}. Nobody may owe a helper; see a protection officer."
    ),
    "caller": N_("The caller is not verified, and the group would meet a house of worth: {detail}."),
    "corridor": N_("The corridor {about} is closed."),
    "continuity": N_(
        "No second desk holds a continuity pack: somebody who neither asked for this nor signs it."
    ),
}
_CONSENT = {
    "not asked": N_("{about} has not been asked."),
    "refused": N_("{about} has said no."),
    "withdrawn": N_("{about} has taken the consent back."),
}
_HELPER = {
    "marked": N_("{about} is marked: taken or turned, perhaps."),
    "denied": N_("{about} must not be asked."),
    "failed": N_("{about} has failed a step of vetting."),
    "incomplete": N_("{about} is not fully vetted. Missing: {missing}."),
    "away": N_("{about} is not available on the day."),
    "no record": N_("{about} has no record, so nobody has vetted him."),
    "no rules": N_("There are no rules of vetting, so {about} cannot be vetted."),
    "not seen": N_(
        "Whether {about} is vetted cannot be seen at this desk; somebody who may has to look today."
    ),
}
_HOUSE = {
    "marked": N_("{about} is marked."),
    "closed": N_("{about} is closed."),
    "full": N_("{about} has too few beds in the nights of the plan."),
    "no record": N_("{about} has no record, so nobody knows its beds."),
    "not seen": N_("Whether {about} is open cannot be seen at this desk."),
}
_DETAILED = {"consent": _CONSENT, "helper": _HELPER, "house": _HOUSE}
_LACKS: dict[Lack, str] = {
    "role": N_("One of those who sign has to be a coordinator or a protection officer."),
    "reason": N_("It is below the floor: everybody who signs go gives a written reason."),
    "dissent": N_("As many are against it as for it."),
    "way": N_("There is no way that reaches safety."),
}
_CHANGED = {
    "new": N_("{what} is new."),
    "gone": N_("{what} is gone."),
    "changed": N_("{what} has changed."),
    "withdrawn": N_("{what} has taken the consent back."),
    "marked": N_("{what} is marked."),
    "passed": N_("The hour of leaving has passed."),
}
_KINDS = {
    "network": N_("the network: {about}"),
    "place": N_("the place {about}"),
    "helper": N_("the helper {about}"),
    "condition": N_("the condition {about}"),
    "leg": N_("the leg {about}"),
    "case": N_("the case file: {about}"),
    "person": "{about}",
    "mark": "{about}",
}


def precondition_text(found: Precondition, names: Names, called: Called) -> str:
    """Return what is so or is not, with the names that this desk could see anyway."""
    if found.code == "file" and found.detail is not None:
        return missing_text(found.detail, names)
    detail = found.detail or ""
    word = detail.partition(":")[0]
    said = _MET if found.met else {**_UNMET, found.code: _unmet(found.code, word)}
    text = said.get(found.code) or found.code
    about = _("the case") if found.about is None else _about(found, names, called)
    missing = detail.partition(": ")[2]
    return _(text).format(about=about, detail=printable(detail, 120), missing=printable(missing, 120))


def _unmet(code: str, word: str) -> str:
    return _DETAILED.get(code, {}).get(word) or _UNMET.get(code) or code


def _about(found: Precondition, names: Names, called: Called) -> str:
    """Return a helper by his key, as plans do; everybody else by the title of the record."""
    key = found.about or ""
    if found.code == "helper":
        return names.helper(key)
    if found.code == "house":
        return names.place(key)
    return printable(called.get((_KIND.get(found.code, "person"), key)) or key, 80)


def change_text(change: Changed, called: Called) -> str:
    """Return what is otherwise than when it was proposed."""
    kinds = {"mark": ("helper", "house"), "person": ("person",)}.get(change.kind, ())
    title = next((called[kind, change.about] for kind in kinds if called.get((kind, change.about))), None)
    about = printable(title or change.about, 80)
    what = _(_KINDS[change.kind]).format(about=about) if change.kind in _KINDS else about
    text = _(_CHANGED[change.what]).format(what=what)
    return f"T{text[1:]}" if text.startswith("the ") else text


def lacks_text(standing: Standing) -> list[str]:
    """Return what the opinions lack for go."""
    said = []
    if "signatures" in standing.lacks:
        left = standing.needed - len(standing.go)
        said.append(
            many("{count} more signature for go.", "{count} more signatures for go.", left).format(count=left)
        )
    return said + [_(_LACKS[each]) for each in standing.lacks if each in _LACKS]
