"""Which places, links and helpers does the large example have? Invented; whole degrees only."""

# ruff: noqa: INP001  (beside the file it helps to make, not a package)

# region: which country and clock, how many helpers of each role work there and nowhere else.
REGIONS = {
    "kp": ("KP", "Asia/Pyongyang", {"broker": 4, "officer": 2, "guide": 2, "driver": 1}),
    "ne": ("CN", "Asia/Shanghai", {"driver": 6, "guide": 4}),
    "n": ("CN", "Asia/Shanghai", {"driver": 3}),
    "c": ("CN", "Asia/Shanghai", {"driver": 6}),
    "s": ("CN", "Asia/Shanghai", {"driver": 5, "guide": 6}),
    "vn": ("VN", "Asia/Ho_Chi_Minh", {"driver": 4, "guide": 4}),
    "la": ("LA", "Asia/Vientiane", {"driver": 4, "boat": 5}),
    "th": ("TH", "Asia/Bangkok", {"driver": 2}),
    "kr": ("KR", "Asia/Seoul", {}),
}

# id | kind | region | latitude longitude | beds (safe houses) | name
PLACES = """
kp-village       | origin     | kp | 42 128 |   | a village near the river
kp-town          | origin     | kp | 41 127 |   | a town near the river
kp-coast         | origin     | kp | 42 130 |   | a village near the coast
kp-hut           | stop       | kp | 42 129 |   | a hut in the hills
kp-road-house    | stop       | kp | 41 128 |   | a house by the road
kp-bank-upper    | crossing   | kp | 42 128 |   | the upper river bank
kp-bank          | crossing   | kp | 42 129 |   | the river bank
kp-bank-lower    | crossing   | kp | 43 130 |   | the lower river bank
cn-hillside      | stop       | ne | 43 129 |   | a hillside above the river
cn-mountains     | stop       | ne | 43 131 |   | the mountains above the river
cn-forest        | stop       | ne | 42 127 |   | a forest beyond the river
cn-car-park      | stop       | ne | 43 128 |   | where the car waits
cn-village       | stop       | ne | 44 130 |   | a village below the mountains
cn-last-seen     | origin     | ne | 42 129 |   | a small town beyond the river
cn-city-room     | origin     | ne | 42 123 |   | a room in a city of the north-east
cn-city-ne       | stop       | ne | 43 125 |   | a station in the north-east
cn-house-ne      | safe_house | ne | 43 127 | 6 | a house in the north-east
cn-house-ne-2    | safe_house | ne | 44 126 | 8 | a second house in the north-east
cn-house-ne-3    | safe_house | ne | 44 129 | 4 | a third house in the north-east
cn-house-ne-4    | safe_house | ne | 42 124 | 5 | a flat in a city of the north-east
cn-daughter      | safe_house | ne | 42 121 | 3 | the flat of a daughter
cn-farm          | origin     | n  | 40 117 |   | a farm in the north
cn-city-north    | stop       | n  | 41 114 |   | a station in the north
cn-house-north   | safe_house | n  | 41 114 | 5 | a house in the north
cn-house-north-2 | safe_house | n  | 38 113 | 8 | a second house in the north
cn-city-centre   | stop       | c  | 34 113 |   | a station in the centre
cn-city-coast    | stop       | c  | 32 120 |   | a station near the coast
cn-house-centre  | safe_house | c  | 34 114 | 8 | a flat in the centre of the country
cn-house-centre-2| safe_house | c  | 33 112 | 6 | a house in the centre of the country
cn-house-centre-3| safe_house | c  | 31 112 | 4 | a room in the centre of the country
cn-house-coast   | safe_house | c  | 33 119 | 6 | a house near the coast
cn-house-coast-2 | safe_house | c  | 30 120 | 8 | a flat near the coast
cn-house-west    | safe_house | c  | 30 106 | 8 | a house in the west
cn-city-south    | stop       | s  | 23 108 |   | a station in the south
cn-house-south   | safe_house | s  | 23 108 | 6 | a house in the south
cn-house-south-2 | safe_house | s  | 22 109 | 5 | a second house in the south
cn-house-south-3 | safe_house | s  | 25 103 | 8 | a third house in the south
cn-orphans       | safe_house | s  | 23 102 | 4 | a house of children in the south
cn-second-house  | safe_house | s  | 23 102 | 8 | a second house for the children
cn-border-vn     | crossing   | s  | 22 107 |   | the hills before the border
cn-border-vn-2   | crossing   | s  | 22 108 |   | the coast before the border
cn-border-la     | crossing   | s  | 22 101 |   | the forest before the border
vn-house         | safe_house | vn | 21 106 | 8 | a house in the north
vn-house-2       | safe_house | vn | 21 105 | 6 | a second house in the north
vn-house-coast   | safe_house | vn | 20 106 | 5 | a house near the coast
vn-house-middle  | safe_house | vn | 18 106 | 6 | a house in the middle of the country
vn-hills         | stop       | vn | 19 104 |   | the hills before the border
vn-hills-2       | stop       | vn | 17 106 |   | the southern hills before the border
la-house         | safe_house | la | 19 103 | 8 | a house in the north
la-house-2       | safe_house | la | 18 104 | 6 | a house in the middle of the country
la-house-north   | safe_house | la | 20 101 | 9 | a house near the northern border
la-house-south   | safe_house | la | 17 105 | 6 | a house in the south
la-mekong        | crossing   | la | 18 102 |   | the bank of the Mekong
la-mekong-north  | crossing   | la | 20 101 |   | the northern bank of the Mekong
la-mekong-south  | crossing   | la | 17 105 |   | the southern bank of the Mekong
th-house         | safe_house | th | 17 102 | 10| a house beyond the Mekong
th-house-2       | safe_house | th | 17 104 | 8 | a second house beyond the Mekong
th-house-north   | safe_house | th | 20 100 | 12| a house in the north
th-city          | stop       | th | 14 101 |   | a city with an embassy
kr-seoul         | safety     | kr | 38 127 |   | Seoul
"""

# from | the ways on: to, how, hours, and perhaps x2, x3 for as many helpers who offer it, < for a way back
LINKS = """
kp-village       | kp-bank walk 2 <; kp-bank-upper walk 4 <; kp-road-house walk 2
kp-town          | kp-bank walk 4 x2; kp-bank-upper led 5; kp-road-house car 2 <
kp-coast         | kp-bank-lower walk 6 <; kp-hut led 4
kp-hut           | kp-bank-lower walk 3 <; kp-bank led 5
kp-road-house    | kp-bank walk 2; kp-bank-upper car 2
kp-bank          | cn-hillside river 1 x3; cn-car-park river 1 x2
kp-bank-upper    | cn-forest river 1 x2; cn-hillside river 2
kp-bank-lower    | cn-mountains river 2 x3; cn-village river 2
cn-hillside      | cn-house-ne hills 5 x2; cn-house-ne-2 hills 9; cn-village hills 4
cn-mountains     | cn-house-ne car 6 x2; cn-village hills 5 <; cn-house-ne-3 hills 10
cn-forest        | cn-house-ne-2 hills 7 x2; cn-house-ne-4 hills 9
cn-car-park      | cn-house-ne car 4 x2; cn-house-ne-4 car 5
cn-village       | cn-house-ne-3 car 5 x2; cn-city-ne bus 6
cn-last-seen     | cn-house-ne hills 6 x2; cn-house-ne-3 car 4; cn-city-ne bus 5
cn-city-room     | cn-city-ne street 1; cn-house-ne-4 car 3 x2; cn-daughter car 4
cn-house-ne      | cn-house-ne-2 car 3 <; cn-house-centre car 20 x2; cn-house-north car 14
cn-house-ne-2    | cn-house-ne-4 car 3 <; cn-house-centre car 20 x2; cn-house-coast car 19
cn-house-ne-3    | cn-house-ne car 3 <; cn-house-north-2 car 15; cn-house-coast car 20
cn-house-ne-4    | cn-house-coast-2 car 18 x2; cn-house-centre-2 car 21
cn-daughter      | cn-house-ne-4 car 6; cn-house-north car 9 x2; cn-house-coast car 14
cn-city-ne       | cn-city-centre train 12 x2; cn-city-north train 7; cn-city-coast bus 20
cn-farm          | cn-house-north car 5 x2; cn-house-north-2 car 6; cn-city-north bus 4
cn-city-north    | cn-city-centre train 6; cn-house-north street 1
cn-house-north   | cn-house-north-2 car 3 <; cn-house-centre car 10 x2
cn-house-north-2 | cn-house-centre-2 car 11 x2; cn-house-west car 14
cn-city-centre   | cn-house-centre street 1; cn-house-centre-3 street 1; cn-city-south train 11 x2
cn-city-coast    | cn-house-coast street 1; cn-city-south train 12
cn-house-centre  | cn-house-centre-2 car 4 <; cn-house-west car 9; cn-house-south car 18 x3
cn-house-centre-2| cn-house-centre-3 car 4 <; cn-house-south car 18 x2; cn-house-south-3 car 20
cn-house-centre-3| cn-house-south-2 car 18 x2; cn-house-south car 19
cn-house-coast   | cn-house-coast-2 car 4 <; cn-house-south-2 car 19 x2
cn-house-coast-2 | cn-house-south car 20; cn-house-south-2 car 20
cn-house-west    | cn-house-south-3 car 15 x2; cn-orphans car 16
cn-city-south    | cn-house-south street 1; cn-border-vn bus 5
cn-house-south   | cn-house-south-2 car 3 <; cn-border-vn car 4 x3
cn-house-south-2 | cn-border-vn car 5; cn-border-vn-2 car 4 x2
cn-house-south-3 | cn-orphans car 3 <; cn-border-la car 5 x2
cn-orphans       | cn-second-house walk 0.5 <; cn-border-la car 4 x2
cn-second-house  | cn-border-la car 4 x2
cn-border-vn     | vn-house border 8 x3; vn-house-2 border 7
cn-border-vn-2   | vn-house-2 border 9 x2; vn-house-coast border 8
cn-border-la     | la-house border 10 x3; la-house-north border 9 x2
vn-house         | vn-house-2 car 3 <; vn-hills car 8 x2; vn-house-middle car 9
vn-house-2       | vn-hills car 8; vn-hills-2 car 9
vn-house-coast   | vn-house car 3 <; vn-house-middle car 9
vn-house-middle  | vn-hills-2 car 4 x2
vn-hills         | la-house jungle 8 x2; la-house-2 jungle 9 x2
vn-hills-2       | la-house-2 jungle 8 x2; la-house-south jungle 9
la-house         | la-mekong car 6 x2; la-mekong-north car 5 x2
la-house-2       | la-house car 3 <; la-mekong car 6 x2; la-mekong-south car 7
la-house-north   | la-mekong-north car 4 x2
la-house-south   | la-mekong-south car 4 x2
la-mekong        | th-house boat 2 x3; th-house-2 boat 2
la-mekong-north  | th-house-north boat 2 x3
la-mekong-south  | th-house-2 boat 2 x2
th-house         | th-house-2 van 2 <; th-city van 8
th-house-2       | th-city van 8
th-house-north   | th-city van 10
th-city          | kr-seoul air 30
"""
