"""What does the door say to nonsense? The same to all of it, and nothing about itself."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.door.visitor import FORM, Visitor

from waystation.door import asking
from waystation.door.request import LARGEST


def sorry(page: Any) -> bool:
    return "This does not work" in page.text and page.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "", "post", "GET\n"])
def test_other_methods_are_refused(visitor: Visitor, method: str) -> None:
    page = visitor.get("/en/", method=method)
    assert page.status == 405
    assert sorry(page)


@pytest.mark.parametrize(
    "path",
    [
        "/en/ask",
        "/admin",
        "/en/../../etc/passwd",
        "/door.css/x",
        "/static/door.css",
        "/fr/",
        "/en/en/",
        "/\udcff",
    ],
)
def test_paths_that_are_none_get_one_page(visitor: Visitor, path: str) -> None:
    page = visitor.get(path)
    assert page.status == 404
    assert sorry(page)


def test_a_head_has_the_headers_and_no_body(visitor: Visitor) -> None:
    page = visitor.get(method="HEAD")
    assert (page.status, page.body) == (200, b"")
    assert page.headers["Content-Length"] == str(len(visitor.get().body))


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", "", "text/plain"])
def test_uploads_and_other_forms_are_refused(visitor: Visitor, kind: str) -> None:
    page = visitor.call("POST", "/en/ask", b"name=x", CONTENT_TYPE=kind)
    assert page.status == 415
    assert sorry(page)


@pytest.mark.parametrize("length", ["", "-1", "1e3", str(LARGEST + 1), "9" * 50, "٣"])
def test_a_form_of_no_length_or_too_great_a_one_is_not_read(visitor: Visitor, length: str) -> None:
    class Untouched(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise AssertionError(size)

    more: dict[str, Any] = {"CONTENT_LENGTH": length, "wsgi.input": Untouched()}
    page = visitor.call("POST", "/en/ask", b"", **more)
    assert page.status == 413
    assert sorry(page)


@pytest.mark.parametrize(
    "body", [b"name=%ff", b"name=%c3%28", "name=안녕".encode(), b"&".join([b"a=1"] * 41)]
)
def test_bytes_that_are_no_text_and_too_many_fields_are_refused(visitor: Visitor, body: bytes) -> None:
    page = visitor.call("POST", "/en/ask", body)
    assert page.status == 400
    assert sorry(page)
    assert visitor.letters() == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.sampled_from(["/en/ask", "/ko/answer", "/th/more", "/"]), st.binary(max_size=200))
def test_no_bytes_break_it(visitor: Visitor, path: str, body: bytes) -> None:
    page = visitor.call("POST", path, body, CONTENT_TYPE=FORM)
    assert page.status in {400, 404}


def test_a_fault_of_its_own_is_said_without_a_word_of_what_she_typed(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_language: str) -> None:
        raise RuntimeError("the name was Ri Sun-hee")

    monkeypatch.setattr(asking, "new_code", broken)
    page = visitor.ask(name="Ri Sun-hee")
    said = capsys.readouterr()
    assert page.status == 500
    assert sorry(page)
    assert "Ri" not in page.text + said.err + said.out
    assert "TypeError" in said.err or "RuntimeError" in said.err
    assert visitor.letters() == []
