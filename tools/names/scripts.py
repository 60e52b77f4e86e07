"""How are Korean syllables written in Cyrillic, kana, Thai and Lao?

Cyrillic by Kholodovich and Kontsevich, and as families of Koryo-saram and newspapers write; kana as in Japan,
here in Latin letters (the program reads kana so); Thai by the Royal Institute, Lao after the same pattern. A
medial is a frame: {} stands for the initial, the final follows.
"""

# ruff: noqa: INP001  (scripts, no package)
from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from hangul import INITIALS, MEDIALS, parts

DECAY = 0.45


def _lists(keys: str, listed: str) -> dict[str, list[str]]:
    return {
        key: ["" if s == "-" else s for s in spellings.split()]
        for key, spellings in zip(keys, listed.split(";"), strict=True)
    }


@dataclass(frozen=True)
class Script:
    """A way to write initials, medials (as frames) and finals, each with alternatives, likeliest first."""

    initials: dict[str, list[str]]
    open: dict[str, list[str]]  # medials without a final
    closed: dict[str, list[str]]
    finals: dict[str, list[str]]
    surnames: dict[str, list[str]]


_FINALS = "ㄱㄴㄷㄹㅁㅂㅅㅇㅊㅌㅍㅎㅈㅋㄲ"
_CYRILLIC = _lists(
    MEDIALS,
    "а;э е ай я;я а;йя е;о е э а;е э;ё йо е о ен я;е йе;о;ва хва оа а;вэ ве;ве вэ ой;ё йо е о;у;во о уо у;ве;ви уй и;ю у;ы у и ё э;"
    "ый ы и уй ий;и ы",
)
_KANA = _lists(
    MEDIALS, "a;e;ya;e ye;o eo;e;yo o;e ye;o;wa a oa;we e;we e oe;yo;u;wo o uo;we;wi ui i;yu;u;i ui wi;i"
)

CYRILLIC = Script(
    _lists(INITIALS, "к г;кк к;н;т д;тт;р л н;м;п б;пп;с ш сс;сс с;-;ч дж чж ж з ц;чч;чх ч;кх к;тх т;пх п ф;х г"),
    {m: ["{}" + s for s in listed] for m, listed in _CYRILLIC.items()},
    {m: ["{}" + s for s in listed] for m, listed in _CYRILLIC.items()},
    _lists(_FINALS, "к г;н нн;т;ль л р;м;п б;т с;н нг;т;т;п;- х;т;к;к"),
    {
        "이": ["ли", "и", "ри", "ы"], "김": ["ким", "гим"], "최": ["чхве", "цой", "чой", "цхой", "чхой", "чве"], "정": ["чон", "чжон", "тен", "чен", "джон"],
        "박": ["пак", "бак", "парк"], "조": ["чо", "чжо", "те", "джо"], "전": ["чон", "тен", "чжон", "джон"], "유": ["ю", "рю", "лю"], "임": ["им", "лим", "рим"],
        "노": ["но", "ро"], "허": ["хо", "хе", "хегай", "хо"], "신": ["син", "шин", "син"], "현": ["хен", "хён", "хван"], "안": ["ан"], "강": ["кан", "ган", "канг"],
        "장": ["чан", "джан", "чжан", "тян"], "천": ["чхон", "чон", "цон", "тен"], "황": ["хван", "хванг"], "양": ["ян", "рян", "лян"], "나": ["на", "ра"],
    },
)  # fmt: skip
KANA = Script(
    _lists(
        INITIALS, "k g;kk k;n;t d;t;r l n;m;p b;p;s sh;s ss;- n m r g b;ch j z;j ch;ch;k;t;p;h f - n m r g"
    ),
    {m: ["{}" + s for s in listed] for m, listed in _KANA.items()},
    {m: ["{}" + s for s in listed] for m, listed in _KANA.items()},
    _lists(_FINALS, "ku - gu k;n -;t to;ru r;mu m n -;pu p -;t su;n ng;t;t;pu p;-;t;ku;ku"),
    {
        "이": ["i", "ri", "yi"],
        "박": ["paku", "baku"],
        "김": ["kimu", "kin"],
        "임": ["imu", "rimu", "in"],
        "유": ["yu", "ryu"],
        "노": ["no", "ro"],
        "정": ["chon", "jon"],
        "최": ["che", "choe"],
    },
)
_THAI_INITIALS = "ก ค;ก;น;ท ด ต;ต;ร ล;ม;พ บ ป;ป;ซ ส;ซ ส;อ;จ ช;จ;ช;ค;ท;พ ฟ;ฮ ห"
_LAO_INITIALS = "ກ ຄ;ກ;ນ;ທ ດ ຕ;ຕ;ລ ຣ;ມ;ພ ບ ປ;ປ;ຊ ສ;ຊ ສ;ອ;ຈ ຊ;ຈ;ຊ ສ;ຄ;ທ;ພ ຟ;ຮ ຫ"


def _framed(listed: str, aw: str) -> dict[str, list[str]]:
    """Return the frames of an abugida; "o" before the initial is the letter of its carrier."""
    return {m: frames.replace("@", aw).split() for m, frames in zip(MEDIALS, listed.split(";"), strict=True)}


THAI = Script(
    _lists(INITIALS, _THAI_INITIALS),
    _framed("{}า {}ะ;แ{} แ{}ะ;{}ยา ยา;แ{}ย แย;{}@ เ{}อ โ{};เ{} เ{}ะ;{}ย@ ย@ เ{}ย@ โย;เ{}ย เย เ{};โ{} {}@;{}วา วา {}ัว;แ{}ว แว;เ{}ว เว;โ{}ย โย {}โย;{}ู {}ุ;"
            "{}ว@ ว@ {}@;เ{}ว เว;{}วี วี {}ุย วิ;{}ยู ยู {}ิว;{}ือ {}ึ {}ู;{}ี {}ุย {}ึย อึย {}ึย;{}ี {}ิ", "อ"),
    _framed("{}ั {}า;แ{};{}ยา {}ยั ยั ยา;แ{}ย แย;{}@ {}็อ โ{} เ{}ิ {}็;เ{} เ{}็;{}ย@ ย@ เ{}ีย โย ย็อ {};เ{}ย เย เ{}ย็;โ{} {}@ {};{}วา วา {}วั วั;แ{}ว แว;เ{}ว เว;โ{}ย โย;{}ุ {}ู;"
            "{}ว@ ว@ {}@;เ{}ว เว;{}วี {}วิ วี วิ;{}ยู {}ยุ ยุ ยู;{}ึ {}ื {}ู {}ุ;{}ึย {}ี;{}ิ {}ี", "อ"),
    _lists(_FINALS, "ก ค;น;ด ต ท;ล น;ม;บ พ ป;ด ต ส ซ;ง;ด ต;ด ต;บ พ ป;-;ด ต;ก ค;ก ค"),
    {"이": ["อี", "ลี", "รี"], "김": ["คิม", "กิม"], "박": ["พัก", "ปาร์ค", "ปาร์ก", "ปัก", "พัค", "พาร์ค", "บัก"], "최": ["ชเว", "ชอย", "ชเว", "แช"], "정": ["ช็อง", "จอง", "ชอง", "จุง"],
     "강": ["คัง", "กัง"], "조": ["โช", "โจ"], "장": ["ชัง", "จัง", "จาง"], "노": ["โน", "โร"], "유": ["ยู", "รยู", "ริว"], "문": ["มุน", "มูน"], "윤": ["ยุน", "ยูน"]},
)  # fmt: skip
LAO = Script(
    _lists(INITIALS, _LAO_INITIALS),
    _framed("{}າ {}ະ;ແ{} ແ{}ະ;{}ຢາ ຢາ ຍາ;ແ{}ຢ ແຢ;{}@ ເ{}ີ ໂ{};ເ{} ເ{}ະ;{}ຢ@ ຢ@ ຍ@;ເຢ ເ{}ຢ;ໂ{} {}@;{}ວາ ວາ;ແ{}ວ ແວ;ເ{}ວ ເວ;ໂຢ {}ໂຢ ໂຍ;{}ູ {}ຸ;{}ວ@ ວ@;ເ{}ວ ເວ;{}ວີ ວີ {}ຸຍ;ຢູ {}ຢູ ຍູ {}ິວ;"
            "{}ື {}ຶ;{}ີ ອຶຍ;{}ີ {}ິ", "ໍ"),
    _framed("{}ັ {}າ;ແ{};{}ຢາ ຢັ ຢາ ຍັ;ແຢ;{}ອ ໂ{} {}ົ;ເ{} ເ{}ັ;{}ຢອ ຢອ ຽ {}ຽ;ເຢ;ໂ{} {}ົ {}ອ;{}ວາ ວາ {}ວັ;ແ{}ວ;ເ{}ວ;ໂຢ;{}ຸ {}ູ;{}ວອ ວອ;ເ{}ວ;{}ວີ {}ວິ;ຢູ ຢຸ ຍຸ {}ຢຸ;{}ຶ {}ື;{}ີ;{}ິ {}ີ", "ໍ"),
    _lists(_FINALS, "ກ;ນ;ດ;ນ ລ;ມ;ບ;ດ;ງ;ດ;ດ;ບ;-;ດ;ກ;ກ"),
    {"이": ["ລີ", "ອີ", "ຣີ"], "김": ["ກິມ", "ຄິມ"], "박": ["ປັກ", "ພັກ", "ປາກ"], "최": ["ແຊ", "ເຊວ", "ຊອຍ"], "정": ["ຈອງ", "ຊອງ", "ຈຸງ"]},
)  # fmt: skip


def _weights(count: int) -> list[float]:
    raw = [DECAY**n for n in range(count)]
    return [w / sum(raw) for w in raw]


def spellings(script: Script, syllable: str, role: str) -> dict[str, float]:
    """Return how a syllable is written, with probabilities."""
    initial, medial, final = parts(syllable)
    frames = script.closed[medial] if final else script.open[medial]
    ends = script.finals.get(final, ["t"]) if final else [""]
    found: dict[str, float] = {}
    begins = script.initials[initial]
    ranked = (list(zip(listed, _weights(len(listed)), strict=True)) for listed in (begins, frames, ends))
    for (a, pa), (b, pb), (c, pc) in product(*ranked):
        if written := b.format(a) + c:
            found[written] = found.get(written, 0.0) + pa * pb * pc
    own = script.surnames.get(syllable, []) if role == "S" else []
    if own:
        found = {written: 0.1 * p for written, p in found.items()}
        for written, p in zip(own, _weights(len(own)), strict=True):
            found[written] = found.get(written, 0.0) + 0.9 * p
    return found
