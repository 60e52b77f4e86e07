"""How do the published systems spell a syllable, with the surnames that everybody writes in his own way?

The eastern one is what comes through Hungarian, Polish, Czech and Lithuanian, marks left out.
"""

# ruff: noqa: INP001  (scripts, no package)
from __future__ import annotations

from itertools import product

from hangul import INITIALS, MEDIALS, parts

REVISED, NORTHERN, EASTERN = "revised", "northern", "eastern"
_INITIALS = {
    REVISED: "g kk n d tt r m b pp s ss - j jj ch k t p h".split(),
    NORTHERN: "k,g kk n t,d tt r,l,n m p,b pp s,sh ss - ch,j jj,tch ch k,kh t,th p,ph h".split(),
}
_MEDIALS = {
    REVISED: "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(),
    NORTHERN: "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i".split(),
}
_INITIALS[EASTERN] = (
    "k,g kk n t,d tt r,l,n m p,b pp s,sz,c ss,sz - c,ch,dz,cs,dzs,dj,zs cs,c c,cs,cz,ch k,kh t,th p,ph h,ch".split()
)
_MEDIALS[EASTERN] = (
    "a e,ae,a ja je o,e,u,a e jo,je,yo je o va,wa ve oe,ve,we jo u vo,wo ve vi,wi,ui ju u,y,e ui,i,yi i,y".split()
)
_ENDS = {"": "", "ㄱ": "k", "ㄴ": "n", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ng", "ㅎ": ""}
_FINALS = {
    REVISED: {final: [end] for final, end in _ENDS.items()},
    NORTHERN: {final: [end] for final, end in _ENDS.items()},
    EASTERN: {final: [end, end, end, f"{end}as"] for final, end in _ENDS.items()}
    | {"ㅇ": ["ng", "n", "ng", "nas"]},
}
_SURNAMES = {
    REVISED: """김 kim .97;이 lee .9 yi .06 i .02;박 park .93 bak .05;최 choi .9 choe .1;정 jeong .6 jung .35;강 kang .85 gang .15;
        조 cho .6 jo .4;임 lim .5 im .4;오 oh .9 o .1;신 shin .85 sin .15;권 kwon .85 gwon .15;안 ahn .6 an .4;유 yoo .6 yu .3 ryu .1;
        고 ko .6 go .4;문 moon .8 mun .2;우 woo .8 u .2;구 koo .5 gu .3 ku .2;노 noh .4 roh .4 no .2;주 joo .5 ju .5;허 heo .6 hur .2 huh .2;
        서 seo .8 suh .2;백 baek .7 paik .15 baik .1;윤 yoon .6 yun .4;전 jeon .7 jun .3;나 na .9 ra .1;엄 eom .6 um .4;천 cheon .7 chun .3;
        현 hyun .6 hyeon .4;여 yeo 1;염 yeom .8 yum .2;심 shim .7 sim .3;선 sun .5 seon .5;표 pyo 1;길 kil .5 gil .5;금 keum .5 geum .5;곽 kwak .8 gwak .2""",
    NORTHERN: """이 ri .7 li .2 yi .1;유 ryu .9 yu .1;임 rim .9 im .1;노 ro .9 no .1;나 ra .9 na .1;여 ryo .9 yo .1;염 ryom .9 yom .1;
        양 ryang .8 yang .2;육 ryuk 1;연 ryon .7 yon .3;용 ryong .8 yong .2""",
    EASTERN: "이 ri .5 li .5;유 rju .4 ju .3 liu .3;임 rim .6 im .4;노 ro .6 no .4;김 kim 1;박 pak 1;최 coj .3 choe .3 coi .2 cho .2",
}  # fmt: skip


def _own(system: str) -> dict[str, dict[str, float]]:
    rows = [line.split() for line in _SURNAMES[system].split(";")]
    return {row[0]: {s: float(p) for s, p in zip(row[1::2], row[2::2], strict=True)} for row in rows}


_OWN = {system: _own(system) for system in _SURNAMES}


def fixed(system: str, syllable: str, role: str) -> dict[str, float]:
    """Return the spellings of a syllable in a system."""
    if role == "S" and syllable in _OWN[system]:
        return _OWN[system][syllable]
    initial, medial, final = parts(syllable)
    begins = _INITIALS[system][INITIALS.index(initial)].split(",")
    middles = _MEDIALS[system][MEDIALS.index(medial)].split(",")
    ends = _FINALS[system].get(final, ["t"])
    found: dict[str, float] = {}
    for begin, middle, end in product(begins, middles, ends):
        spelling = ("" if begin == "-" else begin) + middle + end
        found[spelling] = found.get(spelling, 0.0) + 1.0 / (len(begins) * len(middles) * len(ends))
    return found
