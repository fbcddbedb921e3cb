from collections.abc import Callable

import pytest

from digest.core.page.dom import read_page
from digest.core.page.infer import Inferred, infer
from digest.core.ports import Document

HERE = "https://blog.example.org/writing"
POSTS = [
    ("The cost of a cache miss", "What a core does while it waits for memory, cycle by cycle."),
    (
        "Reading `strace` slowly",
        "A program tells what it wants, as long as somebody listens to it.",
    ),
    ("Queues are promises, Part 1", "Every bounded queue says no at some point; say it early on."),
    (
        "Queues are promises, Part 2",
        "Backpressure is a promise that is kept by the other side too.",
    ),
]
CHROME = (
    "<header><h1>Writing</h1><p>Technical writing on systems, one essay in a while.</p></header>"
    "<nav><ul><li><a href=/>Home page</a><li><a href=/about>About me</a><li><a href=/x>See it</a>"
    "</ul></nav>{main}<aside><h3>Tags</h3><ul><li><a href=/tags/go>go lang</a><li>"
    "<a href=/tags/c>c and more</a><li><a href=/tags/k>kernel things</a></ul></aside>"
    "<footer><ul><li>One two<li>Three four<li>Five six</ul></footer>"
)

Shape = Callable[[int, str, str], str]
SHAPES: dict[str, tuple[str, Shape]] = {
    "next-cards": (
        "<main class='mx-auto flex-1'>{}</main>",
        lambda n, t, s: (
            f'<a class="group block md:p-4 css-1x{n}" href="/writing/{n}">'
            f'<h3 class="text-xl">{t}</h3><p class="mt-2">{s}</p><span>{n + 3} min read</span></a>'
        ),
    ),
    "list": (
        "<main><ul>{}</ul></main>",
        lambda n, t, s: f"<li><a href=/w/{n}>{t}</a><p>{s}</p><time>March {n + 1}, 2026</time>",
    ),
    "divs": (
        "<div id=app><div class=list>{}</div></div>",
        lambda n, t, s: (
            f"<div class='entry e{n}'><div class=title><a href=/w/{n}>{t}</a></div>"
            f"<div class=desc>{s}</div><div class=when>2026-02-0{n + 1}</div></div>"
        ),
    ),
    "headings": (
        "<main><h1>Writing</h1>{}</main>",
        lambda n, t, s: f"<h2><a href=/w/{n}>{t}</a></h2><p>{s}</p><hr>",
    ),
    "no-links": (
        "<main>{}</main>",
        lambda n, t, s: f"<section><h2>{t}</h2><p>{s}</p></section>",
    ),
    "years": (
        "<main>{}</main>",
        lambda n, t, s: f"<h2>{2026 - n}</h2><ul class=posts><li><a href=/w/{n}>{t}</a></li></ul>",
    ),
}  # fmt: skip


def inferred(main: str) -> Inferred | None:
    body = "<html><body>" + CHROME.format(main=main)
    return infer(read_page(Document(body.encode(), HERE)))


@pytest.mark.parametrize("shape", SHAPES)
def test_the_repeating_block_gives_a_rule_that_finds_all_posts(shape: str) -> None:
    around, one = SHAPES[shape]
    found = inferred(around.format("".join(one(n, *post) for n, post in enumerate(POSTS))))
    assert found is not None
    assert [card.title for card in found.cards] == [title for title, _ in POSTS]
    if shape != "years":
        assert [card.summary for card in found.cards] == [summary for _, summary in POSTS]
    if shape == "next-cards":
        assert [card.minutes for card in found.cards] == [3, 4, 5, 6]
    assert all(card.published for card in found.cards) == (shape in ("list", "divs"))
    assert all(card.url for card in found.cards) == (shape != "no-links")
    assert 0.5 <= found.confidence < 1


def test_a_rule_names_no_class_that_a_new_build_would_change() -> None:
    around, one = SHAPES["next-cards"]
    found = inferred(around.format("".join(one(n, *post) for n, post in enumerate(POSTS))))
    assert found is not None
    assert (found.rule.item, found.rule.title, found.rule.summary) == ("body > main > a", "h3", "p")


@pytest.mark.parametrize(
    "main",
    [
        "<ul><li><a href=/2026/>2026</a><li><a href=/2025/>2025</a><li><a href=/2024/>2024</a>",
        "<ul><li><a href=/t/go>go (3)</a><li><a href=/t/c>c (2)</a><li><a href=/t/r>r (1)</a></ul>",
        "<ul><li><a href=/a>Home</a><li><a href=/b>Blog</a><li><a href=/c>Contact</a></ul>",
        "<p>Just some words.</p>",
        "",
    ],
    ids=["years", "tags", "menu", "text", "nothing"],
)
def test_menus_tags_and_years_are_not_taken_for_posts(main: str) -> None:
    assert inferred(f"<main>{main}</main>") is None


def test_posts_with_more_to_tell_are_more_likely() -> None:
    rich, poor = (SHAPES[name] for name in ("list", "no-links"))
    told = [
        inferred(around.format("".join(one(n, *post) for n, post in enumerate(POSTS))))
        for around, one in (rich, poor)
    ]
    assert told[0] is not None
    assert told[1] is not None
    assert told[0].confidence > told[1].confidence
