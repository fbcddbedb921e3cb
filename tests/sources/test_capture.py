from textwrap import fill

import pytest

from digest.core.errors import SourceError
from digest.core.model import Post, Source
from digest.core.ports import Document
from digest.sources.capture import Adapter, parse

SOURCE = Source("blog", "capture", "/letters/page.txt", base_url="https://example.org/blog/")

PAIRS = (
    ("Why B-trees win", "A short tour of the page layouts that made them fast."),
    ("Rust in anger", "What broke when we rewrote the hot path, and what did not."),
    ("A tale of two queues", "Two of them walk into a bar, and only one of them pays."),
    ("Three locks and a key", "Mutexes, spinlocks, and one that we invented by mistake."),
)


class Fixed:
    """A web on which every document is the same one."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    def get(self, location: str, *, allow_private: bool = False, scrape: bool = False) -> Document:
        return Document(self.body, location)


def read(text: str) -> list[Post]:
    return list(parse(text, SOURCE))


def read_bytes(body: bytes) -> list[Post]:
    return list(Adapter(SOURCE, Fixed(body)).posts())


def post_of(meta: str) -> Post:
    """The first of a few posts under each of which there is the same line of facts."""
    return read("\n\n".join(f"{title}\n\n{summary}\n\n{meta}" for title, summary in PAIRS))[0]


def told(posts: list[Post]) -> list[tuple[str, str]]:
    return [(post.title, post.summary) for post in posts]


def listed(posts: object = PAIRS) -> str:
    return "\n".join(f"{title}\n{summary}" for title, summary in posts)  # type: ignore[attr-defined]


# --- lines


def test_carriage_returns_tabs_and_trailing_spaces_change_nothing() -> None:
    text = listed()
    assert read(text.replace("\n", "\r\n")) == read(text.replace("\n", " \t \n")) == read(text)


def test_zero_width_characters_are_dropped_and_joiners_stay() -> None:
    text = listed(
        [
            ("\u200bWhy B-\u2060trees\ufeff win", "A tour with \U0001f469\u200d\U0001f52c."),
            *PAIRS[1:],
        ]
    )
    assert told(read(text))[0] == ("Why B-trees win", "A tour with \U0001f469\u200d\U0001f52c.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_capture_is_read_in_the_encodings_editors_write(encoding: str) -> None:
    pairs = [("Why “B-trees” win", "A tour of Zoë’s layouts — the fast ones."), *PAIRS]
    assert told(read_bytes(listed(pairs).encode(encoding))) == list(pairs)


def test_markup_of_prose_stays_as_it_was_written() -> None:
    title = "Why `vllm serve` costs $O(N^2)$ — “twice”"
    pairs = [(title, "It is 2× slower, e.g. with `--fast`; <T> and **all** [1]."), *PAIRS]
    assert told(read(listed(pairs))) == list(pairs)


def test_markdown_headings_and_list_markers_are_no_text() -> None:
    text = "\n".join(f"## {title}\n- May {day}, 2026" for day, (title, _) in enumerate(PAIRS, 1))
    assert [post.title for post in read(text)] == [title for title, _ in PAIRS]


def test_lines_broken_at_a_column_are_one_paragraph() -> None:
    tour = "A short tour of the page layouts that made them fast, and of some that did not survive."
    path = "What broke when we rewrote the hot path of the proxy, and what did not."
    posts = (("Why B-trees win", tour, "May 3, 2026"), ("Rust in anger", path, "May 2, 2026"))
    text = "\n\n".join(fill(part, 40) for post in posts for part in post)
    assert [post.summary for post in read(text)] == [tour, path]


# --- facts


@pytest.mark.parametrize(
    ("meta", "minutes", "words"),
    [
        ("0 min", 0, None),
        ("4 min read · 1,660 words", 4, 1660),
        ("1.660 Wörter | 7 Min. Lesezeit", 7, 1660),
        ("Reading time: 5 minutes", 5, None),
        ("lecture de 5 min", 5, None),
        ("5 minutos de lectura", 5, None),
        ("1 h 12 min", 72, None),
        ("12 min · 1.2k words", 12, 1200),
        ("1 min · 1 word", 1, 1),
        ("1 min · word", 1, 1),  # Hugo's themes leave the number of one word out
        ("约 5 分钟 · 1500 字", 5, 1500),
    ],
)
def test_figures_are_read(meta: str, minutes: int, words: int | None) -> None:
    assert (post_of(meta).minutes, post_of(meta).words) == (minutes, words)


@pytest.mark.parametrize(
    "meta",
    [
        "May 17, 2026 · Jane Doe · 4 min",
        "May 17, 2026, Jane Doe, 4 min",
        "By Jane Doe on May 17, 2026 (4 min read)",
        "Published on 17 May 2026 by Jane Doe | 4 min",
        "📅 May 17, 2026 ⏱ 4 min read ✍️ Jane Doe",
        "4 min read May 17, 2026 by Jane Doe",
        "Jane Doe\u200e · \u200eMay 17, 2026 · 4 min · 3 comments",
        "Sunday, May 17, 2026 at 10:30 AM — 4 min — Jane Doe",
        "17.05.2026\n4 min\nBy Jane Doe",
    ],
)
def test_facts_stand_in_any_order_between_any_separators(meta: str) -> None:
    post = post_of(meta)
    assert post.published
    assert str(post.published.civil) == "2026-05-17"
    assert (post.minutes, post.authors) == (4, ("Jane Doe",))


def test_a_date_of_the_last_change_is_not_the_date_of_publication() -> None:
    post = post_of("May 17, 2026 · Updated May 20, 2026")
    assert post.published
    assert post.updated
    assert (post.published.raw, post.updated.raw) == ("May 17, 2026", "May 20, 2026")


@pytest.mark.parametrize(
    "meta", ["Feb 14 · 5 min read", "3 days ago · 5 min read", "03/04/2026 · 5 min"]
)
def test_a_date_that_cannot_be_told_is_no_date(meta: str) -> None:
    assert post_of(meta).published is None
    assert post_of(meta).minutes == 5


def test_one_slashed_date_decides_the_order_of_all() -> None:
    dates = ("02/14/2026", "03/04/2026", "01/02/2026", "12/11/2025")
    text = "\n".join(f"{title}\n{day}" for (title, _), day in zip(PAIRS, dates, strict=True))
    civil = [str(post.published.civil) for post in read(text) if post.published]
    assert civil == ["2026-02-14", "2026-03-04", "2026-01-02", "2025-12-11"]


def test_slashed_dates_that_contradict_each_other_are_read_one_by_one() -> None:
    dates = ("02/14/2026", "14/03/2026", "01/02/2026", "12/11/2025")
    text = "\n".join(f"{title}\n{day}" for (title, _), day in zip(PAIRS, dates, strict=True))
    civil = [post.published and str(post.published.civil) for post in read(text)]
    assert civil == ["2026-02-14", "2026-03-14", None, None]


def test_several_authors_are_several() -> None:
    assert post_of("May 17, 2026 · Jane Doe, John Smith & Zoë").authors == (
        "Jane Doe",
        "John Smith",
        "Zoë",
    )


def test_authors_that_differ_from_post_to_post_are_no_titles() -> None:
    authors = ("Jane Doe and John Smith", "Zoë van der Berg", "Ann Lee & Bo Ek", "Mary Ann Poe")
    lines = zip(PAIRS, authors, strict=True)
    text = "\n".join(f"{title}\nMay 3, 2026 · {author}" for (title, _), author in lines)
    assert [post.title for post in read(text)] == [title for title, _ in PAIRS]
    assert read(text)[1].authors == ("Zoë van der Berg",)


def test_a_name_on_a_line_of_its_own_in_every_post_is_the_author() -> None:
    assert post_of("MdJawad\nMay 17, 2026 · 4 min").authors == ("MdJawad",)


@pytest.mark.parametrize(
    "line", ["#llm #kv-cache", "Tags: llm, kv-cache", "Schlagwörter: llm | kv-cache"]
)
def test_a_line_of_tags_is_read(line: str) -> None:
    assert post_of(f"May 17, 2026\n{line}").tags == ("llm", "kv-cache")


@pytest.mark.parametrize("cut", [" ...", "…", " [...]", " […]"])
def test_a_cut_summary_is_marked_and_loses_its_ellipsis(cut: str) -> None:
    post = read(listed([(title, summary + cut) for title, summary in PAIRS]))[0]
    assert (post.summary, post.truncated) == (PAIRS[0][1], True)


def test_provenance_names_the_line_of_every_field() -> None:
    text = "\n".join(f"{title}\n{summary}\nMay 17, 2026 · 4 min · Jane" for title, summary in PAIRS)
    assert read("Blog\n" + text)[1].provenance == {
        "title": "line 5",
        "summary": "line 6",
        "published": "line 7",
        "minutes": "line 7",
        "authors": "line 7",
    }


# --- titles that look like something else


@pytest.mark.parametrize(
    "title",
    [
        "What happened on May 3, 2026",
        "Release notes · May 3, 2026",
        "Deploy in 10 min",
        "Is attention all you need?",
        "By the numbers",
        "In 2026, nothing changed",
        "Go",
        "<Suspense> considered harmful",
        "On the long and winding road that we took from one database to another, and back again",
    ],
)
def test_a_title_may_look_like_facts_or_a_menu(title: str) -> None:
    pairs = (*PAIRS[:2], (title, "A story of one night, told by those who were there."), *PAIRS[2:])
    text = "\n\n".join(
        f"{t}\n\n{s}\n\nMay {n}, 2026 · {n} min" for n, (t, s) in enumerate(pairs, 1)
    )
    assert told(read(text)) == list(pairs)


@pytest.mark.parametrize(
    "summary",
    [
        "10 min is all that it takes. The rest is waiting.",
        "2026 was a long year.",
        "May 3, 2026 was a bad day, and May 4 was no better.",
    ],
)
def test_a_summary_may_begin_like_facts(summary: str) -> None:
    pairs = (*PAIRS[:2], ("One bad night", summary), *PAIRS[2:])
    assert told(read(listed(pairs))) == list(pairs)


# --- pages


def test_a_header_shaped_like_a_post_is_none() -> None:
    header = "Writing\nBlog\nNotes on databases and on what runs on them, from Jane Doe.\n"
    assert told(read(header + listed())) == list(PAIRS)


def test_the_name_and_description_of_a_site_are_no_post() -> None:
    header = "Jane Doe\nI write about databases and what runs on them.\n"
    assert told(read(header + listed())) == list(PAIRS)


def test_sections_links_and_footers_are_no_posts() -> None:
    text = "Skip to content\nHome About Archive\n"
    for heading, pair in zip(("2026", "January", "December 2025", "Inference"), PAIRS, strict=True):
        text += f"{heading}\n{pair[0]}\n{pair[1]}\n5 min\nRead more →\n"
    text += "Older posts »\n1 2 3 … 10\n© 2026 Jane Doe. All rights reserved.\nPowered by Hugo\n"
    assert told(read(text)) == list(PAIRS)


def test_a_day_without_a_year_is_of_the_year_in_the_heading_above() -> None:
    days = ("2026\n{}\nMar 2", "{}\nFeb 20", "December 2025\n{}\nDec 9")
    text = "\n".join(day.format(title) for day, (title, _) in zip(days, PAIRS, strict=False))
    civil = [str(post.published.civil) for post in read(text) if post.published]
    assert civil == ["2026-03-02", "2026-02-20", "2025-12-09"]


def test_posts_with_one_title_stay_apart() -> None:
    text = "\n".join(f"Weekly links\nMay {day}, 2026" for day in (24, 17, 10, 3))
    assert [post.title for post in read(text)] == ["Weekly links"] * 4


def test_posts_of_one_page_may_lack_what_others_have() -> None:
    posts = (
        ("Why B-trees win", "A short tour of their layouts.", "It ends with disks.", "May 3, 2026"),
        ("Rust in anger", "May 2, 2026 · 9 min"),
        ("A tale of two queues", "Two of them walk into a bar, and only one pays.", "May 1, 2026"),
        ("Three locks and a key", "Mutexes, spinlocks, and one more.", "April 30, 2026 · 0 min"),
    )
    found = read("\n\n".join("\n\n".join(lines) for lines in posts))
    assert [post.title for post in found] == [lines[0] for lines in posts]
    assert [post.summary for post in found] == [" ".join(lines[1:-1]) for lines in posts]
    assert [post.minutes for post in found] == [None, 9, None, 0]


@pytest.mark.parametrize(
    "facts", ["{n} min", "May {n}, 2026\n{n} min\n{n}00 words\nBy Jane Doe\n#llm #rust"]
)
def test_a_long_page_follows_the_grammar_of_its_beginning(facts: str) -> None:
    pairs = [(f"{title}, part {part}", summary) for part in range(15) for title, summary in PAIRS]
    blocks = (f"{t}\n\n{s}\n\n{facts.format(n=n % 28 + 1)}" for n, (t, s) in enumerate(pairs))
    posts = read("\n\n".join(blocks))
    assert told(posts) == pairs
    assert [post.minutes for post in posts] == [n % 28 + 1 for n in range(60)]


def test_a_capture_may_hold_one_post() -> None:
    text = (
        "Why B-trees win\n\nA short tour of the layouts that made them fast.\n\nMay 3, 2026 · 4 min"
    )
    assert told(read(text)) == [
        ("Why B-trees win", "A short tour of the layouts that made them fast.")
    ]


# --- what is no listing


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "empty"),
        (" \r\n\u200b\n---\n", "empty"),
        ("404\nPage not found\nThe page that you are looking for does not exist.", "404"),
        ("Just a moment...\nEnable JavaScript and cookies to continue", "Just a moment"),
        ("One day. It rained.\n\nThen it did not. We went out.\n\nIt was fine.", "One day"),
        ("<!doctype html>\n<title>Blog</title>", "markup"),
        ("\x7fELF\x02\x01\x00\x00\nWhy B-trees win\nMay 3, 2026", "not text"),
        ("À=46\x81Ÿ\x8dÈO\n‡4\x02\x1b±\nKl\x06þ\ufffd9", "not text"),
    ],
)
def test_what_lists_no_posts_is_an_error_that_says_so(text: str, found: str) -> None:
    with pytest.raises(SourceError) as error:
        read(text)
    assert error.value.message.startswith("/letters/page.txt: ")
    assert found in error.value.message
    assert error.value.hint
