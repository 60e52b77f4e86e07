"""With which letters can each part of a hangul syllable be written? The candidates that training weighs.

The first of each list are the published systems (Revised 2000, McCune-Reischauer 1939, North Korea 1992),
then what newspapers, passports and persons write. Training (train.py) learns how likely each one is; an
order of the list is only where it starts. "" means that nothing is written.
"""

# ruff: noqa: INP001  (scripts, no package)
from __future__ import annotations

INITIALS: dict[str, str] = {
    "ㄱ": "g k kh gh c q gi ky gy",
    "ㄲ": "kk gg k g",
    "ㄴ": "n r l nh nn ny",
    "ㄷ": "d t th dh dt tt",
    "ㄸ": "tt dd d t",
    "ㄹ": "r l n rh - y ll rr",
    "ㅁ": "m mm",
    "ㅂ": "b p v ph bh pp",
    "ㅃ": "pp bb p b",
    "ㅅ": "s sh ss sch sz sy c x si",
    "ㅆ": "ss s sh",
    "ㅇ": "- w y h ng",
    "ㅈ": "j ch z g c dz tsch dj zh jj ds ts cs tj dsh",
    "ㅉ": "jj tch j ch ts",
    "ㅊ": "ch c j tch tsch cz cs tsh ts chh",
    "ㅋ": "k kh c q",
    "ㅌ": "t th d",
    "ㅍ": "p ph f pp b",
    "ㅎ": "h - kh ch x hh wh f ho",
}
MEDIALS: dict[str, str] = {
    "ㅏ": "a ah ar aa u ha o", "ㅐ": "ae ai ay e eh a ei aeh ea yae ee ie", "ㅑ": "ya ia ja yah a", "ㅒ": "yae yai ye",
    "ㅓ": "eo o u uh e eu oe ur er ou ow au aw eou eoh oh ear eon eoe or a io oo", "ㅔ": "e eh ae ay ei ey ee a ai ea",
    "ㅕ": "yeo yo yu you yeu yeou ye yuh yoe io iu jo eo u yeoh yon ou eou yea yuo o iou e yoo",
    "ㅖ": "ye yeh ae ie yea e je yae yei hye ey ay ea eyo", "ㅗ": "o oh ou oe ow oo aw or eo",
    "ㅘ": "wa oa ua va hwa wha o ooa", "ㅙ": "wae oae wai oe wea", "ㅚ": "oe oi oy we wae wei oey ui oh weh wo",
    "ㅛ": "yo io jo yoh you yeo yow", "ㅜ": "u oo woo ou wu uu w ow wou o oow ooh uh eu wo",
    "ㅝ": "wo weo uo won wuh wou we weon wun woo oo whe o eo", "ㅞ": "we wei", "ㅟ": "wi ui we wee wy uy i uee oui",
    "ㅠ": "yu you yoo iu ju yew u ew yiu yuu yuh", "ㅡ": "eu u oo e uh ou o i ue ui eui yu eou ew",
    "ㅢ": "ui ee i eui hui uy y e ey ie yi euy uee wi eu hi ue", "ㅣ": "i ee y yi ie ea ih e ey yee hee ui eui",
}  # fmt: skip
FINALS: dict[str, str] = {
    "": "- h r w e", "ㄱ": "k g ck c gk q ke kk", "ㄴ": "n hn nn nh ne nd ng", "ㄷ": "t d", "ㄹ": "l r ll rl lh el le rr hl ul ru",
    "ㅁ": "m mm me hm", "ㅂ": "p b pp", "ㅅ": "t s d", "ㅇ": "ng n g nk nge gn ngh", "ㅈ": "t j", "ㅊ": "t ch", "ㅋ": "k",
    "ㅌ": "t", "ㅍ": "p b", "ㅎ": "h -", "ㄲ": "k kk",
}  # fmt: skip

# The surnames of the census of 2015 (Statistics Korea): persons in thousands, and how they are often written.
SURNAMES = """
김 10690 kim gim; 이 7307 lee yi rhee ri li i rhie leigh lie rhi yee; 박 4192 park pak bak bahk pahk bark baek; 최 2334 choi choe chey che chwe tsche tchoe tchoi choy tsoi choo;
정 2152 jung jeong chung chong cheong jong joung jeung choung chyung; 강 1177 kang gang kahng; 조 1056 cho jo joe chough; 윤 1021 yoon yun youn yune;
장 993 jang chang zang; 임 824 lim im rim yim leem rhim; 한 773 han hahn; 오 763 oh o; 서 752 seo suh so su sur; 신 741 shin sin shinn synn;
권 706 kwon gwon kweon gweon kwun; 황 697 hwang whang; 안 686 ahn an; 송 683 song; 유 643 yoo yu ryu ryoo you yuh lyu rhyu ryou; 전 560 jeon jun chun chon cheon jeun;
홍 559 hong; 고 471 ko go koh goh; 문 464 moon mun; 양 461 yang ryang; 손 457 son sohn; 배 400 bae pae bai pai bay; 백 382 baek paik baik back paek pack beck baeg;
허 326 heo hur huh ho her; 남 275 nam nahm; 심 272 shim sim; 노 256 roh noh no ro rho; 하 230 ha hah; 곽 203 kwak gwak kwag; 성 199 sung seong song; 차 194 cha tcha;
주 194 joo ju chu choo; 우 195 woo u wu; 구 193 koo gu ku goo; 민 172 min; 진 167 jin chin; 나 161 na ra rha nah la; 지 160 ji chi jee; 엄 145 eom um uhm ohm om;
변 138 byun byeon pyon byon byeun; 채 131 chae; 원 130 won weon; 천 122 cheon chun chon; 방 122 bang pang; 공 92 kong gong; 현 89 hyun hyeon hyon; 함 80 ham hahm;
여 80 yeo yuh yo yeoh; 염 69 yeom yum ryom youm yom ryum; 석 63 seok suk sok; 추 60 choo chu; 도 58 do doh to; 소 52 so soh; 설 43 seol sul sol; 선 43 sun seon;
마 39 ma mah; 길 38 kil gil; 연 37 yeon yun youn yon ryon; 위 37 wi wee; 표 31 pyo phyo; 명 30 myung myeong myong; 기 29 ki gi kee; 반 29 ban bahn pan; 왕 25 wang; 금 25 keum kum geum gum;
옥 25 ok ock; 육 23 yook yuk ryuk; 인 23 in ihn; 맹 22 maeng; 제 22 je jae; 모 21 mo; 탁 21 tak; 국 20 kook kuk guk gook; 은 16 eun; 편 15 pyun pyeon; 용 15 yong ryong; 예 13 ye;
봉 12 bong pong; 사 10 sa; 부 10 boo bu; 가 9 ka ga; 복 9 bok; 태 9 tae thae; 목 8 mok; 형 7 hyung hyeong; 피 7 pi phi; 두 6 doo du; 감 6 kam gam; 음 6 eum um; 동 5 dong; 빈 5 bin been;
온 5 on; 호 5 ho; 범 4 beom bum; 좌 4 jwa; 팽 4 paeng; 승 4 seung; 간 3 kan; 상 3 sang; 시 3 si; 갈 3 kal gal; 단 2 dan; 견 2 kyun kyeon; 당 2 dang; 화 2 hwa; 창 1 chang; 계 7 kye gye; 라 20 ra la rha;
리 30 ri lee rhee; 류 10 ryu; 림 10 rim lim; 로 5 ro roh; 량 5 ryang; 려 3 ryo; 렴 2 ryom; 탄 1 tan; 판 1 pan; 평 1 pyong; 강 1 kang; 궁 1 kung; 방 1 bang; 어 17 eo uh; 경 15 kyung kyeong; 매 1 mae; 아 1 a;
"""
PAIRED_SURNAMES = """
남궁 21 namgung namkung namgoong namkoong; 황보 10 hwangbo whangbo; 제갈 6 jegal jaegal chegal; 사공 5 sagong sakong; 선우 4 seonwoo sunwoo seonu sonu; 서문 2 seomun suhmoon seomoon;
독고 1 dokgo dokko tokko; 동방 1 dongbang; 망절 1 mangjeol; 어금 1 eogeum; 소봉 1 sobong; 장곡 1 janggok; 강전 1 gangjeon; 무본 1 mubon; 황목 1 hwangmok;
"""
