"""What examples of a rule are made of: a clean mail with one thing changed, and faults to seed.

A file in examples/ belongs to each rule. It has three names:
    RULE      its id
    EXAMPLES  faulty mails, each beside one that is nearly so and fine
    SEEDS     faults put into finished mails, and the place at which they must be found
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from digest.core.mail import eml
from digest.core.mail.mail import Edition, Mail
from digest.core.model import Post
from digest.core.probe import Probe
from digest.core.when import When
from digest.core.window import Window

HTML = """\
<!DOCTYPE html>
<html lang="en" dir="ltr">
<head><title>A letter</title></head>
<body>
<div style="display:none">What is behind the posts of this week, in one line</div>
<h1>A letter</h1>
{body}
<p><a href="https://example.org/unsubscribe">Unsubscribe</a></p>
</body>
</html>
"""
SUBJECT = "Subject: What a queue forgets"
MESSAGE = f"""\
From: A Letter <letter@example.org>
To: reader@example.org
{SUBJECT}
Date: Sun, 01 Mar 2026 00:00:00 +0100
Message-ID: <1@example.org>
List-Unsubscribe: <https://example.org/unsubscribe>
List-Unsubscribe-Post: List-Unsubscribe=One-Click
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset="utf-8"

{{text}}
--b
Content-Type: text/html; charset="utf-8"

{{html}}
--b--
"""
TEXT = "A letter\n\nUnsubscribe: https://example.org/unsubscribe\n"
BODY = "<p>Some words.</p>"
ADDRESS = "A letter"  # as its heading says


def html(body=BODY):
    """A bare HTML file."""
    return Mail(html=HTML.format(body=body), files={"html": "mail.html"})


def message(body=BODY, text=TEXT, swap=("", "")):
    """A message whose source has one thing replaced by another."""
    source = MESSAGE.format(text=text, html=HTML.format(body=body)).replace(*swap)
    return eml.read(source.encode())


def post(title="What a queue forgets", url="https://blog.example.org/queue/", **more):
    """A post of February 2026."""
    when = datetime(2026, more.pop("month", 2), more.pop("day", 27), 9, tzinfo=UTC)
    published = When(when, None, "instant", "", "page")
    given = {"summary": "About queues.", "published": published, "key": url or title, **more}
    return Post("blog", title, url, **given)


def issue(*posts, body=BODY, text=TEXT, **more):
    """An issue of February 2026."""
    zone = ZoneInfo("UTC")
    window = Window(datetime(2026, 2, 1, tzinfo=zone), datetime(2026, 3, 1, tzinfo=zone), zone)
    preheader = "What is behind the posts of this week, in one line"
    return replace(
        message(body),
        text=text,
        edition=Edition(preheader, window, tuple(posts), **{"postal_address": ADDRESS, **more}),
        files={"html": "issues/2026-02/issue.html", "text": "issues/2026-02/issue.txt"},
    )


def asked(body, url, *answer, **more):
    """A bare HTML file, and what the server of one address said."""
    return replace(html(body), web={url: Probe(*answer, **more)})


def post_says(*answer, **more):
    """An issue, and what the server of the first post said."""
    return Changed(lambda mail: replace(mail, web={mail.posts[0].link: Probe(*answer, **more)}))


def image_says(*answer, **more):
    """An issue with an image of 90 pixels, and what its server said."""
    url = "https://e.org/a.png"
    image = f'<img src="{url}" width="90" alt="A queue"></body>'

    def change(mail):
        return replace(
            mail, html=mail.html.replace("</body>", image), web={url: Probe(*answer, **more)}
        )

    return Changed(change)


@dataclass(frozen=True)
class Example:
    """A faulty mail, a mail that is nearly so and fine, and what is said of the faulty one."""

    bad: Callable[[], Mail]
    good: Callable[[], Mail]
    severity: str
    told: str


def in_body(bad, good, severity, told):
    """Two bodies of a bare HTML file."""
    return Example(lambda: html(bad), lambda: html(good), severity, told)


def in_text(bad, good, severity, told):
    """Two messages whose plain text goes on with one of these."""
    return Example(
        lambda: message(text=f"{TEXT}\n{bad}\n"),
        lambda: message(text=f"{TEXT}\n{good}\n"),
        severity,
        told,
    )


def in_message(swap, severity, told, good=("", "")):
    """Two messages, each with a replacement in its source."""
    return Example(lambda: message(swap=swap), lambda: message(swap=good), severity, told)


@dataclass(frozen=True)
class Foreign:
    """A replacement in a file of tests/data/mails; without a line it is not looked at."""

    name: str
    old: str
    new: str
    line: int | None = None
    column: int | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Planted:
    """HTML put behind the title of the first post of an issue, and found where `at` begins in it.

    `also` are rules that mind it, too.
    """

    html: str
    at: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Changed:
    """An issue with a change to its `Mail`; `post` is the number of the post that is named."""

    change: Callable[[Mail], Mail]
    post: int | None = None
    also: tuple[str, ...] = ()


def swapped(old, new, also=()):
    """An issue whose HTML has all of one thing replaced by another."""

    def change(mail):
        assert old in mail.html
        return replace(mail, html=mail.html.replace(old, new))

    return Changed(change, also=also)


def told_in_text(line, also=()):
    """An issue with another line in its plain text."""
    return Changed(lambda mail: replace(mail, text=f"{mail.text}\n{line}\n"), also=also)


def header(name, value=None, also=()):
    """An issue with another value in a header field, or without the field."""

    def change(mail):
        fields = tuple((key, text) for key, text in mail.headers if key != name)
        return replace(mail, headers=(*fields, *([(name, value)] if value is not None else [])))

    return Changed(change, also=also)


def first_post(**fields):
    """An issue whose first post has other fields."""

    def change(mail):
        first, *rest = mail.posts
        posts = (replace(first, **fields), *rest)
        return replace(mail, edition=replace(mail.edition, posts=posts))

    return Changed(change, post=0)
