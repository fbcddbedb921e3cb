"""Whatever a post says comes out inert and readable, and never breaks a build.

The issues are made by `compose`, rendered, and put into a message; a parser then looks at them.
"""

import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config.settings import Design, Newsletter
from digest.core.curate import compose
from digest.core.curation import Curation, Own
from digest.core.model import Image, Issue, Post, Rendered, Source
from digest.core.sections import Layout
from digest.core.window import between
from digest.render.english import English
from digest.render.issue import render
from digest.render.mime import to_message
from digest.render.templates import known_designs

TEMPLATES = Path(__file__).parents[2] / "templates"
DESIGNS = known_designs([TEMPLATES])
WINDOW = between(date(2026, 2, 23), date(2026, 3, 2), ZoneInfo("UTC"))
NEWSLETTER = Newsletter(
    title="Systems & Models",
    sender="Systems <digest@example.org>",
    url="https://example.org/",
    unsubscribe_url="https://example.org/unsubscribe?to={email}",
)
OUT = NEWSLETTER.unsubscribe_url
SAFE_SCHEMES = ("https://", "http://", "mailto:")
ADDRESSES = frozenset(("href", "src", "background", "action", "formaction", "data", "poster"))
NEVER = frozenset(
    "script iframe frame object embed applet form input button textarea select link base svg math"
    " audio video template marquee".split()
)
REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

HOSTILE = {
    "script": "<script>alert(1)</script> <SCRIPT SRC=//e.example/x.js></SCRIPT>",
    "handlers": "<img src=x onerror=alert(1)> \"><svg onload=alert(1)> ' onfocus='alert(1)",
    "links": '<a href="javascript:alert(1)">x</a> [x](javascript:alert(1)) <jAvAsCrIpT:alert(1)>',
    "markdown": "[a][b]\n\n[b]: javascript:alert(1) \n\n![i](data:text/html;base64,PHNjcmlwdD4=)",
    "style": "<style>*{display:none}</style><style media=x>@import '//e.example'</style>",
    "meta": '<meta http-equiv="refresh" content="0;url=//e.example"><base href="//e.example/">',
    "unclosed": "<b><i><p><table><tr><td><div title='x",
    "closing": "</p></td></tr></table></div></body></html></mj-text></mj-column></mjml>",
    "nested": "<div>" * 300 + "deep" + "</div>" * 299,
    "quotes": "> " * 300 + "deep",
    "mjml": "<mj-raw><b>x</b></mj-raw><mj-include path='/etc/passwd' /><mj-style>*{}</mj-style>",
    "comments": "<!-- x --> --> <!--[if mso]><b>x</b><![endif]--> <![CDATA[x]]> <?php x ?> -- --",
    "jinja": "{{ 7 * 7 }} {% for x in y %} {# gone #} {% include '/etc/passwd' %} {%- raw -%} {{",
    "merge tags": "*|EMAIL|* *|IF:X|* {{ subscriber.email }} {{.Subscriber.Email}} {{ contact.X }}"
    " {email} {unsubscribe_url} {subscriber.name|there} %recipient.email% %unsubscribe_url% -name-"
    " [[email]] [%first%] {{{ raw }}} <%asm_group_unsubscribe_raw_url%> %%email%% {!x!} ${x} #{x}",
    "bidi": "\u202egpj.exe\u202c \u202dabc \u2067\u2066x \u202b\u202a open \u2069\u2069",
    "long word": "x" * 5000,
    "long title": "word " * 1000,
    "long code": "`" + "y" * 5000 + "`",
    "control": "\x00\x01\x07bell\x08\x0b\x0c\x1b[31mred\x7f \x85 \x9b31m \r\n\r\nBcc: x@e.example",
    "surrogates": "\ud800 lone \udfff \udc00\ud800",
    "no characters": "a\ufffeb\uffffc \ufdd0 \U0001ffff \ue000x:1:1:1\ue001",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇩🇪🇫 ❤️ \u200d\u200d e\u0301\u0301\u0301",
    "combining": "z" + "\u0335\u0322\u0489" * 200,
    "entities": "&lt;script&gt; &#60;b&#62; &amp;amp; &#0; &#x110000; &nbsp; &bogus; &",
    "math": "$\\href{javascript:alert(1)}{x}$ $<script>$ $" + "{" * 150 + "x" + "}" * 150 + "$",
    "backticks": "`` ` `<b>` ``` ````x",
    "backslashes": '\\u{94d} \\n \\" C:\\new',
    "blank": " \u200b\ufeff\u2060 ",
    "lines": "a\u2028b\u2029c\nd\r\ne\x85f",
}


class Page(HTMLParser):
    """What a tolerant parser finds; Outlook reads what stands in comments, too."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.sheets = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        inside = Page(data.partition(">")[2]) if data.startswith("[if") else None
        if inside:
            self.tags += [tag for tag in inside.tags if tag in NEVER]
            self.attributes += inside.attributes


def hostile_issue(
    *said: str, link: str = "https://example.org/a/", editor: tuple[str, ...] = ()
) -> Issue:
    """An issue in which every text, of posts and of the editor, is one of `said` in turn."""
    one, two, three = (said * 3)[:3]
    post = Post(
        source=one,
        title=one,
        url=link,
        summary=two,
        authors=(two, three),
        tags=(three,),
        minutes=3,
        image=Image("https://example.org/i.png", three),
        language=one,
        key="a",
    )
    other = replace(post, title=two, summary=three, authors=(), image=None, key="b", url=None)
    third = replace(other, title=three, summary=one, truncated=True, key="c", url=link)
    mine = editor or (one, two, three)
    own = Own(kind="link", url=link, title=mine[0], blurb=mine[1], place=2)
    return compose(
        (post, other, third),
        Curation(title=mine[0], intro=mine[1], outro=mine[2], add=(own,)),
        issue_id="2026-W09",
        number=9,
        window=WINDOW,
        layout=Layout((), (Source(one, "feed", link, section=two),)),
        words=English(),
    )


def rendered(issue: Issue, design: str = "weekly") -> Rendered:
    return render(issue, NEWSLETTER, Design(design, full_items=2), folders=[TEMPLATES])


def assert_inert(done: Rendered) -> None:
    page = Page(done.html)
    assert not NEVER & set(page.tags)
    assert page.tags.count("html") == page.tags.count("body") == page.tags.count("title") == 1
    for tag, name, value in page.attributes:
        assert not name.startswith("on"), (tag, name)
        assert name not in ("srcdoc", "http-equiv") or value in ("X-UA-Compatible", "Content-Type")
        if name in ADDRESSES:
            assert value.lower().startswith(SAFE_SCHEMES) or value == "", (tag, name, value)
            assert not re.search(r"\s", value)
    for text in (done.html, done.text, done.subject, done.preheader):
        assert not CONTROL.search(text)
    balanced(done.text)
    for text in (*page.words, done.subject, done.preheader):
        assert not REORDERING.search(text)


def balanced(text: str) -> None:
    """Each line closes the isolates it opens, and forces no direction."""
    assert not re.search("[\u202a-\u202e]", text)
    for paragraph in re.split(r"\n\s*\n", text):
        assert paragraph.count("\u2068") == paragraph.count("\u2069")


def assert_sendable(done: Rendered) -> None:
    raw = to_message(
        done,
        newsletter=NEWSLETTER,
        to="reader@example.org",
        date=datetime(2026, 3, 2, 9, tzinfo=UTC),
        message_id="<1@example.org>",
    )
    parsed = message_from_bytes(raw, policy=policy.default)
    assert parsed["To"] == "reader@example.org"
    assert "Bcc" not in parsed
    assert not parsed.defects
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def letters(text: str) -> str:
    """The letters and digits of a text, which survive whatever is done to spaces and marks."""
    return "".join(char for char in text if unicodedata.category(char)[0] in "LN")


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_hostile_comes_out_inert_in_every_place(kind: str, design: str) -> None:
    done = rendered(hostile_issue(HOSTILE[kind]), design)
    assert_inert(done)
    assert_sendable(done)


@pytest.mark.parametrize("kind", sorted(set(HOSTILE) - {"math", "merge tags", "control", "blank"}))
def test_what_is_hostile_is_still_readable(kind: str) -> None:
    done = rendered(hostile_issue(HOSTILE[kind]))
    said = letters(" ".join(HOSTILE[kind].split()))
    assert said[:900] in letters("".join(Page(done.html).words))
    assert said[:900] in letters(done.text)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a design that puts what posts say into attributes and titles."""
    folder = tmp_path_factory.mktemp("templates")
    (folder / "ours").mkdir()
    (folder / "ours/item.mjml.j2").write_text(
        "{% macro said(item) %}{{ item.title }}{% endmacro %}{% set words = item.summary %}"
        "{% set all %}{{ said(item) }} > {{ words }}{% endset %}"
        '<mj-raw><title>{{ item.title ~ "" }}</title></mj-raw><mj-text>'
        '<p class="one" title="{{ item.title }}">{{ item.title }}</p>'
        "<p class='two' title='{{ said(item) }}'>{{ words }}</p>"
        '<p class="three" title="> {{ all }} {{ issue.intro }}">{{ all }}</p></mj-text>'
        '<mj-image src="https://example.org/a.png" alt="{{ item.title | striptags }}" />'
    )
    return folder


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_hostile_is_words_alone_in_attributes_of_a_design(kind: str, own: Path) -> None:
    issue = hostile_issue(HOSTILE[kind])
    done = render(issue, NEWSLETTER, Design("ours", full_items=2), folders=[own, TEMPLATES])
    page = Page(done.html)
    assert not NEVER & set(page.tags)
    assert {name for tag, name, _ in page.attributes if tag == "p"} <= {
        "class", "dir", "lang", "style", "title"
    }  # fmt: skip
    assert not any(name.startswith("on") for _, name, _ in page.attributes)
    values = [value for tag, name, value in page.attributes if (tag, name) == ("p", "title")]
    assert not any(mark in value for value in values for mark in ("<wbr", "<code", 'class="long'))
    assert not CONTROL.search(done.html + done.mjml)


def test_titles_without_end_are_cut_in_the_subject_and_kept_in_the_body() -> None:
    for kind in ("long title", "long word"):
        done = rendered(hostile_issue(HOSTILE[kind]))
        assert len(done.subject) <= 78
        assert "…" in done.subject
        assert len(done.preheader) <= 110
        assert "overflow-wrap:anywhere" in done.html.replace(": ", ":")


def test_no_word_of_a_post_turns_its_neighbours_round() -> None:
    done = rendered(hostile_issue(HOSTILE["bidi"]))
    assert "gpj.exe" in done.subject
    assert "gpj.exe" in done.html


def test_merge_tags_of_posts_are_text() -> None:
    said = HOSTILE["merge tags"]
    done = rendered(hostile_issue(said, editor=("Title", "Intro", "Outro")))
    words = "".join(Page(done.html).words)
    for text in (words, done.text):
        assert "https://example.org/unsubscribe?" not in text.replace(f"Unsubscribe: {OUT}", "")
        assert letters(text).count(letters(said)) >= 3


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        'https://e.example/"onmouseover="alert(1)',
        "https://e.example/' onclick='x",
        "https://e.example/<script>",
        "https://e.example/\ud800\x00\u202e",
        "https://[::1",
        "https://e.example/{{ 7*7 }}/*|X|*/%recipient%",
        "https://" + "e" * 5000 + ".example/",
        "https://",
    ],
)
def test_no_address_does_anything_but_lead_somewhere(link: str) -> None:
    done = rendered(hostile_issue("Words", link=link))
    assert_inert(done)
    assert_sendable(done)


PIECES = st.sampled_from(sorted(HOSTILE.values())) | st.text(st.characters(), max_size=40)
MIXTURES = st.lists(st.lists(PIECES, max_size=3).map("".join), min_size=3, max_size=3)


@settings(max_examples=100, deadline=None)
@given(MIXTURES, st.sampled_from(DESIGNS))
def test_mixtures_of_it_come_out_inert(said: list[str], design: str) -> None:
    done = rendered(hostile_issue(*said), design)
    assert_inert(done)
    assert_sendable(done)


def test_two_processes_make_the_same_bytes_of_it_under_any_hash_seed() -> None:
    script = (
        "import sys, hashlib; sys.path.insert(0, 'tests/render'); import test_hostile as made\n"
        "texts = list(made.HOSTILE.values())\n"
        "for design in made.DESIGNS:\n"
        "    done = made.rendered(made.hostile_issue(*texts[::9]), design)\n"
        "    print(hashlib.sha256(repr(done).encode()).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed},
            cwd=TEMPLATES.parent,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != b""
