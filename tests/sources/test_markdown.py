import logging
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.errors import SourceError
from digest.core.model import Post, Source
from digest.core.ports import Document
from digest.core.reading import reading
from digest.sources.markdown import Adapter
from digest.sources.markdown.detect import find_site
from digest.sources.markdown.frontmatter import BrokenError, split
from digest.sources.markdown.post import outline, parse
from digest.sources.markdown.prose import countable, paragraphs
from digest.sources.markdown.site import Site

SITE = "https://example.org/"


class NoWeb:
    def get(self, location: str, *, allow_private: bool = False) -> Document:
        raise AssertionError("a folder needs no web")


def read(
    head: str = "",
    body: str = "Text.",
    *,
    path: str = "posts/a-post.md",
    permalink: str = "",
    flavour: str = "auto",
    drafts: bool = False,
    base_url: str | None = SITE,
    timezone: str | None = None,
) -> Post | None:
    text = f"---\n{head}\n---\n{body}\n"
    flavour = "jekyll" if path.partition("/")[0] in ("_posts", "_drafts", "dir") else flavour
    site = site_of(permalink, flavour, drafts=drafts, base_url=base_url, timezone=timezone)
    found = parse(text, path, site)
    brief = outline(text, path, site)
    assert (found and (found.title, found.url, found.published, found.tags)) == (
        brief and (brief.title, brief.url, brief.published, brief.tags)
    )
    return found


def site_of(
    permalink: str = "",
    flavour: str = "auto",
    *,
    drafts: bool = False,
    base_url: str | None = SITE,
    timezone: str | None = None,
) -> Site:
    source = Source("s", "markdown", "/no-such-folder", base_url=base_url, timezone=timezone)
    return find_site(Path(source.location), source, flavour, permalink, drafts=drafts)


def post(head: str = "", body: str = "Text.", **options: str) -> Post:
    found = read(head, body, **options)  # type: ignore[arg-type]
    assert found is not None
    return found


def date_of(found: Post) -> str:
    when = found.published
    return f"{when.civil or when.instant}" if when else "none"


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def titles(folder: Path, **options: str) -> list[str]:
    adapter = Adapter(Source("s", "markdown", str(folder)), NoWeb(), **options)  # type: ignore[arg-type]
    return [post.title for post in adapter.posts()]


# Front matter


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("title: 2026-01-02", "2026-01-02"),
        ("title: No", "No"),
        ("title: 0x1F", "0x1F"),
        ("title: 12:30:00", "12:30:00"),
        ('title: "A: b # c"', "A: b # c"),
        ("title: 'It''s'", "It's"),
        ("Title: It's # a comment", "It's"),
        ("title: >\n  Folded\n  text", "Folded text"),
        ("title: null", "A post"),
        ("title:", "A post"),
        ("TITLE: &x Anchored\nother: *x", "Anchored"),
    ],
)
def test_a_title_is_text_whatever_it_looks_like(head: str, title: str) -> None:
    assert post(head).title == title


@pytest.mark.parametrize(
    "text",
    [
        *(
            "---\ntitle: A\n",
            "---\n[\n---\n",
            "---\n- a\n---\n",
            "---\na: !!python/name:os.system\n---\n",
        ),
        *("+++\ntitle = \n+++\n", "+++\nx", '{"title": ', "---\na: " + "[" * 50_000 + "\n---\n"),
        *("---\nx: " + "- " * 50_000 + "\n---\n", "---\na: *b\n---\n"),
    ],
)
def test_front_matter_that_cannot_be_read_is_broken(text: str) -> None:
    with pytest.raises(BrokenError):
        split(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: A\ntags: [one\ndate: 2026-03-04\n---\n", 3),
        ('---\ntitle: "A\ndate: 2026-03-04\n---\n', 2),
        ("---\ntitle: A\n- one\ndate: 2026-03-04\n---\n", 3),
        ("---\ntitle: A\ndate: [\n\n---\n", 3),
        ("---\r\ntitle: a: b\r\n---\r\n", 2),
        ("\ufeff---\n\ttitle: A\n---\n", 2),
        ("---\ntitle: A\n", 1),
        ('+++\ntitle = "A"\ndate = 2026-13-01\n+++\n', 3),
        ('{"title": "A",\n"date" 1}\n', 2),
    ],
)
def test_line_at_fault_is_that_of_the_file(text: str, line: int) -> None:
    with pytest.raises(BrokenError) as broken:
        split(text)
    assert (broken.value.line, "at line" in str(broken.value)) == (line, False)


@settings(deadline=None)
@given(st.text(alphabet="-+{}[]:'\"#&*!|>ab \n\t="))
def test_any_text_is_split_or_broken(text: str) -> None:
    for fence in ("---", "+++", ""):
        try:
            split(f"{fence}\n{text}\n{fence}\n")
        except BrokenError:
            continue


def test_a_file_without_front_matter_is_a_post_named_by_its_heading() -> None:
    found = parse("# A heading #\n\nText.\n", "x.md", site_of())
    assert found is not None
    assert (found.title, found.summary) == ("A heading", "Text.")


def test_windows_line_ends_and_a_byte_order_mark_do_not_matter() -> None:
    assert split("\ufeff---\r\ntitle: A\r\n---\r\nText\r\n") == ({"title": "A"}, "Text\n")


# Dates


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("date: 2026-02-14", "2026-02-14"),
        ("date: 2026-03-05\npublishDate: 2026-03-01", "2026-03-01"),
        ("date: 2026-03-05\nlastmod: 2026-04-01", "2026-03-05"),
        ("lastmod: 2026-04-01", "2026-04-01"),
        ("pubDate: Feb 14 2026", "2026-02-14"),
        ("date: 2026-02-14T10:00:00", "2026-02-14 10:00:00+01:00"),
        ("date: 2026-07-14 10:00:00 -0700", "2026-07-14 10:00:00-07:00"),
        ("publishDate: 2099-01-01", "2099-01-01"),
        ("published: true\ndate: 2026-02-14", "2026-02-14"),
        ("expiryDate: 2020-01-01\ndate: 2019-01-01", "2019-01-01"),
        ("date: 0001-01-01", "none"),
    ],
)
def test_the_date_is_the_one_of_publication(head: str, date: str) -> None:
    assert date_of(post(head, timezone="Europe/Berlin")) == date


def test_a_date_that_is_none_is_told(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "digest.sources.markdown"):
        assert date_of(post("date: 2026-02-31")) == "none"
    assert "posts/a-post.md: its date '2026-02-31' is none" in caplog.text


def test_the_date_in_a_name_serves_when_front_matter_has_none() -> None:
    path = "_posts/2026-2-4-a.md"
    found = post("title: A", path=path)
    assert found.published is not None
    assert (date_of(found), found.published.origin) == ("2026-02-04", "filename")
    assert date_of(post("date: 2026-03-01", path=path)) == "2026-03-01"
    assert date_of(post(path="posts/2026-02-04-a.md", flavour="hugo")) == "none"


# What is no post


@pytest.mark.parametrize(
    "head",
    ["draft: true", "Draft: yes", "published: false", "headless: true", "build:\n  list: never"],
)
def test_what_is_not_to_be_listed_is_skipped(head: str) -> None:
    assert read(head) is None


def test_sections_are_no_posts(tmp_path: Path) -> None:
    names = ["_index.md", "posts/_index.md", "posts/_index.en.md", "posts/a.md"]
    write(tmp_path, dict.fromkeys(names, "---\ntitle: A title\n---\n"))
    assert titles(tmp_path) == ["A title"]


def test_drafts_are_on_demand() -> None:
    assert read(path="_drafts/a.md") is None
    assert read("draft: true", drafts=True) is not None
    assert read(path="_drafts/a.md", drafts=True) is not None


# Addresses


@pytest.mark.parametrize(
    ("path", "head", "permalink", "url"),
    [
        ("posts/A Post.md", "", "", "posts/a-post/"),
        ("posts/sub/x.md", "", "", "posts/sub/x/"),
        ("x.md", "", "", "x/"),
        ("posts/bundle/index.md", "", "", "posts/bundle/"),
        ("posts/bundle/index.fr.md", "", "", "fr/posts/bundle/"),
        ("posts/x.en.md", "", "", "posts/x/"),
        ("posts/node.js.md", "", "", "posts/node.js/"),
        ("posts/x.md", "slug: What's New?", "", "posts/whats-new/"),
        ("posts/x.md", "url: /elsewhere.html", "", "elsewhere.html"),
        ("posts/x.md", "url: https://other.example/a", "", "https://other.example/a"),
        ("posts/x.md", "date: 2026-02-04", "/:year/:month/:day/:slug/", "2026/02/04/x/"),
        ("posts/x.md", "title: A b", "/:section/:title", "posts/a-b/"),
        ("posts/s/x.md", "title: A b", "/b/:sections/:filename/", "b/posts/x/"),
        ("posts/x.md", "title: A b", "/:slug/", "a-b/"),
        ("posts/x.md", "title: A b", "/:slugorcontentbasename/", "x/"),
        ("posts/2026-02-04-x.md", "", "/:contentbasename/", "2026-02-04-x/"),
        ("posts/\u65e5\u672c.md", "", "", "posts/%E6%97%A5%E6%9C%AC/"),
    ],
)
def test_an_address_is_hugos(path: str, head: str, permalink: str, url: str) -> None:
    expected = url if "://" in url else SITE + url
    assert post(head, path=path, permalink=permalink).url == expected


@pytest.mark.parametrize(
    ("path", "head", "permalink", "url"),
    [
        ("_posts/2026-2-4-My Post.md", "", "", "2026/02/04/My-Post.html"),
        ("_posts/2026-02-04-x.md", "", "pretty", "2026/02/04/x/"),
        ("_posts/2026-02-04-x.md", "", "date", "2026/02/04/x.html"),
        ("_posts/2026-02-04-x.md", "", "none", "x.html"),
        ("_posts/2026-02-04-x.md", "", "ordinal", "2026/035/x.html"),
        ("_posts/2026-02-04-x.md", "date: 2026-02-05", "", "2026/02/05/x.html"),
        ("_posts/2026-02-04-x.md", "categories: A b", "", "a/b/2026/02/04/x.html"),
        ("_posts/2026-02-04-x.md", "categories: [A b, c]", "", "a%20b/c/2026/02/04/x.html"),
        ("dir/_posts/2026-02-04-x.md", "category: c", "none", "dir/c/x.html"),
        ("_posts/2026-02-04-x.md", "slug: y", "/blog/:title", "blog/y"),
        ("_posts/2026-02-04-x.md", "permalink: /own/", "pretty", "own/"),
        ("_posts/2026-02-04-x.md", "", "/:short_year/:i_month/:i_day/:slug/", "26/2/4/x/"),
    ],
)
def test_an_address_is_jekylls(path: str, head: str, permalink: str, url: str) -> None:
    assert post(head, path=path, permalink=permalink).url == SITE + url


def test_a_site_may_lie_in_a_folder() -> None:
    assert post(base_url="https://example.org/blog").url == "https://example.org/blog/posts/a-post/"


def test_without_a_base_nothing_has_an_address() -> None:
    found = post("image: /x.png", base_url=None)  # type: ignore[arg-type]
    assert (found.url, found.page, found.image) == (None, None, None)


def test_an_address_by_date_needs_a_date() -> None:
    assert post(permalink="/:year/:slug/").url is None


def test_an_unknown_placeholder_is_told_with_the_known_ones() -> None:
    with pytest.raises(SourceError, match="unknown :yaer") as caught:
        post(permalink="/:yaer/:slug/")
    assert ":year" in caught.value.hint


# Summaries


MORE = "One *two* three.\n\n<!--more-->\n\nFour."


@pytest.mark.parametrize(
    ("head", "body", "summary", "truncated"),
    [
        ("summary: Its **own**.\ndescription: D", MORE, "Its own.", False),
        ("description: D", MORE, "One two three.", True),
        ("description: The description ...", "Body.", "The description", True),
        ("", "Body.\n\n<!-- more -->\n", "Body.", False),
        ("", "# Title\n\nA [link](u) ![alt](p).\n\n| a |\n|---|\n\n* item", "A link . item", False),
        (
            "",
            "Run `a_b *c*` on $x_i*y_j*z$, $5, $6.",
            "Run `a_b *c*` on $x_i*y_j*z$, $5, $6.",
            False,
        ),
        ("", "Text.\n\n```\ncode\n```\n\n    code\n\n$$\nx\n$$\n\nMore.", "Text. More.", False),
        ("", "See [it][1][^2].{: .lead}\n\n[1]: https://x.example/\n[^2]: Note", "See it.", False),
        ("", "{% x %}\n{{< n >}}In{{< /n >}}\n\n<div>side <b>b</b></div>", "In side b", False),
        ("", "", "", False),
    ],
)
def test_a_summary_is_plain_text(head: str, body: str, summary: str, truncated: bool) -> None:
    found = post(head, body)
    assert (found.summary, found.truncated) == (summary, truncated)


def test_a_summary_ends_with_the_paragraph_of_the_seventieth_word() -> None:
    found = post("", "\n\n".join(f"{'word ' * 39}end{n}." for n in range(9)))
    assert found.summary.endswith("end1.")
    assert found.truncated
    assert found.provenance["summary"] == "content"


# Words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One two.", 2),
        ("## A heading {#id}\n\nTitle\n=====\n\n---\n", 3),
        ("- one\n- [ ] two\n1. three\n   - four\n> five\n> six", 6),
        ("```python {linenos=true}\nfor x in y:\n    <b>\n```", 5),
        ("`<a b>` and ``a ` b``", 6),
        ("[one two](https://x.example 'a title') ![alt text](x.png) [![b](c)](d)", 2),
        ("<https://x.example> <me@x.example> <b class='x y'>bold</b> <!-- no word -->", 3),
        ("| a | b |\n|---|:-:|\n| c | d e |", 5),
        ("{{< figure src='x y' >}} {% if x %}one{% endif %} {{ site.x }}", 1),
        ("[a]: https://x.example 'no word'\n\nA note.[^1]\n\n[^1]: one two", 4),
        ("A line\\\nbreak - and a dash", 7),
        ("POLLERR|POLLHUP", 1),
        ("An open {{ brace\n\nand more\n\n}} text", 8),
    ],
)
def test_words_are_those_of_the_rendered_page(text: str, words: int) -> None:
    assert reading(countable(text)).words == words


@pytest.mark.parametrize("page", ["README.md", "docs/architecture.md"])
def test_a_real_page_has_the_minutes_that_its_rendering_has(page: str) -> None:
    from markdown_it import MarkdownIt

    text = (Path(__file__).parents[2] / page).read_text("utf-8")
    html = MarkdownIt("commonmark").enable("table").render(text)
    breaks = re.sub(r"</p>|<br ?/?>", "\n", html.replace("\n", " "))
    bare = re.sub(r"<[^>]*>", "", breaks)  # as Hugo's StripHTML
    assert reading(countable(text)).minutes == reading(bare).minutes


def test_words_are_marked_as_computed_and_nothing_is_a_value() -> None:
    found = post("", "<iframe src='x'></iframe>")
    assert (found.words, found.minutes) == (0, 0)
    assert found.provenance["words"] == found.provenance["minutes"] == "computed"


def test_a_page_that_says_it_is_cjk_is_counted_so() -> None:
    body = "word " * 20 + "\u6f22\u5b57"
    assert post("", body).words == 21
    assert post("isCJKLanguage: true", body).words == 22


@given(st.text(alphabet="`~*_[]()!<>|#-+=:{}%\\$ab1. \n\t"))
def test_any_markdown_can_be_read(text: str) -> None:
    reading(countable(text))
    assert all("\n" not in line for line in paragraphs(text))


# Other fields


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ("author: Jane Doe", ("Jane Doe",)),
        ("author: Jane Doe, Joe Roe", ("Jane Doe", "Joe Roe")),
        ("authors: [Jane, joe, JANE]", ("Jane", "joe")),
        ("author:\n  name: Jane\n  email: j@x", ("Jane",)),
        ("authors:\n  - name: Jane\n  - Joe\n  - url: x", ("Jane", "Joe")),
    ],
)
def test_authors_are_names_however_written(head: str, authors: tuple[str, ...]) -> None:
    assert post(head).authors == authors


@pytest.mark.parametrize(
    ("path", "head", "image"),
    [
        ("p/x.md", "image: /img/x.png\nimage_alt: An x", ("img/x.png", "An x")),
        ("p/x.md", "cover:\n  image: img/x.png\n  alt: An x", ("img/x.png", "An x")),
        ("p/b/index.md", "cover:\n  image: x.png", ("p/b/x.png", None)),
        ("p/x.md", "cover:\n  image: x.png\n  relative: true", ("p/x/x.png", None)),
        (
            "p/x.md",
            "featured_image: https://cdn.example/x.png",
            ("https://cdn.example/x.png", None),
        ),
        ("p/x.md", "images: [a.png, b.png]", ("a.png", None)),
        ("p/x.md", "cover:\n  alt: Only words", (None, "Only words")),
    ],
)
def test_the_picture_is_where_the_theme_finds_it(
    path: str, head: str, image: tuple[str | None, str | None]
) -> None:
    found = post(head, path=path).image
    assert found is not None
    url = image[0] if image[0] is None or "://" in image[0] else SITE + image[0]
    assert (found.url, found.alt) == (url, image[1])


def test_the_language_is_the_files_then_the_posts() -> None:
    assert post("lang: fr", path="a.de.md").language == "de"
    assert post("lang: fr").language == "fr"


# Folders


def test_a_broken_file_is_logged_and_the_others_are_read(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path, {"a.md": "---\ntitle: A\n---\n", "b.md": "---\n[\n---\n", "c.md": "# C\n"})
    (tmp_path / "d.md").write_bytes(b"\xff\xfe broken")
    assert titles(tmp_path) == ["A", "C"]
    assert [name for name in "abcd" if f"{name}.md:" in caplog.text] == ["b", "d"]
    assert "b.md:2: while parsing" in caplog.text
    assert "d.md: it is not UTF-8 text" in caplog.text


def test_a_folder_of_broken_files_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "---\n[\n---\n", "b.md": "---\ntitle: B\n"})
    with pytest.raises(SourceError, match=r"none of the 2 files can be read; .*a\.md"):
        titles(tmp_path)


def test_only_markdown_is_read_and_nothing_hidden(tmp_path: Path) -> None:
    names = ["a.md", "b.markdown", "c.txt", ".d.md", "README.md", ".git/e.md", "_site/f.md"]
    names += ["node_modules/g.md", "sub/h.md", "_i.md"]
    write(tmp_path, dict.fromkeys(names, "Text."))
    assert titles(tmp_path) == ["A", "B", "H"]


def test_an_empty_folder_has_no_posts(tmp_path: Path) -> None:
    assert titles(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "words"), [("missing", "no such folder"), ("x.md", "not a folder")]
)
def test_a_place_that_is_no_folder_is_refused(tmp_path: Path, name: str, words: str) -> None:
    write(tmp_path, {"x.md": "Text."})
    with pytest.raises(SourceError, match=words) as caught:
        titles(tmp_path / name)
    assert caught.value.hint


def test_an_unknown_flavour_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match='unknown flavour "gatsby"'):
        titles(tmp_path, flavour="gatsby")


@pytest.mark.parametrize("inside", [".", "content", "content/posts"])
def test_sections_are_counted_from_the_content_of_the_site(tmp_path: Path, inside: str) -> None:
    write(tmp_path, {"hugo.toml": "", "content/posts/a.md": "Text.", "themes/x/README2.md": "No."})
    source = Source("s", "markdown", str(tmp_path / inside), base_url=SITE)
    assert [p.url for p in Adapter(source, NoWeb()).posts()] == [SITE + "posts/a/"]


def test_a_posts_folder_may_be_named_itself(tmp_path: Path) -> None:
    write(tmp_path, {"_posts/2026-02-04-a.md": "Text."})
    source = Source("s", "markdown", str(tmp_path / "_posts"), base_url=SITE)
    assert [p.url for p in Adapter(source, NoWeb()).posts()] == [SITE + "2026/02/04/a.html"]


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        ("tags: [go]\ndigest: skip\n", ("go", "digest:skip")),
        ('digest: "Feature"\n', ("digest:feature",)),
        ("params:\n  digest: feature\n", ("digest:feature",)),
        ('tags: ["digest:skip"]\ndigest: skip\n', ("digest:skip",)),
        ("digest: what this post says, skip\n", ()),
        ("digest: true\n", ()),
    ],
)
def test_front_matter_may_mark_a_post(head: str, tags: tuple[str, ...]) -> None:
    assert post(head).tags == tags
