"""How is a walk-through in the guide walked again, with other ids, times and words than it has?

A block begins with `$ waystation ...`. A line that begins with a question of the program is what is typed;
the passphrase is not shown there. All others are printed, and `...` stands for lines left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.cli.desk.terminal import PASSPHRASE, Terminal

CHECKOUT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```\n\$ waystation (.+)\n((?:.*\n)*?)```$", re.MULTILINE)
TYPED = ("Your handle, to unlock with", "Handle", "Handle of the second member")
SECRET = ("New passphrase", "Passphrase", "The same once more")
ASKED = (
    "What is the organisation called", "Your name, as the others know you", "Title", "Reason, without names",
    "The eight words, as the applicant reads them", "What is the device called",
    "Type BURN to destroy everything that is sealed",
)  # fmt: skip
VARIES = re.compile(
    r"\b\d{8}T\d{6}Z-[0-9a-f]{8}|\b[0-9a-f]{8,64}\b|\b[0-9A-F]{4}\b(?=[ .]|$)"  # links, ids, tags
    r"|\b\d{4}-\d\d-\d\d|\b\d\d-\d\d(?= \d\d:)|\b\d\d:\d\d\b"  # times
)
COUNTED = re.compile(
    "Rows new|The backup is sound|Sealed for others|The ledger is whole|Write down its end|Ledger: "
)
EIGHT = re.compile(r"^  [a-z]+(?: [a-z]+){7}$")


@dataclass
class Step:
    """One command of the walk: its words, what is typed, what is printed."""

    words: list[str]
    people: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)


def steps(text: str) -> Iterator[Step]:
    for command, lines in BLOCK.findall(text):
        step = Step(command.split())
        for line in lines.splitlines():
            question, colon, answer = line.partition(":")
            if colon and question in TYPED:
                step.people.append(answer.strip())
            elif colon and question in ASKED:
                step.said.append(answer.strip())
            elif not (colon and question in SECRET):
                step.printed.append(line)
        yield step


@dataclass
class Walk:
    """A walk so far: which of the guide's ids and words stand for which of today's."""

    terminal: Terminal
    stands_for: dict[str, str] = field(default_factory=dict)

    def today(self, text: str) -> str:
        for written, now in self.stands_for.items():
            text = text.replace(written, now)
        return text

    def go(self, step: Step) -> list[str]:
        stick = str(self.terminal.home / "stick")
        words = [self.today(word).replace("/media/stick", stick) for word in step.words]
        said = "".join(f"{self.today(line)}\n" for line in step.said)
        if "<" in words:
            words, said = words[:-2], (CHECKOUT / words[-1]).read_text(encoding="utf-8")
        people = [f"{each}\n{PASSPHRASE.format(each)}\n" for each in step.people]
        ran = self.terminal.type(*words, who=people, say=said)
        assert ran.code in {0, 2}, (words, ran)
        printed = (ran.err + ran.out).replace(f"{self.terminal.home}/config", "/home/haneul/.config")
        return [line.rstrip() for line in printed.replace(stick, "/media/stick").splitlines()]

    def compare(self, step: Step, printed: list[str]) -> None:
        now = iter(printed)
        for line in step.printed:
            if line == "...":
                continue
            same = next((said for said in now if shape(said) == shape(line)), None)
            assert same is not None, f"{step.words}: {line!r} is not among {printed}"
            self.learn(line, same)

    def learn(self, written: str, now: str) -> None:
        if EIGHT.match(written):
            self.stands_for[written.strip()] = now.strip()
        for before, after in zip(VARIES.findall(written), VARIES.findall(now), strict=True):
            self.stands_for[before] = after


def shape(line: str) -> str:
    """A line without what is different each time, and without how many rows the tables happen to have."""
    if COUNTED.match(line):
        line = re.sub(r"\b\d+\b", "#", VARIES.sub("#", line))
    return "<words>" if EIGHT.match(line) else VARIES.sub("#", line)
