"""Which addresses do the pages of the watch have?"""

from __future__ import annotations

from waystation.web.pages.watch import answering, arming, due, month, one, recipients
from waystation.web.paging import page
from waystation.web.rules import needs

addresses = [
    page("watch/", due.due, "watch", needs("list check-ins")),
    page("watch/changed/", due.changed, "watch_changed", needs("list check-ins"), quiet=True),
    page("watch/take-in/", answering.take_in, "watch_take_in", needs("take in check-ins")),
    page("watch/acknowledge/", answering.acknowledge, "watch_acknowledge", needs("acknowledge alert")),
    page("watch/recipients/", recipients.recipients, "watch_recipients", needs("set recipients")),
    page("watch/channels/", recipients.channels, "watch_channels", needs("set up watch")),
    page("watch/month/", month.month, "watch_month", needs("list check-ins")),
    page("watch/journeys/<str:journey>/", one.journey, "watch_journey", needs("check in")),
    page("watch/journeys/<str:journey>/arm/", arming.arm, "watch_arm", needs("arm check-ins")),
    page("watch/journeys/<str:journey>/heard/", answering.heard, "watch_heard", needs("check in")),
    page("watch/journeys/<str:journey>/change/", answering.change, "watch_change", needs("change check-ins")),
]
