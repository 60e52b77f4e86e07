"""Under which addresses are the pages of the public door, and whose are they?"""

from __future__ import annotations

from waystation.web.pages import public_door as door
from waystation.web.pages import requests
from waystation.web.paging import page
from waystation.web.rules import needs

addresses = [
    page("door/", door.show_door, "door", needs("collect letters")),
    page("door/key/", door.key, "door_key", needs("open door")),
    page("door/collect/", door.collect, "door_collect", needs("collect letters")),
    page("door/shut/", door.shut, "door_shut", needs("shut door")),
    page("door/<str:record>/", requests.show_request, "door_request", needs("take request")),
    page("door/<str:record>/answer/", requests.answer, "door_answer", needs("answer requester")),
    page("door/<str:record>/take/", requests.take, "door_take", needs("take request")),
    page("door/<str:record>/shred/", requests.shred, "door_shred", needs("shred record")),
]
