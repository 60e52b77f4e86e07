"""The network and the case of the planning model's first pages, as somebody would write them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from waystation.plan.files.tree import build
from waystation.plan.files.yaml12 import events

NETWORK = """\
waystation: 1                       # format version
fictional: true
name: Two rivers
start: 2026-03-02T18:00+09:00
currency: USD
places:
  - {id: A,  kind: origin, country: KP, tz: Asia/Pyongyang, at: [41.4, 128.2]}
  - {id: H1, kind: safe_house, country: CN, tz: Asia/Shanghai, capacity: 6, found_per_day: 0.01,
     crowding: 1.15, stay_max_hours: 72, precision_km: 30, worth: 3, hosts: [lin]}
  - {id: S,  kind: safety, country: KR}
helpers:
  - {id: lin, role: host, integrity: 0.97, worth: 2, not_for: [child_alone]}
  - {id: bo,  role: broker, integrity: {kept: 14, broken: 1}, worth: 2, effort_cost: 80, future_value: 3000}
conditions:
  - id: river_level
    unit: m
    series: [[0, 0.8], [30, 1.7], [72, 0.9]]
betrayal: {reward: 0, reward_per_person: 411, noticed: 0.8, blamed_wrongly: 0.25, discount: 1}
legs:
  - id: crossing
    from: A
    to: H1
    mode: foot
    hours: 5
    cost: 1200
    cost_per_person: 300
    helpers: [bo]
    fees: {bo: 900}
    capacity: 6
    windows: ["22:00-04:00"]
    block: 0.15
    retry_hours: 24
    gone: 0.05
    closed_if: [{condition: river_level, above: 2.0}]
    forbids: [cannot_walk]
    slower: {elderly: 1.5, infant: 1.25}
    hazards:
      - kind: patrol
        p: 0.04
        then: imprisoned
        odds: {infant: 1.6}
        odds_by_condition: [{condition: river_level, above: 1.0, per_unit: 2.0}]
        odds_by_time: [{window: "04:00-22:00", times: 3.0}]
      - {kind: water, p: {harmed: 1, attempts: 80}}
  - {id: train, from: H1, to: S, hours: 30, cost: 2500}
"""

CASE = """\
waystation: 1
fictional: true
id: family
from: A
group: {persons: 5, traits: [elderly, infant]}
deadline: 240
step: 1
found_per_day: 0.02
harmed_per_day: 0.01
too_late: 200
floor: 0.95
floor_low: 0.90
left_behind: [{who: elder sister, p: 0.3, then: imprisoned, told: false}]
safeguards:
  consents: [{person: grandmother, given: true, heard_alone: true, language: ko}]
  children: [{person: younger daughter, guardian: mother, best_interest: stays with her parents}]
  trafficking: {looked_for: true, indicators: [papers taken], cleared_by: officer}
  reviewed_by: [second coordinator]
"""

Doc = dict[str, Any]


def _data(text: str) -> Doc:
    data: Doc = build(events(text, "written"), "written")[0].data
    return data


def network() -> Doc:
    """Return the network as plain data that a test may change."""
    return deepcopy(_data(NETWORK))


def case() -> Doc:
    """Return the case as plain data that a test may change."""
    return deepcopy(_data(CASE))
