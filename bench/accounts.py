"""Which accounts agree, however they put it, but for the contradictions that were planted in them?

Truth is drawn first: births, days, places, families. Each account then tells it in its own way: ages by
either count, days by either calendar or by the year, places nearer or farther, counts as ranges. A planted
claim says what cannot be. Ages and calendars are worked out here anew, by other formulas than the engine's.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from bench.people import Spellings, spell
from korean_lunar_calendar import KoreanLunarCalendar

from waystation.domain.accounts import Accounts

PLACES: dict[str, dict[str, tuple[str, ...]]] = {
    "KP": {"North Hamgyong": ("Hoeryong", "Onsong"), "Ryanggang": ("Hyesan",)},
    "China": {"Jilin": ("Yanji", "Tumen"), "Yunnan": ("Kunming",), "Liaoning": ("Shenyang",)},
    "Laos": {"Luang Namtha": ("Muang Sing",), "Bokeo": ("Huay Xai",)},
    "Thailand": {"Chiang Rai": ("Chiang Saen",)},
}
Dice = random.Random
Claim = dict[str, Any]


@dataclass
class Story:
    """What happened: people, and the day and place of events."""

    born: dict[str, date]
    names: dict[str, str]
    hangul: dict[str, str]
    family: dict[str, str]
    days: dict[str, date]
    places: dict[str, tuple[str, str, str]]
    sizes: dict[str, int]
    since: dict[str, date]
    planted: dict[str, str] = field(default_factory=dict)  # quote to the rule that must find it


def invent(spellings: Spellings, dice: Dice) -> Story:
    """Return a story."""
    people = [f"person {n}" for n in range(dice.randint(4, 7))]
    hangul = {
        who: spellings.surnames.draw(dice) + spellings.firsts.draw(dice) + spellings.seconds.draw(dice)
        for who in people
    }
    events = [f"event {n}" for n in range(dice.randint(3, 5))]
    return Story(
        born={who: date(1935, 1, 1) + timedelta(days=dice.randrange(27_000)) for who in people},
        names={who: spell(spellings, name, dice) for who, name in hangul.items()},
        hangul=hangul,
        family={who: dice.choice(("family A", "family B")) for who in people},
        days={what: date(2018, 1, 1) + timedelta(days=dice.randrange(1800)) for what in events},
        places={what: _place(dice) for what in events},
        since={who: date(1995, 1, 1) + timedelta(days=dice.randrange(7000)) for who in people},
        sizes={"family A": dice.randint(3, 9), "family B": dice.randint(3, 9)},
    )


def _place(dice: Dice) -> tuple[str, str, str]:
    country = dice.choice(tuple(PLACES))
    province = dice.choice(tuple(PLACES[country]))
    return country, province, dice.choice(PLACES[country][province])


def dated(day: date, dice: Dice) -> str:
    """Return a day as somebody tells it."""
    calendar = KoreanLunarCalendar()
    calendar.setSolarDate(day.year, day.month, day.day)
    leap = "leap " if calendar.isIntercalation else ""
    lunar = f"lunar {leap}{calendar.lunarYear}-{calendar.lunarMonth:02d}-{calendar.lunarDay:02d}"
    return dice.choice((str(day), f"{day:%Y-%m}", f"{day:%Y}", lunar, f"{day.year - 1}..{day:%Y-%m}"))


def aged(born: date, day: date, dice: Dice) -> Claim:
    """Return an age as somebody counts it on a day."""
    full = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    korean = day.year - born.year + 1
    way = dice.choice(("international", "korean", None))
    told = {} if dice.random() < 0.3 else {"when": str(day)}
    if way is None:
        return {"how_old": dice.choice((full, korean)), **told}
    return {"how_old": full if way == "international" else korean, "counting": way, **told}


def lasting(begun: date, written: date, dice: Dice) -> Claim:
    """Return since when or for how long something is so, as somebody tells it who writes on a day."""
    full = written.year - begun.year - ((written.month, written.day) < (begun.month, begun.day))
    return dice.choice(({"since": str(begun.year)}, {"since": f"{begun:%Y-%m}"}, {"for_years": full}))


def true_claim(story: Story, dice: Dice) -> Claim:
    """Return something true."""
    who, what = dice.choice(tuple(story.born)), dice.choice(tuple(story.days))
    family = dice.choice(tuple(story.sizes))
    size, depth = story.sizes[family], dice.randint(1, 3)
    kinds: tuple[Callable[[], Claim], ...] = (
        lambda: {"who": who, "what": what, **aged(story.born[who], story.days[what], dice)},
        lambda: {"who": who, "born": dated(story.born[who], dice)},
        lambda: {"what": what, "when": dated(story.days[what], dice)},
        lambda: {"what": what, "where": list(story.places[what][:depth])},
        lambda: {"who": who, "named": story.names[who]},
        lambda: {"who": who, "family": story.family[who]},
        lambda: {"who": who, "begun": story.since[who]},
        lambda: {"who": family, "how_many": dice.choice((size, [size - dice.randint(0, 2), size + 1]))},
        lambda: {"who": family, "members": [f"m{n}" for n in range(dice.randint(1, size))]},
    )
    return dice.choice(kinds)()


def false_claims(story: Story, spellings: Spellings, dice: Dice) -> tuple[str, Claim, Claim]:
    """Return a rule, something true and something false that it must find against it."""
    who, what = dice.choice(tuple(story.born)), dice.choice(tuple(story.days))
    family, born, day = dice.choice(tuple(story.sizes)), story.born[who], story.days[what]
    size, off = story.sizes[family], dice.choice((-1, 1)) * dice.randint(4, 9)
    other = "family B" if story.family[who] == "family A" else "family A"
    wrong = _moved(born, off)
    elsewhere = next(p for p in iter(lambda: _place(dice), None) if p[:2] != story.places[what][:2])
    again = spell(spellings, story.hangul[who], dice)
    this, that = {"who": who}, {"what": what}
    shifted, place = day + timedelta(days=40 * off), story.places[what]
    counted, many = {"who": family, "how_many": size}, size + abs(off)
    kinds: dict[str, tuple[Claim, Claim]] = {
        "age": ({**this, **that, **aged(born, day, dice)}, {**this, **that, **aged(wrong, day, dice)}),
        "age and birth": ({**this, "born": str(born)}, {**this, **aged(wrong, day, dice), "when": str(day)}),
        "born": ({**this, "born": str(born)}, {**this, "born": dated(wrong, dice)}),
        "date": ({**that, "when": str(day)}, {**that, "when": str(shifted)}),
        "place": ({**that, "where": list(place)}, {**that, "where": list(elsewhere)}),
        "count": (counted, {"who": family, "how_many": many}),
        "members": (counted, {"who": family, "members": [f"x{n}" for n in range(many)]}),
        "since": ({**this, "begun": story.since[who]}, {**this, "begun": _moved(story.since[who], off)}),
        "family": ({**this, "family": story.family[who]}, {**this, "family": other}),
    }
    if again.casefold() != story.names[who].casefold():
        kinds["spelling"] = ({"who": who, "named": story.names[who]}, {"who": who, "named": again})
    rule = dice.choice(tuple(kinds))
    return rule, *kinds[rule]


def _moved(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, 28))


def account_set(spellings: Spellings, seed: int) -> tuple[Accounts, Story]:
    """Return accounts of one story, with up to four contradictions planted."""
    dice = Dice(seed)
    story, number = invent(spellings, dice), 0
    told: list[list[Claim]] = [[] for _ in range(dice.randint(3, 5))]
    written = [date(2023, 1, 1) + timedelta(days=dice.randrange(700)) for _ in told]

    def tell(claim: Claim, place: int) -> str:
        nonlocal number
        number += 1
        begun = claim.pop("begun", None)
        claim |= lasting(begun, written[place], dice) if begun else {}
        quote = f"the words of claim {number}"
        told[place].append({"quote": quote, **claim})
        return quote

    for _ in range(dice.randint(12, 40)):
        tell(true_claim(story, dice), dice.randrange(len(told)))
    for _ in range(dice.randint(1, 4)):
        rule, true, false = false_claims(story, spellings, dice)
        first, second = dice.sample(range(len(told)), 2)
        tell(true, first)
        story.planted[tell(false, second)] = rule
    listed = [
        {"id": f"account {n}", "written": str(written[n]), "claims": claims} for n, claims in enumerate(told)
    ]
    return Accounts.model_validate({"waystation": 1, "fictional": True, "accounts": listed}), story
