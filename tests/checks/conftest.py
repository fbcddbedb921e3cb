"""Mails to check: a clean one, and the same with one thing changed."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from digest.core.mail import eml
from digest.core.mail.mail import Edition, Mail
from digest.core.model import Post
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
MESSAGE = """\
From: A Letter <letter@example.org>
To: reader@example.org
Subject: What a queue forgets
Date: Sun, 01 Mar 2026 00:00:00 +0100
Message-ID: <1@example.org>
List-Unsubscribe: <https://example.org/unsubscribe>
List-Unsubscribe-Post: List-Unsubscribe=One-Click
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset="utf-8"

{text}
--b
Content-Type: text/html; charset="utf-8"

{html}
--b--
"""
TEXT = "A letter\n\nUnsubscribe: https://example.org/unsubscribe\n"


def html(body="<p>Some words.</p>"):
    """A bare HTML file."""
    return Mail(html=HTML.format(body=body), files={"html": "mail.html"})


def message(body="<p>Some words.</p>", text=TEXT, swap=("", "")):
    """A message whose source has one thing replaced by another."""
    source = MESSAGE.format(text=text, html=HTML.format(body=body)).replace(*swap)
    return eml.read(source.encode())


def post(title="What a queue forgets", url="https://blog.example.org/queue/", **more):
    day = more.pop("day", 27)
    when = When(datetime(2026, 2, day, 9, tzinfo=UTC), None, "instant", "", "page")
    given = {"summary": "About queues.", "published": when, "key": url or title, **more}
    return Post("blog", title, url, **given)


def issue(*posts, body="<p>Some words.</p>", rehearsal=False, way_out=None, text=TEXT):
    """An issue of February 2026."""
    zone = ZoneInfo("UTC")
    window = Window(datetime(2026, 2, 1, tzinfo=zone), datetime(2026, 3, 1, tzinfo=zone), zone)
    preheader = "What is behind the posts of this week, in one line"
    made = message(body)
    return Mail(
        html=HTML.format(body=body),
        text=text,
        headers=made.headers,
        message=made.message,
        edition=Edition(preheader, window, tuple(posts), way_out, rehearsal=rehearsal),
        files={"html": "issues/2026-02/issue.html", "text": "issues/2026-02/issue.txt"},
    )


@pytest.fixture
def mails():
    """What makes mails."""
    from types import SimpleNamespace

    return SimpleNamespace(html=html, message=message, issue=issue, post=post)
