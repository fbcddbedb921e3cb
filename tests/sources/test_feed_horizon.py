"""What is left out of posts from beyond the horizon, and that nothing else is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.errors import SourceError
from digest.core.horizon import Horizon
from digest.core.identity import with_keys
from digest.core.model import Post, Source
from digest.core.ports import Document
from digest.core.window import Window
from digest.sources.feed import Adapter, parse
from digest.sources.feed.beyond import without_old

HERE = "https://blog.example.org/feeds/index.xml"
DATA = Path(__file__).parent.parent / "data" / "feeds"
FEEDS = sorted(path for path in DATA.iterdir() if not path.name.endswith(".expected.json"))
MARCH = datetime(2026, 3, 1, tzinfo=UTC)

NEW = "<pubDate>Sun, 08 Mar 2026 10:00:00 +0000</pubDate>"
OLD = "<pubDate>Thu, 08 Mar 2018 10:00:00 +0000</pubDate>"
BODY = "<description>What it says.</description>"


def horizon(start: datetime = MARCH, *named: str) -> Horizon:
    window = Window(start, start + timedelta(days=40), ZoneInfo("UTC"))
    return Horizon.around(window, timedelta(days=1), named)


def read(body: bytes | str, near: Horizon | None) -> tuple[Post, ...] | str:
    """The posts with their keys, or why there are none."""
    data = body.encode() if isinstance(body, str) else body
    try:
        return with_keys(tuple(parse(data, Source("s", "feed", HERE), location=HERE, horizon=near)))
    except SourceError as error:
        return error.message


def agrees(body: bytes | str, near: Horizon) -> None:
    """With a horizon the same posts are found, and what is within it is the same in full."""
    every, some = read(body, None), read(body, near)
    if isinstance(every, str) or isinstance(some, str):
        assert every == some
        return
    assert [known(post) for post in some] == [known(post) for post in every]
    assert [p for p in some if near.needs(p)] == [p for p in every if near.needs(p)]


def known(post: Post) -> tuple[object, ...]:
    return post.title, post.url, post.page, post.published, post.updated, post.key, post.order


def rss(*items: str, root: str = "", channel: str = "<link>https://a.example.org/</link>") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {root}><channel>{channel}{inner}</channel></rss>'


def plain(title: str, date: str) -> str:
    link = f"https://a.example.org/{title}"
    return f"<title>{title}</title><link>{link}</link><guid>{link}</guid>{date}{BODY}"


def told(body: str, *named: str) -> dict[str, str]:
    posts = read(body, horizon(MARCH, *named))
    assert isinstance(posts, tuple)
    return {post.title: post.summary for post in posts}


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("month", range(1, 6))
def test_a_horizon_changes_no_post_within_it(path: Path, month: int) -> None:
    agrees(path.read_bytes(), horizon(datetime(2026, month, 1, tzinfo=UTC)))


def test_an_old_post_keeps_its_title_date_and_address_and_loses_its_text() -> None:
    feed = rss(plain("new", NEW), plain("old", OLD))
    assert told(feed) == {"new": "What it says.", "old": ""}
    agrees(feed, horizon())


def test_the_adapter_looks_as_far_as_its_horizon() -> None:
    class Web:
        def get(
            self, location: str, *, allow_private: bool = False, scrape: bool = False
        ) -> Document:
            return Document(rss(plain("old", OLD)).encode(), location)

    source = Source("s", "feed", HERE)
    assert [post.summary for post in Adapter(source, Web()).posts()] == ["What it says."]
    assert [post.summary for post in Adapter(source, Web(), horizon()).posts()] == [""]


def test_an_old_post_that_the_editor_named_is_whole() -> None:
    feed = rss(plain("older", OLD), plain("old", OLD))
    assert told(feed, "https://a.example.org/old") == {"older": "", "old": "What it says."}


def test_an_old_post_without_a_title_is_still_called_by_its_first_words() -> None:
    assert list(told(rss(f"<link>https://a.example.org/1</link>{OLD}{BODY}"))) == ["What it says."]


def test_an_old_post_of_a_json_feed_loses_its_text() -> None:
    items = '{"id":"1","title":"Old","content_text":"Text.","date_published":"2018-03-08"}'
    feed = f'{{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{items}]}}'
    assert told(feed) == {"Old": ""}


@pytest.mark.parametrize(
    "entry",
    [
        plain("1", OLD) + "<author>Ann</author><category domain='x'>queues</category>",
        plain("1", OLD) + "<c:encoded><![CDATA[<p></item>]]></c:encoded>",
        plain("1", "<!-- </item> -->" + OLD),
    ],
)
def test_feedparser_never_sees_a_plain_old_entry(entry: str) -> None:
    spaces = 'xmlns:c="http://purl.org/rss/1.0/modules/content/"'
    feed = rss(plain("0", NEW), entry, plain("2", NEW), root=spaces).encode()
    rest, old, entries = without_old(feed, lambda entry: "2018" in entry.published)
    assert (list(old), entries) == ([1], 3)
    assert rest == rss(plain("0", NEW), plain("2", NEW), root=spaces).encode()


def test_feedparser_never_sees_a_plain_old_atom_entry() -> None:
    head, tail = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">', "</feed>"
    entry = (
        "<entry><id>tag:a,1</id><title type='html'>One</title><link rel='replies' href='c'/>"
        "<link href='https://a.example.org/1'/><published>2018-03-08T10:00:00Z</published>"
        "<author><name>Ann</name><uri>u</uri></author><content type='html'>x</content></entry>"
    )
    rest, old, _ = without_old(f"{head}\n{entry}{tail}".encode(), lambda _: True)
    assert rest.decode() == f"{head}\n{tail}"
    assert old[0].title == "One"
    agrees(f"{head}{entry}{tail}", horizon())


@pytest.mark.parametrize(
    "feed",
    [
        rss(plain("1", OLD), channel="<link>https://a.example.org/</link><bad"),
        rss(plain("1", OLD), root='xml:base="https://b.example.org/"'),
        rss(plain("1", OLD) + "<c:encoded>unbound</c:encoded>"),
        rss(plain("1", OLD) + "<dc>&nbsp;</dc>"),
        rss(plain("1", OLD) + "<unknown>x</unknown>"),
        rss(plain("1", OLD) + "<title>twice</title>"),
        rss(plain("1", OLD) + "<description><b>bare</b></description>"),
        rss(plain("&amp;nbsp;", OLD)),
        rss(plain("caf\xc3\xa9", OLD)),
        rss(plain("1", OLD).replace("<title>", "<title type='text'>")),
        rss(plain("1", OLD).replace("https://a.example.org", "")),
        rss(plain("1", OLD).replace("<guid>", "<guid>https:///")),
        rss(plain("1", "")),
        rss(plain("1", "<pubDate>long ago</pubDate>")),
        rss(plain("1", OLD)).replace("<item>", "<item xml:lang='de'>"),
        rss(plain("1", OLD))[:-20],
    ],
)
def test_when_in_doubt_an_entry_stays(feed: str) -> None:
    near = horizon()
    rest, old, _ = without_old(feed.encode(), lambda e: "2018" in e.published)
    assert (rest, old) == (feed.encode(), {})
    agrees(feed, near)


PIECES = (
    "<title>A</title>", "<title>B &amp; C</title>", "<title><![CDATA[D <b>e</b>]]></title>",
    "<title/>", "<title>É vrai</title>", "<title>x\xc3\xa9\x92</title>", "<a:title>F</a:title>",
    "<link>https://a.example.org/1?</link>", "<link>https://a.example.org/2?a=1&amp;amp;b=2</link>",
    "<link>/relative</link>", "<link/>", "<a:link href='https://a.example.org/3'/>",
    "<a:link rel='self' href='https://a.example.org/s'/>", "<link href='https://a.example.org/4'/>",
    "<guid>https://a.example.org/g</guid>", "<guid isPermaLink='false'>7</guid>", "<guid> </guid>",
    "<id>tag:a</id>", "<id>https:////b</id>", "<a:id>i</a:id>",
    NEW, NEW, OLD, OLD, "<pubDate/>", "<a:updated>2018-01-01</a:updated>",
    "<published>2018-01-01T00:00:00Z</published>", "<updated>2026-03-08</updated>",
    "<d:date>2026-03-09</d:date>", "<PubDate>Thu, 08 Mar 2018 10:00:00 +0000</PubDate>",
    BODY, "<description><![CDATA[</item><item>]]></description>", "<summary>s</summary>",
    "<content type='xhtml'><div><title>t</title></div></content>", "<content>c</content>",
    "<author>Ann</author>", "<author><name>N</name></author>", "<category>k</category>",
    "<author><title>T</title></author>", "<source><title>S</title><link>/s</link></source>",
    "<item/>", "<entry><title>nested</title></entry>", "<!-- <item> -->", "<?pi <item>?>",
    "&#233;", "<image><url>/i.png</url></image>", "<enclosure url='/e.png'/>", "text",
)  # fmt: skip
ATOM_OLD = (
    "<id>tag:a,9</id><title>Nine</title><link href='https://a.example.org/9'/>"
    "<updated>2018-01-01T00:00:00Z</updated>"
)
CORES = ("", plain("1", OLD), plain("1", OLD), plain("2", OLD), plain("3", NEW), ATOM_OLD, ATOM_OLD)
ODDITY = st.just("") | st.sampled_from(PIECES)
ENTRIES = st.tuples(ODDITY, st.sampled_from(CORES), ODDITY, ODDITY).map("".join)
SPACES = 'xmlns:a="http://www.w3.org/2005/Atom" xmlns:d="http://purl.org/dc/elements/1.1/"'
SHAPES = (
    ("<rss {}><channel><link>https://a.example.org/</link>", "item", "</channel></rss>"),
    ("<rss {}><channel xml:base='https://b.example.org/x/'>", "item", "</channel></rss>"),
    ("<rss {}>", "item", "</rss>"),
    ("<rss {}><channel>", "item", "<language>de</language></channel><item/></rss>"),
    ("<feed xmlns='http://www.w3.org/2005/Atom' {}>", "entry", "</feed>"),
    ("<feed xmlns='http://www.w3.org/2005/Atom' {} base='/b'>", "entry", "<entry/></feed>"),
    ("<rss {}><channel>", "item", "&nbsp;</channel></rss>"),
    ("<rss {}><channel>", "item", "<p:x/></channel></rss>"),
    ("<feed {}>", "entry", ""),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SHAPES), st.lists(ENTRIES, max_size=5))
def test_a_horizon_changes_no_post_within_it_of_any_feed(
    shape: tuple[str, str, str], entries: list[str]
) -> None:
    head, name, tail = shape
    inner = "".join(f"<{name}>{entry}</{name}>" for entry in entries)
    agrees(head.format(SPACES) + inner + tail, horizon())
