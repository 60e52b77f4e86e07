"""Is what docs/asvs.md says shown by tests that exist, and is it so throughout the source?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from waitress.adjustments import Adjustments
from waitress.parser import HTTPRequestParser

CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = (CHECKOUT / "docs" / "asvs.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/\S+?\.py)::(\w+)`")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (.+?) \|(?: (.+) \|)?$", re.MULTILINE)
BOTH_LEVELS = 253  # items of levels 1 and 2 in version 5.0.0
FACING = ("web", "door")
SQL = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|DROP TABLE|PRAGMA|WHERE)\b")
# Tables and columns of ours, texts of queries, marks for values: whoever adds one looks whether it is one.
OURS = {
    *(
        "_COLUMNS",
        "_PAGE",
        "_ROWS",
        "_TOGETHER",
        "changed",
        "column",
        "columns",
        "due",
        "key",
        "marks",
        "name",
        "order",
        "pages",
    ),
    *("sql", "table", "table.name", "value", "where", "', '.join(table.columns)"),
}


def trees(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    for folder in folders or ("",):
        for path in sorted((CHECKOUT / "src" / "waystation" / folder).rglob("*.py")):
            yield path.relative_to(CHECKOUT), ast.parse(path.read_text(encoding="utf-8"))


@cache
def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def met() -> list[tuple[str, ...]]:
    return ROW.findall(PAGE.partition("## Not met")[0])


def test_every_line_names_a_test_that_exists() -> None:
    assert len(met()) > 150
    for item, _level, _asks, how, shown_by in met():
        named = NAMED.findall(shown_by)
        assert named, item
        assert not NAMED.sub("", shown_by).strip(" ,"), f"{item}: something that is no test"
        assert how, item
        for path, test in named:
            assert test in names_in(CHECKOUT / path), f"{item}: {path} has no {test}"


def test_every_item_of_both_levels_stands_there_once() -> None:
    unmet, _, rest = PAGE.partition("## Not met")[2].partition("## Not applicable")
    lines = [row[0] for row in (*met(), *ROW.findall(unmet))]
    found = [*lines, *re.findall(r"\b\d+\.\d+\.\d+\b", rest)]
    assert len(found) == len(set(found)) == BOTH_LEVELS


def test_what_is_not_met_or_does_not_apply_has_a_reason() -> None:
    unmet, _, rest = PAGE.partition("## Not met")[2].partition("## Not applicable")
    assert all(len(row[3]) > 40 for row in ROW.findall(unmet))
    reasons = re.findall(r"^- V\d+: [\d., ]+: (.+)$", rest, re.MULTILINE)
    assert len(reasons) == rest.count("\n- ")


def test_no_query_is_put_together_from_values() -> None:
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and SQL.search(_plain(node)):
                values = {
                    ast.unparse(part.value) for part in node.values if isinstance(part, ast.FormattedValue)
                }
                assert path.parts[2] not in FACING, f"{path}:{node.lineno}"
                assert not values - OURS, f"{path}:{node.lineno}: {values - OURS}"
            if isinstance(node, ast.BinOp) and isinstance(node.left, ast.Constant):
                assert not SQL.search(str(node.left.value)), f"{path}:{node.lineno}"


def _plain(text: ast.JoinedStr) -> str:
    return " ".join(str(part.value) for part in text.values if isinstance(part, ast.Constant))


def test_console_and_door_run_no_text_and_no_program() -> None:
    modules = {"subprocess", "pickle", "marshal", "shelve", "code", "pty", "ctypes", "multiprocessing"}
    calls = {
        "eval",
        "exec",
        "compile",
        "__import__",
        "mark_safe",
        "Template",
        "from_string",
        "system",
        "popen",
    }
    for path, tree in trees(*FACING):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name.partition(".")[0] for alias in node.names}
                names |= (
                    {(node.module or "").partition(".")[0]} if isinstance(node, ast.ImportFrom) else set()
                )
                assert not names & modules, f"{path}:{node.lineno}"
            if isinstance(node, ast.Call):
                assert _called(node) not in calls, f"{path}:{node.lineno}"


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        owner = ast.unparse(node.func.value)
        return "" if owner == "re" else node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def test_no_pattern_is_made_of_what_somebody_typed() -> None:
    uses = {"compile", "match", "search", "fullmatch", "sub", "split", "findall", "finditer"}
    for path, tree in trees(*FACING):
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in uses
                and ast.unparse(node.func.value) == "re"
            ):
                assert _constant(node.args[0]), f"{path}:{node.lineno}"


def _constant(pattern: ast.expr) -> bool:
    if isinstance(pattern, ast.JoinedStr):
        parts = [each.value for each in pattern.values if isinstance(each, ast.FormattedValue)]
        return all(ast.unparse(part).startswith("re.escape(") for part in parts)
    return isinstance(pattern, ast.Constant)


@pytest.mark.parametrize(
    "lines",
    [("Content-Length: 4", "Content-Length: 5"), ("Transfer-Encoding: xchunked",), ("Content-Length: +4",)],
)
def test_where_a_request_ends_is_never_unclear(lines: tuple[str, ...]) -> None:
    assert _read(*lines).error is not None
    both = _read("Content-Length: 4", "Transfer-Encoding: chunked")
    assert both.error is not None or both.chunked


def _read(*lines: str) -> HTTPRequestParser:
    parser = HTTPRequestParser(Adjustments())
    parser.received("\r\n".join(("POST / HTTP/1.1", "Host: localhost", *lines, "", "")).encode())
    return parser


def test_the_proxy_weakens_no_tls() -> None:
    said = (CHECKOUT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    assert re.search(r"^desk\.example \{", said, re.MULTILINE)
    for word in (
        "protocols",
        "ciphers",
        "curves",
        "auto_https",
        "http://",
        "internal",
        "tls_insecure_skip_verify",
    ):
        assert word not in said
