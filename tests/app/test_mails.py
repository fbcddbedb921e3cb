"""A file of anybody's becomes a mail, in whatever encoding it is, or it is said why not."""

import pytest

from digest.app import check, mails
from digest.config.settings import Checks
from digest.core.errors import UsageError

HTML = (
    '<html lang="en"><head><meta charset="{0}"><title>Grüße</title></head>\r\n'
    '\t<img src="https://e.org/a.png" width="3"><p>café</p>\r\n'
    '<a href="https://e.org/unsubscribe">Unsubscribe</a></html>'
)


@pytest.fixture
def named(tmp_path, monkeypatch):
    """Writes a file, and gives its path."""
    monkeypatch.chdir(tmp_path)

    def write(name, data):
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return write


@pytest.mark.parametrize(
    ("claimed", "written"),
    [
        ("utf-8", "utf-8"), ("utf-8", "utf-8-sig"), ("utf-16", "utf-16"), ("", "utf-8"),
        ("iso-8859-1", "latin-1"), ("windows-1252", "cp1252"), ("", "latin-1"),
    ],
)  # fmt: skip
def test_html_is_read_in_its_encoding(named, claimed, written):
    path = named("mail.html", HTML.format(claimed).encode(written))
    (finding,) = check.file(path, Checks()).findings

    assert "café" in mails.of_file(path).html
    assert (finding.rule, finding.location.line, finding.location.column) == ("DG401", 2, 2)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_three_ways(named, end):
    path = named("mail.html", HTML.format("utf-8").replace("\r\n", end).encode())
    (finding,) = check.file(path, Checks()).findings

    assert (finding.location.line, finding.location.column) == (2, 2)


def test_columns_are_counted_in_characters(named):
    path = named("mail.html", HTML.format("utf-8").replace("\t", "😀é\t").encode())
    (finding,) = check.file(path, Checks()).findings

    assert finding.location.column == 4


def test_a_file_is_named_as_seen_from_here(named, monkeypatch):
    path = named("mail.html", HTML.format("utf-8").encode())
    assert mails.of_file(path).files == {"html": "mail.html"}

    (path.parent / "elsewhere").mkdir()
    monkeypatch.chdir(path.parent / "elsewhere")
    assert mails.of_file(path).files == {"html": path.as_posix()}


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.html", b"", "a.html: is empty"),
        ("a.eml", b" \r\n", "a.eml: is empty"),
        ("a.html", b"\x89PNG\r\n\x1a\n\0\0\0", "its bytes are no text"),
        ("a.msg", b"\xd0\xcf\x11\xe0\0\0", "its bytes are no text"),
        ("a.html", b"hello", "it has no tag"),
        ("a.txt", b"See <https://e.org/>, a < b > c", "it has no tag"),
        ("a.pdf", b"%PDF-1.4 << /Type /Page >>", "it has no tag"),
        ("a.html", b"<p>a\0", "its bytes are no text"),
        ("a.html", b" " * 10_000_001, "a.html: has more than 10 MB"),
        ("a.eml", b"Content-Type: message/rfc822\n\n" * 60, "lie in each other too deep"),
        ("a.mbox", b"From a\nTo: a\n\nb\n\nFrom c\nTo: d\n\ne\n", "holds several messages"),
    ],
)
def test_what_is_no_mail_is_refused_with_a_reason(named, name, data, told):
    with pytest.raises(UsageError) as refused:
        mails.of_file(named(name, data))

    assert told in str(refused.value)
    assert refused.value.hint


def test_a_message_with_nul_bytes_is_read(named):
    mail = mails.of_file(named("a.eml", b"Subject: one\n\nWords.\n\0\0"))

    assert (mail.header("subject"), mail.text) == ("one", "Words.\n\0\0")


@pytest.mark.parametrize("data", [b"<p>", b"a <br/>", b"<!-- a -->", b"</o:p>", b"<A HREF='#'>b"])
def test_one_tag_makes_html(named, data):
    assert mails.of_file(named("a.html", data)).html == data.decode()


def test_a_mailbox_of_one_message_is_that_message(named):
    mail = mails.of_file(named("a.mbox", b"From a\nSubject: one\n\nFrom here on\n"))

    assert (mail.header("subject"), mail.text) == ("one", "From here on\n")
