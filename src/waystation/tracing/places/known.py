"""Under which names do countries and the provinces of North Korea go, and how many people live there?

Shares of the population are those of the census of the DPRK of 2008 (Central Bureau of Statistics, 2009).
"""

from __future__ import annotations

from types import MappingProxyType

_COUNTRIES = {
    "kp": ("kp", "dprk", "north korea", "democratic peoples republic of korea", "북한", "조선", "북조선",
           "조선민주주의인민공화국", "chosun", "choson", "朝鲜"),
    "kr": ("kr", "rok", "south korea", "republic of korea", "한국", "남한", "대한민국", "남조선", "韩国"),
    "cn": ("cn", "china", "prc", "peoples republic of china", "중국", "中国", "中國"),
    "ru": ("ru", "russia", "russian federation", "러시아", "россия"),
    "mn": ("mn", "mongolia", "몽골"),
    "vn": ("vn", "vietnam", "viet nam", "베트남", "việt nam", "윁남"),
    "la": ("la", "laos", "lao pdr", "라오스", "lao peoples democratic republic"),
    "th": ("th", "thailand", "타이", "태국"),
    "mm": ("mm", "myanmar", "burma", "미얀마"),
    "kh": ("kh", "cambodia", "캄보디아"),
}  # fmt: skip
_PROVINCES: dict[str, tuple[str, ...]] = {
    "pyongyang": ("0.1395", "pyongyang", "pyeongyang", "phyongyang", "평양", "평양시"),
    "south pyongan": ("0.1735", "south pyongan", "south pyeongan", "pyongan namdo", "pyeongannam do",
                      "평안남도", "평남"),
    "north pyongan": ("0.1169", "north pyongan", "north pyeongan", "pyongan bukto", "pyeonganbuk do",
                      "평안북도", "평북"),
    "chagang": ("0.0557", "chagang", "jagang", "chagang do", "자강도", "자강"),
    "south hwanghae": ("0.0990", "south hwanghae", "hwanghae namdo", "hwanghaenam do", "황해남도", "황남"),
    "north hwanghae": ("0.0905", "north hwanghae", "hwanghae bukto", "hwanghaebuk do", "황해북도", "황북"),
    "kangwon": ("0.0633", "kangwon", "gangwon", "kangwon do", "강원도", "강원"),
    "south hamgyong": ("0.1313", "south hamgyong", "south hamgyeong", "hamgyong namdo", "hamgyeongnam do",
                       "함경남도", "함남"),
    "north hamgyong": ("0.0997", "north hamgyong", "north hamgyeong", "hamgyong bukto", "hamgyeongbuk do",
                       "함경북도", "함북"),
    "ryanggang": ("0.0308", "ryanggang", "yanggang", "ryanggang do", "량강도", "양강도", "량강", "양강"),
}  # fmt: skip

COUNTRIES = MappingProxyType({name: code for code, names in _COUNTRIES.items() for name in names})
PROVINCES = MappingProxyType({name: key for key, (_, *names) in _PROVINCES.items() for name in names})
SHARES = MappingProxyType({key: float(share) for key, (share, *_names) in _PROVINCES.items()})
