"""An issue of every kind of item, and the parts to make others from."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from digest.config.settings import Design, Newsletter
from digest.core.model import Image, Issue, Item, Post, Rendered, Section
from digest.core.when import When
from digest.core.window import between
from digest.render.issue import render

BERLIN = ZoneInfo("Europe/Berlin")
TEMPLATES = Path(__file__).parents[2] / "templates"

type_of_posts = Callable[..., Post]


def civil(text: str) -> When:
    return When(None, date.fromisoformat(text), "day", text, "feed")


def make_post(title: str = "On queues", summary: str = "", **fields: object) -> Post:
    known = {"source": "field-notes", "url": "https://example.org/on-queues/"} | fields
    return Post(title=title, summary=summary, **known)  # type: ignore[arg-type]


def make_item(post: Post, **fields: object) -> Item:
    known = {"title": post.title, "blurb": post.summary} | fields
    return Item(post, **known)  # type: ignore[arg-type]


def make_issue(*items: Item, **fields: object) -> Issue:
    known = {
        "id": "2026-W09",
        "number": 9,
        "title": "What survives a crash",
        "subject": "What survives a crash",
        "preheader": "An event log, a calculator, and what they cost.",
        "window": between(date(2026, 2, 23), date(2026, 3, 2), BERLIN),
        "sections": (Section(None, items),),
    } | fields
    return Issue(**known)  # type: ignore[arg-type]


@pytest.fixture
def newsletter() -> Newsletter:
    return Newsletter(
        title="Systems & Models",
        sender="Systems & Models <digest@example.org>",
        url="https://example.org/digest",
        timezone=BERLIN,
        postal_address="Systems & Models, Musterstraße 1, 10115 Berlin",
        unsubscribe_url="https://example.org/unsubscribe?to={email}&list=weekly",
        preferences_url="https://example.org/preferences",
        web_url="https://example.org/digest/{issue}",
    )


@pytest.fixture
def design() -> Design:
    return Design(full_items=7)


@pytest.fixture
def issue() -> Issue:
    lead = make_post(
        "Durable Execution for AI Agents: Temporal's Architecture for Production Reliability",
        "A crash should cost an agent its last step, not its whole afternoon. An event history "
        "makes that so, and asks for code that can be replayed.",
        url="https://mdjawad.example.org/durable/",
        authors=("M. Jawad",),
        minutes=23,
        published=civil("2026-02-27"),
        image=Image("https://mdjawad.example.org/cover.png", "Orchestra conductor"),
    )
    day_zero = make_post(
        "Why `vllm serve` Works on Day Zero (and What It Takes to Make It Fast)",
        "From a fallback in `transformers` that runs any model to the path that runs it well.",
        authors=("M. Jawad",),
        minutes=20,
        published=civil("2026-02-14"),
    )
    flash = make_post(
        "Flash Attention, from $O(N^2)$ to $O(N)$",
        "Memory shrinks from $O(N^2)$ to $O(N)$, the bill from $10 to $5; $\\binom{n}{2}$ is left",
        truncated=True,
        minutes=0,
        url="https://example.org/flash/?a=1&b=2",
    )
    unlinked = make_post("The four evals that matter", url=None, authors=("A. Jha",))
    arabic = make_post(
        "كيف يعمل الانتباه في النماذج اللغوية",
        "شرح قصير لآلية الانتباه.",
        language="ar",
        authors=("ليلى",),
        minutes=7,
        published=civil("2025-12-30"),
    )
    chinese = make_post("注意力机制的演变 👩‍💻", "每个词元的缓存都有它的价格。", language="zh-Hans")
    hindi = make_post("हिन्दी में ध्यान", "छोटा सा परिचय।", language="hi")
    briefs = [
        make_post(f"Brief number {n}", minutes=n, url=f"https://example.org/{n}") for n in (1, 2)
    ]
    return make_issue(
        sections=(
            Section(None, (make_item(unlinked),)),
            Section("Inference", (make_item(day_zero), make_item(flash))),
            Section("Agents & tools", (make_item(lead, featured=True),)),
            Section("Elsewhere", tuple(map(make_item, (arabic, chinese, hindi, *briefs)))),
        ),
        title="What survives a crash, and what only looks as if it did",
        intro="Nine posts, *one* of them [on calculators](/calculators), and `code`.",
        outro="Until next week.\n\n- Reply\n- Forward",
    )


@pytest.fixture
def rendered(issue: Issue, newsletter: Newsletter, design: Design) -> Rendered:
    return render(issue, newsletter, design, folders=[TEMPLATES])
