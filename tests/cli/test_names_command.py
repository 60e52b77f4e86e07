"""What does `waystation names` promise on the terminal?"""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest

from waystation.cli.main import run


def test_two_names_stand_side_by_side_with_bars(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["names", "Lee So-yeon", "리소연", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "Probably one name: probability 0.99" in shown
    assert "█" in shown
    for syllable in ("so", "소", "yeon", "연"):
        assert syllable in shown


def test_a_doubt_is_told_with_the_names_that_may_be_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["names", "Kim Jong-hun", "김정훈", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "Rather two names, but it can be one" in shown
    assert "Kim Jong-hun may stand for: 김종훈" in shown


def test_two_names_that_share_nothing_are_said_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["names", "David Cho", "조성규", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "Probably two names" in shown
    assert "A Western, assumed or married name is not recognised" in shown


def test_json_has_terms_that_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["names", "Kim Chol alias Ri Il", "리일", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["kind"] == "names"
    assert [pair["a"] for pair in said["pairs"]] == ["Ri Il", "Kim Chol"]
    for pair in said["pairs"]:
        assert sum(term["nats"] for term in pair["terms"]) == pytest.approx(pair["nats"], abs=1e-9)


def test_names_can_be_kept_out_of_the_command_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("Kim Yong-nam\n김영남\n"))
    assert run(["names", "-", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pairs"][0]["b"] == "김영남"


@pytest.mark.parametrize("name", ["", "  ", "12-34", "가" * 201])
def test_what_is_no_name_is_refused_in_one_sentence(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["names", "Kim Il", name]) == 2
    said = capsys.readouterr().err
    assert said.startswith("B: found ")
    assert said.count("\n") == 1


def test_it_speaks_korean(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["names", "Kim Il", "김일", "--lang", "ko"]) == 0
    assert "확률" in capsys.readouterr().out


def test_the_page_holds_what_the_terminal_shows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "names.html"
    assert run(["names", "Lee <b>So-yeon", "리소연", "--report", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert page.stat().st_mode & 0o777 == 0o600
    assert "Lee &lt;b&gt;So-yeon" in text
    assert "probability 0." in text
    assert "소" in text
    assert "probability 0." in capsys.readouterr().out
