"""A mail as the checks see it: its parts, its words, and where its elements stand."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.mail import css, eml, mime
from digest.core.mail.mail import Mail
from digest.core.mail.page import Page, in_code, is_hidden, pixels, words_of

SIGNED = b"""From: =?utf-8?q?J=C3=BCrgen?= <a@example.org>
Subject: =?utf-8?b?w5xiZXI=?=
 Mail
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<p>caf=E9</p>
--x
Content-Type: text/plain; charset=unknown
Content-Transfer-Encoding: base64

Y2Fmw6k=
--x
Content-Type: image/png

x
--x--
"""


def test_parts_of_a_message_are_decoded():
    mail = eml.read(SIGNED)

    assert mail.html == "<p>café</p>"
    assert mail.text == "café"
    assert mail.header("from") == "Jürgen <a@example.org>"
    assert mail.header("Subject") == "Über Mail"


def test_a_mail_has_what_it_was_given():
    assert Mail(html="").has == {"html", "words"}
    assert eml.read(SIGNED).has == {"html", "text", "words", "headers", "message"}


@pytest.mark.parametrize(
    ("field", "found"),
    [
        (b"Subject: =?utf-7?q?+2AA-?=", "=?utf-7?q?+2AA-?="),
        (b"Subject: " + b"=?utf-8?q?a?= " * 30_000, "a" * 714),
        (
            b"Subject: =?utf-7?q?+2AA-?= caf\xc3\xa9",
            "=?utf-7?q?+2AA-?= caf\N{LATIN SMALL LETTER E WITH ACUTE}",
        ),
    ],
)
def test_a_subject_beyond_decoding_stands_as_it_is_and_an_endless_one_is_cut(field, found):
    assert eml.read(field + b"\n\nx").header("subject").startswith(found)


@pytest.mark.parametrize("count", [100, 400, 900, 20_000])
def test_comments_without_end_leave_the_rest_of_a_message(count):
    mail = eml.read(b"From: a@example.org " + b"(" * count + b"\nSubject: x\n\nx")

    assert (mail.header("subject"), mail.text) == ("x", "x")


@pytest.mark.parametrize("count", [60, 400, 3000])
@pytest.mark.parametrize(
    "layer",
    [
        "Content-Type: message/rfc822\n\n",
        'Content-Type: multipart/mixed; boundary="{0}"\n\n--{0}\n',
    ],
)
def test_parts_within_parts_without_end_are_refused(layer, count):
    with pytest.raises(RecursionError):
        mime.parsed("".join(layer.format(f"b{at}.") for at in range(count)).encode())


def test_a_message_forwarded_within_others_is_read():
    assert mime.parsed(b"Content-Type: message/rfc822\n\n" * 20 + b"\nx").is_multipart()


@given(st.binary(max_size=300))
def test_no_message_breaks_the_reader(data):
    mail = eml.read(data)

    assert mail.message == data
    assert mail.page.words is not None


MIME = st.sampled_from(
    [f"Content-Type: multipart/{kind}; boundary={mark}\n" for kind in ("alternative", "mixed")
     for mark in "bc"] + ["Content-Type: text/html\n", "\n", "--b\n", "--c\n", "--b--\n", "words\n",
                         "Content-Type: message/rfc822\n"]
)  # fmt: skip


@given(st.lists(MIME, max_size=20).map("".join))
def test_parts_in_any_disorder_are_told(source):
    offers = mime.alternatives(source.encode())

    assert all(kind.count("/") == 1 for kinds in offers for kind in kinds)


@given(st.text(alphabet="<>!-/=\"' abpt\n{&;x\x00\ud800", max_size=80))
def test_no_html_breaks_the_tree_and_every_element_has_a_line(source):
    page = Page(source)

    for element in page.root.iter("*"):
        line, column = page.place(element)
        assert line >= 1
        assert column is None or column >= 1


def test_an_element_is_found_where_it_opens():
    page = Page(
        '<html>\n<body>\n<p>a</p><p\n class="x">b</p>\n<!-- <p> -->  <p>c</p></body></html>'
    )

    assert [page.place(each) for each in page.all("p")] == [(3, 1), (3, 9), (5, 15)]


def test_where_the_parser_adds_elements_there_is_a_line_only():
    page = Page("<p>a\n<table><tr><td>x</p></td></tr></table></p></p>\n<p>b")
    line, column = page.place(page.all("p")[0])

    assert (line, column) in {(1, 1), (1, None)}


def test_words_leave_out_comments_and_styles():
    page = Page("<title>T</title><style>p{}</style><p>a<!-- no -->b<b>c</b>d</p>")

    assert sorted(part.text for part in page.words) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("said", "found"),
    [("600", 600), (" 12px ", 12), ("12 px", 12), ("0", 0), ("9" * 5000, 999_999_999)],
)
def test_whole_pixels_are_read(said, found):
    assert pixels(said) == found


@pytest.mark.parametrize("said", [None, "", "px", "²", "٣", "50%", "auto", "1.5", "-1"])
def test_what_is_no_whole_number_has_no_pixels(said):
    assert pixels(said) is None


def test_words_of_a_link_are_also_those_of_its_pictures():
    (link,) = Page('<a href="/" title="t">a <img alt="picture"></a>').all("a")

    assert words_of(link) == "a picture t"


def test_code_and_hidden_elements_are_known_by_what_is_around_them():
    page = Page('<pre><b>x</b></pre><div style="DISPLAY: none !important"><i>y</i></div>')

    assert in_code(page.all("b")[0])
    assert is_hidden(page.all("i")[0])
    assert not is_hidden(page.all("b")[0])


def test_the_preheader_is_what_is_hidden_first():
    html = (
        '<div style="display:none">Read on\u034f\u200c \u00ad</div><p style="display:none">No</p>'
    )

    assert Mail(html=html).preheader == "Read on"


def test_a_later_declaration_wins_but_not_over_an_important_one():
    assert dict(css.declarations("color: red; COLOR: blue")) == {"color": "blue"}
    assert dict(css.declarations("color: red !important; color: blue")) == {"color": "red"}
    assert dict(css.declarations('a; background: url("a;b"); :')) == {"background": 'url("a;b")'}


def test_rules_in_media_queries_tell_their_condition():
    (plain, dark) = css.rules("p, b { margin: 0 } @media (x: y) { .a { color: red } } @import 'x';")

    assert (plain.selector, plain.condition) == ("p, b", "")
    assert (dark.selector, dark.condition) == (".a", "@media (x: y)")


def test_a_rule_knows_every_condition_around_it_and_what_is_important():
    (rule,) = css.rules("@supports (a: b) { @media print { p { color: red !important } } }", "all")

    assert rule.condition == "@media all @supports (a: b) @media print"
    assert rule.important == {"color"}


def test_declarations_stand_where_they_are_said_last():
    assert list(css.declarations("color: red; top: 0; color: blue")) == ["top", "color"]


@pytest.mark.parametrize(
    "field",
    [
        "From: A <", "Reply-To: a@", "To: =?x?q?=C3?=<a", "Message-ID: <<a]",
        "Content-Type: text/html; charset=a\x00b", "Content-Disposition: \x00; =",
    ],
)  # fmt: skip
def test_a_broken_header_field_breaks_nothing(field):
    mail = eml.read(f"Subject: a\n{field}\n\n<p>b".encode())

    assert mail.header("Subject") == "a"
    assert mail.header(field.partition(":")[0]) is not None
    assert len(mime.leaves(mail.message)) == 1


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("gb2312", "gb18030", "这个镕"), ("ks_c_5601-1987", "cp949", "똠방각하"),
        ("Shift_JIS", "cp932", "①髙橋"), ("big5", "big5hkscs", "中文嘅"),
        ("iso-8859-1", "cp1252", "“don’t” €"), ("us-ascii", "utf-8", "Grüße"),
        ("utf-8*de", "utf-8", "Grüße"),
    ],
)  # fmt: skip
def test_an_encoded_word_is_read_as_its_encoding_is_meant(label, encoding, text):
    word = f"=?{label}?B?{b64encode(text.encode(encoding)).decode()}?="

    assert eml.read(f"Subject: {word}\n\n".encode()).header("Subject") == text


def test_a_part_weighs_what_is_left_of_it_when_decoded():
    kinds = ("image/png", "text/plain", "text/x; (a>));charset*")
    encoded = [b"aGVs\nbG8=", "sieben ü".encode(), b"\xff\xfe"]
    fields = zip(kinds, ("base64", "8bit", "8bit"), encoded, strict=True)
    parts = b"".join(
        f"\n--x\nContent-Type: {kind}\nContent-Transfer-Encoding: {coding}\n\n".encode() + body
        for kind, coding, body in fields
    )
    leaves = mime.leaves(b"Content-Type: multipart/mixed; boundary=x\n" + parts + b"\n--x--\n")

    assert [(leaf.kind, leaf.size_bytes) for leaf in leaves[:2]] == [
        ("image/png", 5),
        ("text/plain", 9),
    ]
    assert leaves[2].size_bytes == 2


def text_of(kind, body):
    return eml.read(f"Content-Type: {kind}\n\n".encode() + body).text


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ("text/plain; charset=iso-8859-1", b"\x93caf\xe9\x94", "“café”"),
        ("text/plain; charset=Windows-1252", b"\x80 5", "€ 5"),
        ("text/plain; charset=utf-8", b"caf\xe9", "caf\ufffd"),
        ("text/plain; charset=us-ascii", "café".encode(), "café"),
        ("text/plain; charset=ks_c_5601-1987", "똠방".encode("cp949"), "똠방"),
        ("text/plain", "café".encode(), "café"),
        ("text/plain", b"caf\xe9", "café"),
        ("text/plain; charset=punycode", "é".encode(), "é"),
        ("text/plain", b"a\rb\r\nc", "a\nb\nc"),
    ],
)
def test_a_part_is_read_as_mail_programs_read_it(kind, body, text):
    assert text_of(kind, body) == text


@pytest.mark.parametrize(
    ("more", "body", "text"),
    [
        ("", "one \ntwo\n\n From here \non\n-- \nsig", "one two\n\nFrom here on\n-- \nsig"),
        ("; delsp=yes", "https://e.org/a \nb", "https://e.org/ab"),
    ],
)
def test_flowed_text_is_whole_again(more, body, text):
    assert text_of(f"text/plain; format=flowed{more}", body.encode()) == text


def test_a_message_within_a_message_is_not_what_is_sent():
    inner = b"Content-Type: message/rfc822\n\nSubject: inner\nContent-Type: text/html\n\n<p>inner"
    outer = b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nouter"
    mail = eml.read(outer + b"\n--x\n" + inner + b"\n--x--\n")

    assert (mail.text, mail.html) == ("outer", None)


def test_a_style_that_is_nested_beyond_sense_is_none():
    assert css.declarations(f"width: {'calc(' * 50}1px{')' * 50}")
    assert not css.declarations(f"width: {'calc(' * 5000}1px{')' * 5000}")
    assert css.rules("@media print { " * 5000 + "p { color: red }") == ()
