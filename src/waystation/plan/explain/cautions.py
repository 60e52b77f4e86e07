"""What would a wise colleague warn of? Cautions as sentences; an unknown code stands as it is."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from waystation.domain.decision import Caution
from waystation.kit.language import N_, _
from waystation.plan.explain.figures import hours, money, number, percent, persons
from waystation.plan.explain.names import Names, harm_text

_SAID = {
    "one_helper": N_("Everything hangs on one helper, {helper}: there is no other way to safety in time."),
    "betrayal_pays": N_("Betraying pays: the reward for this group is more than {helper} has to lose."),
    "house_long": N_("Used longer than it should be: {place}."),
    "house_full": N_("Fuller than is wise: {place}."),
    "no_way_back": N_("No way back from {place}: if the next leg fails for good, they are stuck."),
    "thin_experience": N_("The estimate for {about} rests on almost no experience."),
    "no_floor": N_("The organisation has set no floor, so no figure stops this decision. Set one first."),
    "left_behind": N_("Stays behind and may be punished for this departure: {about}."),
    "unknown_trait": N_("No leg, helper or hazard mentions the trait {about}. Is it spelled right?"),
    "identity_checks": N_("Identity checks on {leg}: papers and faces are looked at there."),
}
# Said as well where the engine gives all of its figures.
_FIGURES = {
    "one_helper": N_("He or she keeps faith with probability {integrity}."),
    "betrayal_pays": N_(
        "Reward {reward}, at stake {at_stake}. Hold back {holdback} until the group is confirmed safe; "
        "stage {stage} of the payments decides."
    ),
    "house_long": N_("{hours} there; its limit is {stay_max_hours}."),
    "house_full": N_("{persons} there; room for {capacity}."),
    "no_way_back": N_("They come there with probability {p}."),
    "thin_experience": N_("Between {low} and {high}, as far as anybody knows."),
    "left_behind": N_("{harm} with probability {p}. Told of it: {told}."),
    "identity_checks": N_("Probability of being taken: {p}."),
}
# Said once of all that it is about.
_JOINED = {
    "one_helper": N_(
        "Everything hangs on each of these helpers: {helper}. Without one there is no way to safety in time."
    ),
    "no_way_back": N_("No way back from: {place}. If the next leg fails for good, they are stuck."),
}
_ENDLESS = N_(
    "Reward {reward}, at stake {at_stake}. No hold-back makes honesty pay: look for another helper."
)
_PROBABILITIES = {"p", "p_safe", "integrity", "low", "high", "share", "gain"}
_MONEY = {"reward", "at_stake", "holdback", "amount", "cost", "fee"}
_HOURS = {"hours", "stay_max_hours"}
_WHOLE = {"persons", "capacity"}


def _figure(key: str, value: float, currency: str | None) -> str:
    if key in _PROBABILITIES:
        return percent(value)
    if key in _MONEY:
        return money(value, currency)
    if key in _HOURS:
        return hours(value)
    return persons(round(value)) if key in _WHOLE else number(value)


def _behind(about: str, names: Names) -> dict[str, str]:
    """Return what is known of a relative who stays."""
    for behind in names.case.left_behind:
        if behind.who == about:
            told = {True: N_("yes"), False: N_("no"), None: N_("not decided")}[behind.told]
            return {"harm": harm_text(behind.then), "told": _(told)}
    return {}


def _words(caution: Caution, names: Names) -> dict[str, str]:
    about, currency = caution.about, names.network.currency
    figures = {key: _figure(key, value, currency) for key, value in caution.figures.items()}
    words = {"helper": names.helper(about), "place": names.place(about), "leg": names.leg(about)}
    return {"about": names.word(about)} | words | figures | _behind(about, names)


def caution_text(caution: Caution, names: Names) -> str:
    """Return a caution in one or two sentences."""
    if caution.code not in _SAID:
        return f"{caution.code}: {names.word(caution.about)}" if caution.about else caution.code
    words = _words(caution, names)
    said = _(_SAID[caution.code]).format(**words)
    endless = caution.figures.get("holdback") == inf
    more = _ENDLESS if endless else _FIGURES.get(caution.code)
    if more is None:
        return said
    try:
        return f"{said} {_(more).format(**words)}"
    except KeyError:  # a figure of the second sentence was not given: the first one stands alone
        return said


def caution_texts(cautions: Sequence[Caution], names: Names) -> list[str]:
    """Return all cautions; those that say the same of several places or helpers become one."""
    texts = []
    for code in dict.fromkeys(caution.code for caution in cautions):
        alike = [caution for caution in cautions if caution.code == code]
        if code in _JOINED and len(alike) > 1:
            words = [_words(caution, names) for caution in alike]
            joined = {key: ", ".join(word[key] for word in words) for key in ("helper", "place")}
            texts.append(_(_JOINED[code]).format(**joined))
        else:
            texts += [caution_text(caution, names) for caution in alike]
    return texts
