from pathlib import Path

import pytest

from digest.app.discover import Proposal, discover
from digest.app.shelves import source_adapter
from digest.core.errors import SourceError
from digest.core.model import Source
from digest.core.ports import Document

HOME = "https://blog.example.org/"


LISTINGS = Path(__file__).parent.parent / "data" / "listings"


class Site:
    """A site of pages in memory; `asked` is every address that was asked for."""

    def __init__(self, pages: dict[str, str], link: str = "") -> None:
        self.pages, self.link, self.asked = pages, link, []

    def get(self, location: str, *, allow_private: bool = False, scrape: bool = False) -> Document:
        self.asked.append(location)
        if location not in self.pages:
            raise SourceError(f"{location}: answers 404")
        return Document(self.pages[location].encode(), location, link=self.link)


def rss(*titles: str) -> str:
    items = "".join(f"<item><title>{t}</title><link>/{t}/</link></item>" for t in titles)
    return f'<rss version="2.0"><channel><title>Feed</title>{items}</channel></rss>'


def head(*links: str, title: str = "Notes") -> str:
    return f"<html><head><title>{title}</title>{''.join(links)}</head><body>Hello</body></html>"


def feed_link(href: str, title: str = "", kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">'


def found(pages: dict[str, str], url: str = HOME) -> list[str]:
    return [proposal.url for proposal in discover(url, Site(pages))]


def test_the_address_of_a_feed_is_a_source_by_itself() -> None:
    url = HOME + "index.xml"
    proposal = discover(url, Site({url: rss("one", "two")}))[0]
    assert (proposal.kind, proposal.url, proposal.found_by) == ("feed", url, "the address itself")
    assert [post.title for post in proposal.posts] == ["one", "two"]


def test_all_declared_feeds_are_found_and_comments_and_podcasts_come_last() -> None:
    links = [
        feed_link("/comments/feed/", "Notes » Comments Feed"),
        feed_link("/podcast.xml", "Our podcast"),
        feed_link("/feed/", "Notes"),
        feed_link("/atom.xml", "Notes", "application/atom+xml"),
    ]
    feeds = ["feed/", "atom.xml", "podcast.xml", "comments/feed/"]
    pages = {HOME: head(*links)} | {HOME + name: rss(name[:4]) for name in feeds}
    assert found(pages) == [HOME + name for name in feeds]


def test_a_feed_beside_the_page_comes_before_that_of_the_site() -> None:
    page = HOME + "posts/"
    links = feed_link("/index.xml"), feed_link("/posts/index.xml")
    pages = {page: head(*links), HOME + "index.xml": rss("a"), page + "index.xml": rss("b")}
    assert found(pages, page) == [page + "index.xml", HOME + "index.xml"]


def test_json_that_is_no_json_feed_is_no_source() -> None:
    links = feed_link("/index.json", kind="application/json"), feed_link("/index.xml")
    pages = {
        HOME: head(*links),
        HOME + "index.json": '[{"title": "A", "permalink": "/a/"}]',
        HOME + "index.xml": rss("a"),
    }
    assert found(pages) == [HOME + "index.xml"]


def test_a_declared_feed_that_is_gone_is_looked_for_at_the_usual_places() -> None:
    pages = {HOME: head(feed_link("/old.xml")), HOME + "feed.xml": rss("a")}
    assert [(p.url, p.found_by) for p in discover(HOME, Site(pages))] == [
        (HOME + "feed.xml", "usual place of a feed")
    ]


def test_what_made_the_page_says_where_to_look_first() -> None:
    site = Site(
        {HOME: head('<meta name="Generator" content="Hexo 7">'), HOME + "atom.xml": rss("a")}
    )
    assert discover(HOME, site)[0].url == HOME + "atom.xml"
    assert site.asked[:2] == [HOME, HOME + "atom.xml"]


@pytest.mark.parametrize("page", [HOME, HOME + "a/b/"])
def test_no_more_than_eight_places_are_tried_and_none_twice(page: str) -> None:
    site = Site({page: head()})
    with pytest.raises(SourceError) as caught:
        discover(page, site)
    assert len(site.asked) == len(set(site.asked)) == 9
    assert "declared feeds" in caught.value.message
    assert caught.value.hint


def test_a_page_served_where_a_feed_should_be_is_none() -> None:
    site = Site({HOME: head(), HOME + "index.xml": head()})
    with pytest.raises(SourceError):
        discover(HOME, site)


def test_a_proposal_names_the_site_and_what_its_posts_lack() -> None:
    pages = {
        HOME: head(feed_link("/index.xml"), title="Field &amp; notes"),
        HOME + "index.xml": rss("a"),
    }
    proposal: Proposal = discover(HOME, Site(pages))[0]
    assert proposal.site == "Field & notes"
    assert proposal.missing == (
        "published", "summary", "authors", "tags", "image", "minutes", "words"
    )  # fmt: skip


def saved(name: str) -> str:
    return (LISTINGS / f"{name}.html").read_text("utf-8")


def test_a_feed_named_in_the_header_link_is_found() -> None:
    link = '</a.css>; rel=preload, </feed.xml>; rel="alternate"; type="application/rss+xml"'
    site = Site({HOME: head(), HOME + "feed.xml": rss("a")}, link)
    (proposal,) = discover(HOME, site)
    assert (proposal.url, proposal.found_by) == (HOME + "feed.xml", "declared feed")
    assert site.asked == [HOME, HOME + "feed.xml"]


def test_the_posts_that_the_page_itself_shows_are_proposed_after_its_feeds() -> None:
    page = "https://runtime.example.org/posts/"
    site = Site({page: saved("papermod-new"), page + "index.xml": rss("a")})
    feed, listing = discover(page, site)
    assert (feed.kind, feed.url) == ("feed", page + "index.xml")
    assert (listing.kind, listing.url, dict(listing.options)) == (
        "listing",
        page,
        {"preset": "papermod"},
    )
    assert (listing.found_by, listing.confidence, len(listing.posts)) == ("theme papermod", 1, 3)
    assert listing.missing == ("tags",)
    assert page + "page/2/" not in site.asked


def test_what_a_page_says_in_json_ld_needs_no_option() -> None:
    page = "https://keel.example.org/blog"
    (proposal,) = discover(page, Site({page: saved("docusaurus")}))
    assert (proposal.found_by, dict(proposal.options)) == ("jsonld on the page", {})


def test_a_platform_is_asked_where_there_is_no_feed() -> None:
    page, api = "https://press.example.org/", "wp-json/wp/v2/posts?per_page=100&_embed=1"
    posts = '[{"title": {"rendered": "Gears"}, "link": "https://press.example.org/gears/"}]'
    site = Site({page: saved("wordpress-blocks"), page + api: posts})
    platform, listing = discover(page, site)
    assert (platform.kind, platform.url) == ("wordpress", page + api)
    assert platform.found_by == "programming interface of WordPress"
    assert dict(listing.options) == {"preset": "wordpress"}
    dev = "https://dev.to/ana/locks-1a2b"
    api = "https://dev.to/api/articles?username=ana&per_page=100"
    (proposal,) = discover(dev, Site({dev: head(), api: '[{"title": "Locks"}]'}))
    assert (proposal.kind, proposal.url) == ("devto", api)


def test_a_rule_is_inferred_where_nothing_else_helps_and_says_how_sure_it_is() -> None:
    cards = "".join(
        f"<div class=card><h3>{title}</h3><p>{title}, told slowly and with pictures.</p></div>"
        for title in ("The first essay", "Another essay", "One more essay")
    )
    page = f"<html><body><main>{cards}</main></body></html>"
    (proposal,) = discover(HOME, Site({HOME: page}))
    assert proposal.options["item"] == "body > main > div.card"
    assert proposal.found_by == "repeated blocks on the page"
    assert 0.5 <= proposal.confidence < 1
    assert [post.title for post in proposal.posts][-1] == "One more essay"
    assert proposal.posts[0].summary.startswith("The first essay, told")
    again = source_adapter(
        Source("s", "listing", HOME, options=proposal.options), Site({HOME: page})
    )
    assert tuple(post.title for post in again.posts()) == tuple(p.title for p in proposal.posts)


def test_nothing_found_says_what_was_tried_and_why_it_may_be() -> None:
    with pytest.raises(SourceError) as caught:
        discover(HOME, Site({HOME: saved("javascript")}))
    for words in ("usual places", "JSON-LD", "known themes", "repeated blocks", "JavaScript"):
        assert words in caught.value.message
    ghost = head('<meta name="generator" content="Ghost 5.2">')
    with pytest.raises(SourceError, match=r"Ghost .*needs a key"):
        discover(HOME, Site({HOME: ghost}))
