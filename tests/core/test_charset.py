import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.charset import charset
from digest.core.ports import Document


def text(body: bytes, content_type: str | None = None) -> str:
    return charset(Document(body, "https://example.org/", content_type))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("é".encode("latin-1"), "text/html; charset=ISO-8859-1"),
        ("é".encode(), 'text/html; charset="utf-8"'),
        ("é".encode(), None),
        ("é".encode("latin-1"), None),
        (codecs.BOM_UTF8 + "é".encode(), "text/html; charset=iso-8859-1"),
        (codecs.BOM_UTF16_LE + "é".encode("utf-16-le"), "text/html; charset=utf-8"),
        (codecs.BOM_UTF16_BE + "é".encode("utf-16-be"), None),
        (codecs.BOM_UTF32_LE + "é".encode("utf-32-le"), None),
    ],
)
def test_the_mark_counts_more_than_the_header_and_utf_8_is_the_default(
    body: bytes, content_type: str | None
) -> None:
    assert text(body, content_type) == "é"


def test_an_xml_declaration_and_a_meta_tag_are_believed() -> None:
    assert (
        text('<?xml version="1.0" encoding="windows-1251"?><a>ж</a>'.encode("cp1251"))[-5:-4] == "ж"
    )
    assert text(b"<html><meta charset=koi8-r>" + "ж".encode("koi8-r")).endswith("ж")
    content = b'<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">'
    assert text(content + "①漢".encode("cp932")).endswith("①漢")


def test_the_header_counts_more_than_what_the_page_says() -> None:
    page = "<meta charset=windows-1251>é".encode()
    assert text(page, "text/html; charset=utf-8").endswith("é")


def test_a_claim_that_is_not_true_is_passed_over() -> None:
    assert text("<meta charset=utf-8>é".encode("latin-1")).endswith("é")
    assert text("<meta charset=ascii>“x”".encode("cp1252")).endswith("“x”")
    assert text("<meta charset=utf-16>é".encode()).endswith("é")
    assert text("é".encode(), "text/html; charset=punycode") == "é"
    assert text("é".encode(), "text/html; charset=no-such-thing") == "é"


@given(st.binary(max_size=200), st.sampled_from([None, "text/html; charset=utf-16", "x; charset="]))
def test_no_bytes_fail(body: bytes, content_type: str | None) -> None:
    assert isinstance(text(body, content_type), str)
