"""Each rule finds what it is about, and is silent about a mail that is right."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from digest.app import rulebook
from digest.app.wiring import shelf
from digest.core.mail.mail import Mail


@dataclass(frozen=True)
class Example:
    """A faulty mail, a mail that is nearly so and fine, and what is said of the faulty one."""

    bad: Callable[..., Mail]
    good: Callable[..., Mail]
    severity: str
    told: str


def in_body(bad, good, severity, told):
    return Example(lambda m: m.html(bad), lambda m: m.html(good), severity, told)


def in_message(swap, severity, told, good=("", "")):
    return Example(lambda m: m.message(swap=swap), lambda m: m.message(swap=good), severity, told)


LONG = "x" * 90
SUBJECT = "Subject: What a queue forgets"
EXAMPLES = {
    "size_clip": [
        in_body("<p>é</p>" * 12_000, "<p>é</p>" * 8_000, "error", "Gmail clips at 100 KB"),
        in_body("<p>é</p>" * 9_500, "<p>é</p>" * 8_000, "warning", "84 KB"),
    ],
    "size_message": [
        in_message(("Some words", "Some words " * 140_000), "warning", "1.5 MB"),
    ],
    "style_block": [
        in_body(
            f"<style>{'p{color:red}' * 700}</style>",
            f"<style>{'p{color:red}' * 600}</style>" * 2,
            "warning",
            "8,400 characters",
        )
    ],
    "image_height": [
        in_body(
            '<img src="https://e.org/a.png" height="1729">',
            '<img src="https://e.org/a.png" height="1728"><img height="auto">',
            "warning",
            "1729 pixels",
        )
    ],
    "subject": [
        in_message((SUBJECT, "Subject:"), "error", "empty"),
        in_message((SUBJECT, f"Subject: {LONG}"), "warning", "90 characters"),
        in_message((SUBJECT, "Subject: READ THIS TODAY"), "warning", "capitals"),
        in_message((SUBJECT, "Subject: Read this!!"), "warning", "!!"),
        in_message(
            (SUBJECT, "Subject:"), "error", "empty", good=(SUBJECT, "Subject: ABC, 第 12 号")
        ),
    ],
    "preheader": [
        in_message(('<div style="display:none">What', "<div>What"), "warning", "no preheader"),
        in_message(
            (SUBJECT, "Subject: What is behind the posts of this week, in one line"),
            "warning",
            "repeats the subject",
        ),
        in_message((" is behind the posts of this week, in one line", ""), "info", "4 characters"),
    ],
    "text_part": [
        in_message(("text/plain", "text/calendar"), "error", "no plain-text part"),
        Example(
            lambda m: m.message("<p>word</p>" * 100, text="word " * 5),
            lambda m: m.message("<p>word</p>" * 100, text="word " * 60),
            "warning",
            "5 words",
        ),
    ],
    "text_links": [
        Example(
            lambda m: m.message('<a href="https://e.org/a?b=1&amp;c=2">a</a>'),
            lambda m: m.message(
                '<a href="https://e.org/a?b=1&amp;c=2">a</a><a href="mailto:a@e.org">b</a>',
                text="Unsubscribe: https://example.org/unsubscribe https://e.org/a?b=1&c=2",
            ),
            "warning",
            "https://e.org/a?b=1&c=2",
        )
    ],
    "unsubscribe": [
        in_message(
            ('<a href="https://example.org/unsubscribe">Unsubscribe</a>', "Goodbye"),
            "error",
            "no link to unsubscribe",
            good=('https://example.org/unsubscribe">Unsubscribe', 'https://e.org/1">Abmelden'),
        ),
        in_message(("Unsubscribe: https://example.org/unsubscribe", ""), "warning", "text part"),
        Example(
            lambda m: m.issue(body='<a href="{unsubscribe_url}">Unsubscribe</a>'),
            lambda m: m.issue(way_out="https://example.org/unsubscribe"),
            "warning",
            "leave by a mail to the sender",
        ),
        Example(
            lambda m: m.issue(body='<a href="{unsubscribe_url}">Bye</a>', rehearsal=True),
            lambda m: m.issue(body="<p>&#123;unsubscribe_url}</p>"),
            "warning",
            "leave by a mail to the sender",
        ),
    ],
    "one_click": [
        in_message(("List-Unsubscribe: <", "X-Way-Out: <"), "warning", "no List-Unsubscribe"),
        in_message(("=One-Click", "=Two"), "warning", "One-Click"),
        in_message(("<https://example.org/unsubscribe>", "<mailto:a@e.org>"), "info", "no https"),
    ],
    "sender": [
        in_message(("A Letter <letter@example.org>", "A Letter"), "error", "no address"),
        in_message(("letter@example.org", "letter@gmail.com"), "warning", "gmail.com"),
        in_message(("A Letter <letter@example.org>", "letter@example.org"), "info", "no name"),
        in_message(
            ("<letter@example.org>", "<a@e.org>, b@e.org"),
            "error",
            "no address",
            good=("A Letter <", '"Doe, Jane" <'),
        ),
    ],
    "header_fields": [
        in_message(("Date: ", "X-Date: "), "error", "Date is missing"),
        in_message(("Message-ID: ", "X-Id: "), "error", "Message-ID is missing"),
        in_message((SUBJECT, f"{SUBJECT}\nSubject: Another"), "error", "stands 2 times"),
        in_message((SUBJECT, "Subject: Über Warteschlangen"), "error", "beyond ASCII"),
    ],
    "line_length": [
        in_message(("Some words", "x" * 999), "error", "bytes", good=("Some words", "x" * 900)),
    ],
    "link_syntax": [
        in_body('<a href="">a</a>', '<a name="x">a</a>', "error", "no address"),
        in_body('<a href="#top">a</a>', '<a href="#s">a</a><h2 id="s">s</h2>', "error", "#top"),
        in_body('<a href="/page">a</a>', '<a href="mailto:a@e.org">a</a>', "error", "relative"),
        in_body('<a href="javascript:x()">a</a>', '<a href="tel:1">a</a>', "error", "javascript:"),
        in_body(
            '<a href="http://localhost:8000/">a</a>',
            '<a href="https://localhost.example.org/">a</a>',
            "warning",
            "machine of the sender",
        ),
        in_body('<a href="https://">a</a>', '<a href="https://e.org">a</a>', "error", "broken"),
        in_body(
            '<a href="https://e.org:99999/">a</a>',
            '<a href="https://e.org:8443/">a</a><a href="{unsubscribe_url}">b</a>',
            "error",
            "broken",
        ),
    ],
    "link_insecure": [
        in_body(
            '<a href="http://e.org/">a</a>', '<a href="https://e.org/">a</a>', "warning", "https"
        ),
        Example(
            lambda m: m.issue(
                m.post(url="http://e.org/a"), body='<a href="http://e.org/a?utm_source=x">a</a>'
            ),
            lambda m: m.issue(body='<a href="https://e.org/a">a</a>'),
            "info",
            "http://e.org/a",
        ),
    ],
    "link_text": [
        in_body(
            '<a href="https://e.org/"><img src="https://e.org/a.png" alt=""></a>',
            '<a href="https://e.org/"><img src="https://e.org/a.png" alt="The page"></a>',
            "error",
            "no words",
        ),
        in_body(
            '<a href="https://e.org/">Click here!</a>',
            '<a href="https://e.org/">Here be dragons</a>',
            "warning",
            "Click here",
        ),
    ],
    "link_mismatch": [
        in_body(
            '<a href="https://evil.example/">www.bank.com</a>',
            '<a href="https://www.bank.com/x">bank.com</a><a href="https://e.org/">Node.js</a>',
            "warning",
            "shows www.bank.com and leads to evil.example",
        )
    ],
    "link_shortener": [
        in_body(
            '<a href="https://bit.ly/3x">a</a>',
            '<a href="https://habit.ly/">a</a>',
            "warning",
            "bit.ly",
        )
    ],
    "merge_tag": [
        Example(
            lambda m: m.issue(body='<a href="{web_url}">Read on the web</a>'),
            lambda m: m.issue(body="<p>{web_urls}</p>"),
            "error",
            "{web_url}",
        )
    ],
    "img_alt": [
        in_body(
            '<img src="https://e.org/a.png">',
            '<img src="https://e.org/a.png" alt="">',
            "error",
            "img",
        ),
        in_body(
            '<img src="https://e.org/a.png" alt="IMG_0042.jpg">',
            '<img src="https://e.org/a.png" alt="How JPEG works: a.jpg and b.jpg">',
            "warning",
            "IMG_0042.jpg",
        ),
    ],
    "img_width": [
        in_body(
            '<img src="https://e.org/a.png" style="width:90px">',
            '<img src="https://e.org/a.png" width="90">',
            "warning",
            "no width",
        )
    ],
    "img_format": [
        in_body(
            '<img src="https://e.org/a.svg">', '<img src="https://e.org/svg.png">', "error", "SVG"
        ),
        in_body(
            '<img src="https://e.org/a.webp?w=1">',
            '<img src="https://e.org/a.jpg">',
            "warning",
            "WEBP",
        ),
        in_body(
            '<img src="data:image/png;base64,iVBO">', '<img src="cid:a@b">', "warning", "data:"
        ),
    ],
    "img_source": [
        in_body('<img src="">', '<img src="cid:a@b">', "error", "no address"),
        in_body(
            '<img src="images/a.png">', '<img src="https://e.org/a.png">', "error", "images/a.png"
        ),
        in_body(
            '<img src="http://e.org/a.png">', '<img src="https://e.org/a.png">', "warning", "https"
        ),
    ],
    "language": [
        in_message(('lang="en"', ""), "warning", "no language", good=('lang="en"', 'lang="pt-BR"')),
        in_message(('lang="en"', 'lang="und"'), "warning", "no language"),
        in_message(('lang="en"', 'lang="English!"'), "warning", "English!"),
    ],
    "direction": [
        in_body(
            "<p>مرحبا بالعالم</p>",
            '<p dir="auto">مرحبا بالعالم</p><p>The word שלום means peace.</p>',
            "warning",
            "right to left",
        )
    ],
    "title": [in_message(("<title>A letter</title>", "<title> </title>"), "warning", "no title")],
    "headings": [
        in_body("<h3>a</h3>", "<h2>a</h2><h3>b</h3><h2>c</h2>", "warning", "behind h1 comes h3")
    ],
    "table_role": [
        in_body(
            '<table role="none"><tr><td><table><tr><td>a</td></tr></table></td></tr></table>',
            '<table role="presentation"><tr><td><table><th>a</th></table></td></tr></table>',
            "warning",
            "no role",
        )
    ],
    "font_size": [
        in_body(
            '<div style="font-size:10px"><p>small print</p></div>',
            '<p style="font-size:1px">&nbsp;</p><p style="font-size:9pt">a</p>'
            '<p style="font-size:10px;display:none">a</p>',
            "warning",
            "10 pixels",
        ),
        in_body(
            "<style>@media print { .a { font-size: 8px } }</style>",
            "<style>.a { font-size: 80%; } .b { font-size: 0 }</style>",
            "warning",
            ".a has a font-size of 8 pixels",
        ),
    ],
    "active_content": [
        in_body("<script>x()</script>", "<p>script</p>", "error", "script"),
        in_body('<p onclick="x()">a</p>', '<p title="onclick">a</p>', "error", "onclick"),
        in_body("<form><p>a</p></form>", "<p>form</p>", "warning", "form"),
        in_body(
            '<link rel="stylesheet" href="https://e.org/a.css">',
            '<link rel="icon" href="https://e.org/a.png">',
            "warning",
            "style sheet",
        ),
    ],
    "leftover": [
        in_body("<p>Hi {{ name }}</p>", "<p><code>{{ name }}</code></p>", "warning", "{{ name }}"),
        in_body('<a href="*|URL|*">a</a>', "<p>2 * 3 | 4</p>", "warning", "*|URL|*"),
        in_message(("Some words", "Hi %%name%%"), "error", "%%name%%"),
        in_message((SUBJECT, "Subject: Hi [First Name]"), "error", "[First Name] in the subject"),
        Example(
            lambda m: m.issue(m.post(), body="<p>{% if x %}</p>"),
            lambda m: m.issue(m.post("What {% if x %} does"), body="<p>What {% if x %} does</p>"),
            "error",
            "{% if x %}",
        ),
    ],
    "placeholder": [
        in_body("<p>Lorem ipsum dolor</p>", "<p>Why lorem and ipsum</p>", "warning", "Lorem ipsum"),
        in_body("<p>TODO: write this</p>", "<p>My todo: less TODO lists</p>", "warning", "TODO:"),
        in_body("<b>undefined</b>", "<p>undefined behaviour</p>", "warning", "undefined"),
    ],
    "mojibake": [
        in_body("<p>cafÃ© au lait</p>", "<p>CAFÉ, ÂGE, Ã, ’</p>", "warning", "cafÃ©"),
        in_body("<p>donâ€™t</p>", "<p>â and € are fine</p>", "warning", "donâ€™t"),
        in_body("<p>a \ufffd b</p>", "<p><code>\ufffd</code></p>", "warning", "\ufffd"),
    ],
    "double_escape": [
        in_body("<p>Q&amp;amp;A</p>", "<p>Q&amp;A &amp; co; AT&amp;T</p>", "warning", "&amp;"),
        in_body(
            "<p>&lt;p&gt;Text&lt;/p&gt;</p>",
            "<p><code>&lt;p&gt;</code> a &lt; b: why &lt;b&gt; breaks</p>",
            "warning",
            "<p>",
        ),
    ],
    "empty_summary": [
        Example(
            lambda m: m.issue(m.post(summary=" ")),
            lambda m: m.issue(m.post()),
            "info",
            "no summary",
        )
    ],
    "duplicate_post": [
        Example(
            lambda m: m.issue(m.post(), m.post("Another title", key="b")),
            lambda m: m.issue(m.post("One", url=None), m.post("Two", url=None)),
            "warning",
            "Another title",
        ),
        Example(
            lambda m: m.issue(m.post(), m.post(url="https://other.example/", key="b")),
            lambda m: m.issue(m.post(), m.post("Another", url="https://blog.example.org/b")),
            "warning",
            "twice",
        ),
    ],
    "outside_window": [
        Example(
            lambda m: m.issue(m.post(published=replace_day(m.post(), month=3))),
            lambda m: m.issue(m.post(day=28), m.post(published=None)),
            "warning",
            "2026-03-27",
        )
    ],
}
CASES = [(name, example) for name, examples in EXAMPLES.items() for example in examples]
IDS = [f"{name}-{example.told}" for name, example in CASES]


def replace_day(post, month):
    return replace(post.published, instant=post.published.instant.replace(month=month))


def look(name, mail):
    from importlib import import_module

    module = import_module(f"digest.checks.{name}")
    found = next(check for check in rulebook.checks() if check.rule.id == module.ID)
    assert mail.has.issuperset(found.rule.needs), "the rule would not look at this mail"
    return [(fault.severity or found.rule.severity, fault.message) for fault in found.look(mail)]


@pytest.mark.parametrize(("name", "example"), CASES, ids=IDS)
def test_a_fault_is_found(mails, name, example):
    found = look(name, example.bad(mails))

    assert [severity for severity, told in found if example.told in told] == [example.severity]


@pytest.mark.parametrize(("name", "example"), CASES, ids=IDS)
def test_what_is_fine_is_left_alone(mails, name, example):
    assert look(name, example.good(mails)) == []


def test_every_rule_has_examples():
    assert set(EXAMPLES) == set(shelf("digest.checks"))


def test_ids_and_names_are_unique_and_every_rule_says_why():
    rules = rulebook.rules()

    assert len({rule.id for rule in rules}) == len({rule.name for rule in rules}) == len(rules)
    assert [rule.id for rule in rules if not rule.title.endswith("?") or not rule.why] == []


@pytest.mark.parametrize("kind", ["html", "message", "issue"])
def test_a_clean_mail_is_clean(mails, kind):
    from digest.app import check
    from digest.config.settings import Checks

    assert check.run(getattr(mails, kind)(), Checks()) == ()
