import json
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.errors import SourceError
from digest.core.horizon import Horizon
from digest.core.model import Post, Source
from digest.core.ports import Document
from digest.core.window import between
from digest.sources.listing import Adapter, parse

DATA = Path(__file__).parent.parent / "data" / "listings"
HERE = "https://blog.example.org/posts/"


class Site:
    """Pages in memory; `asked` is what was asked for, and whether politely."""

    def __init__(self, pages: dict[str, str]) -> None:
        self.pages, self.asked = pages, []

    def get(self, location: str, *, allow_private: bool = False, scrape: bool = False) -> Document:
        self.asked.append((location, allow_private, scrape))
        if location not in self.pages:
            raise SourceError(f"{location}: answers 404")
        return Document(self.pages[location].encode(), location)


def entry(name: str, date: str = "") -> str:
    dated = f'<footer class="entry-footer"><span title="{date}">x</span></footer>' if date else ""
    return (
        f'<article class="post-entry"><header class="entry-header"><h2>{name}</h2></header>{dated}'
        f'<a class="entry-link" href="/posts/{name}/"></a></article>'
    )


def page(*parts: str, following: str = "") -> str:
    link = f'<a class="next" href="{following}">Next</a>' if following else ""
    return f"<html><body><main>{''.join(parts)}{link}</main></body></html>"


def read(html: str | bytes, *, here: str = HERE, **fields: str) -> tuple[Post, ...]:
    body = html.encode() if isinstance(html, str) else html
    return parse(Document(body, here), Source("s", "listing", here, **fields)).posts  # type: ignore[arg-type]


def posts(site: Site, horizon: Horizon | None = None, undated: str | None = None, **rule: str):
    source = Source("s", "listing", HERE, undated=undated)  # type: ignore[arg-type]
    return list(Adapter(source, site, horizon, **rule).posts())


def march() -> Horizon:
    """What a run about the first days of March needs, and ten days around."""
    window = between(date(2026, 3, 2), date(2026, 3, 9), ZoneInfo("UTC"))
    return Horizon.around(window, timedelta(days=10))


def titles(found) -> list[str]:
    return [post.title for post in found]


def refusal(html: str | bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(html)
    return caught.value


def test_a_page_is_asked_for_as_one_that_is_scraped() -> None:
    site = Site({HERE: page(entry("a"))})
    source = Source("s", "listing", HERE, allow_private=True)
    assert titles(Adapter(source, site).posts()) == ["a"]
    assert site.asked == [(HERE, True, True)]


def test_older_pages_are_read_until_one_lies_before_what_is_needed() -> None:
    site = Site({
        HERE: page(entry("a", "2026-03-09"), entry("b", "2026-03-01"), following="/posts/page/2/"),
        HERE + "page/2/": page(entry("b", "2026-03-01"), entry("c", "2026-02-01"), following="3/"),
        HERE + "page/2/3/": page(entry("d", "2026-01-01"), following="4/"),
    })  # fmt: skip
    found = posts(site, march())
    assert titles(found) == ["a", "b", "c", "d"]
    assert [post.order for post in found] == [0, 1, 2, 3]
    assert len(site.asked) == 3


def test_an_old_post_that_is_kept_on_top_does_not_end_the_reading() -> None:
    site = Site({
        HERE: page(entry("pinned", "2019-01-01"), entry("a", "2026-03-09"), following="page/2"),
        HERE + "page/2": page(entry("b", "2026-03-01")),
    })  # fmt: skip
    assert titles(posts(site, march())) == ["pinned", "a", "b"]


def test_at_most_five_pages_are_read_and_a_loop_ends() -> None:
    endless = {HERE: page(entry("0", "2026-01-09"), following="page/1")}
    for n in range(1, 9):
        following = f"/posts/page/{n + 1}"
        endless[f"{HERE}page/{n}"] = page(entry(str(n), "2026-01-09"), following=following)
    assert len(posts(Site(endless))) == 5
    loop = {
        HERE: page(entry("a", "2026-01-09"), following="page/2"),
        HERE + "page/2": page(entry("b", "2026-01-08"), following=HERE),
    }
    assert titles(posts(Site(loop))) == ["a", "b"]


def test_a_list_without_dates_goes_on_for_a_queue_only() -> None:
    pages = {HERE: page(entry("a"), following="page/2"), HERE + "page/2": page(entry("b"))}
    assert titles(posts(Site(pages))) == ["a"]
    assert titles(posts(Site(pages), undated="queue")) == ["a", "b"]


def test_an_older_page_that_fails_costs_its_own_posts_only(caplog) -> None:
    assert titles(posts(Site({HERE: page(entry("a", "2026-01-09"), following="page/2")}))) == ["a"]
    assert "page/2: answers 404" in caplog.text


def test_the_next_page_is_never_on_another_site() -> None:
    site = Site({HERE: page(entry("a", "2026-01-09"), following="https://ads.example.com/page/2")})
    assert titles(posts(site)) == ["a"]
    assert len(site.asked) == 1


RULED = """<div class=row><h3>About CSS</h3><a href=/css>go</a><p>One rule.</p>
<i data-when="2026-02-03">lately</i><b>7</b><img src=a.png alt=A><u>by Jo Li</u></div>
<div class=row><h3>No link</h3><p>14/02/2026</p></div><a id=on href=/more>on</a>"""


def test_a_rule_of_digest_toml_is_applied() -> None:
    site = Site({HERE: page(RULED)})
    rule = {"item": ".row", "date": "i", "date_attr": "data-when", "author": "u", "image": "img"}
    first, second = posts(site, **rule, next="#on")
    assert (first.title, first.summary, first.authors) == ("About CSS", "One rule.", ("Jo Li",))
    assert first.url == "https://blog.example.org/css"
    assert first.published is not None
    assert str(first.published.civil) == "2026-02-03"
    assert first.image is not None
    assert first.image.alt == "A"
    assert set(first.provenance.values()) == {"rule"}
    assert (second.title, second.url, second.page, second.summary) == ("No link", None, HERE, "")
    assert site.asked[1][0] == "https://blog.example.org/more"


def test_keys_beside_a_preset_replace_its_selectors() -> None:
    html = page(entry("a", "2026-01-09").replace("<h2>", "<em>Better</em><h2>"))
    (post,) = posts(Site({HERE: html}), preset="papermod", title="em")
    assert post.title == "Better"
    assert post.published is not None


def test_a_time_without_a_zone_is_in_that_of_the_source() -> None:
    (post,) = read(page(entry("a", "2026-02-14 09:30")), timezone="Asia/Tokyo")
    assert post.published is not None
    assert str(post.published.instant) == "2026-02-14 09:30:00+09:00"


def test_days_and_months_are_told_apart_by_the_other_dates_of_the_page() -> None:
    rows = "".join(f"<li><a href=/{d[:2]}>Post {d}</a><time>{d}</time></li>" for d in
                   ("03/02/2026", "27/01/2026"))  # fmt: skip
    found = posts(Site({HERE: page(f"<ul>{rows}</ul>")}), item="li")
    assert [str(p.published and p.published.civil) for p in found] == ["2026-02-03", "2026-01-27"]


def test_a_figure_within_a_sentence_is_no_reading_time() -> None:
    rule = {"item": "li", "summary": "i"}
    html = page("<ul><li><h2>One</h2><p>It took <b>5 minutes</b></p><p><b>7 min</b> · Jo</p></ul>")
    assert posts(Site({HERE: html}), **rule)[0].minutes == 7
    html = page("<ul><li><h2>One</h2><p>It took <b>5 minutes</b></p></ul>")
    assert posts(Site({HERE: html}), **rule)[0].minutes is None


def test_no_date_is_made_of_a_year_before_1990_or_of_words() -> None:
    found = read(page(entry("a", "0001-01-01 00:00:00 +0000 UTC"), entry("b", "10 min")))
    assert [post.published for post in found] == [None, None]


def test_links_start_from_base_then_base_url() -> None:
    html = page(entry("a").replace("/posts/a/", "a/"))
    assert read(html, base_url="https://mirror.example.org/x/")[0].url == (
        "https://mirror.example.org/x/a/"
    )
    based = html.replace("<body>", "<head><base href='/deep/'></head><body>")
    assert read(based)[0].url == "https://blog.example.org/deep/a/"


def test_a_saved_page_needs_a_base_url_for_its_addresses() -> None:
    html = page(entry("a"))
    assert read(html, here="/tmp/page.html")[0].link is None
    (post,) = read(html, here="/tmp/page.html", base_url=HERE)
    assert (post.url, post.page) == (HERE + "a/", HERE)


def test_a_page_made_by_javascript_says_so() -> None:
    error = refusal((DATA / "javascript.html").read_bytes())
    assert "JavaScript" in error.message
    assert error.hint.endswith(f"digest sources add {HERE}")


NO_POSTS = {
    "archive": "<h1>2024</h1><ul><li><a href=/2024/>2024</a><li><a href=/2023/>2023</a></ul>",
    "navigation": "<nav><p class=h-entry><a class='p-name u-url' href=/a>About</a></p></nav>",
    "tags": "<ul><li><a href=/tags/go>go</a> (3)<li><a href=/tags/c>c</a> (1)</ul>",
    "welcome": """<article class="first-entry home-info"><header class="entry-header">
        <h1>Welcome</h1></header><a class=entry-link href=/about></a></article>""",
    "breadcrumbs": """<script type="application/ld+json">{"@type": "BreadcrumbList",
        "itemListElement": [{"@type": "ListItem", "name": "Home", "item": "/home"}]}</script>""",
    "article": """<article class=hentry><h1 class=entry-title>Me</h1><a rel=bookmark href=#top>
        link</a><time class=published datetime=2026-01-01></time></article>""",
    "itself": f"""<script type="application/ld+json">
        {{"@type": "Article", "headline": "Me", "url": "{HERE}"}}</script>""",
}


@pytest.mark.parametrize("html", NO_POSTS.values(), ids=NO_POSTS)
def test_what_is_no_post_is_not_listed(html: str) -> None:
    error = refusal(html)
    assert "tried JSON-LD, microformats, microdata, and the themes" in error.message
    assert error.hint.endswith(f"digest sources add {HERE}")


@pytest.mark.parametrize(
    "body", ["<?xml version='1.0'?><rss/>", '[{"title": "a"}]', "\ufeff<feed>"]
)
def test_a_feed_is_no_page(body: str) -> None:
    assert refusal(body).hint == 'use kind = "feed"'


@pytest.mark.parametrize("body", ["", "   ", "<html></html>", "<p>Hello"])
def test_an_empty_page_is_an_error(body: str) -> None:
    assert HERE in refusal(body).message


def test_options_that_cannot_be_are_told() -> None:
    site = Site({HERE: page(entry("a"))})
    with pytest.raises(SourceError, match=r'no preset "papermood"') as caught:
        posts(site, preset="papermood")
    assert "papermod" in caught.value.hint
    with pytest.raises(SourceError, match="title without item"):
        posts(site, title="h2")
    with pytest.raises(SourceError, match=r'"li:::x" is no CSS selector'):
        posts(site, item="li:::x")
    with pytest.raises(SourceError, match=r'no posts found by item = "li"'):
        posts(site, item="li")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(alphabet="<>/=\"' abcdeh1lipr\n&;-", max_size=300))
def test_no_bytes_raise_anything_but_a_source_error(body: bytes | str) -> None:
    with suppress(SourceError):
        assert read(body)


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=9) | st.sampled_from(["BlogPosting", "/a"]),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    "@type @graph url headline name image author keywords blogPost item".split()
                ),
                inner,
            )
        ),
    )
)
def test_no_json_raises_anything_but_a_source_error(data: object) -> None:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    with suppress(SourceError):
        assert read(script)


def test_nothing_is_looked_for_below_a_depth_that_no_page_has() -> None:
    refusal("<div>" * 20_000 + "<article class=h-entry><h2 class=p-name>Deep</h2></article>")
    refusal(f'<script type="application/ld+json">{"[" * 20_000}</script>')
