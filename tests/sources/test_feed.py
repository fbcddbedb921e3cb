import json
import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.errors import SourceError
from digest.core.model import Post, Source
from digest.core.ports import Document
from digest.sources.feed import Adapter, parse
from digest.sources.feed.decode import decoded

HERE = "https://blog.example.org/feeds/index.xml"


def read(body: str | bytes, *, location: str = HERE, **fields: str) -> list[Post]:
    source = Source("s", "feed", location, **fields)  # type: ignore[arg-type]
    data = body.encode() if isinstance(body, str) else body
    return list(parse(data, source, location=location))


def rss(*items: str, channel: str = "") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}{inner}</channel></rss>'


def atom(*entries: str, head: str = "") -> str:
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{inner}</feed>'


def refusal(body: str | bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(body)
    return caught.value


class Shelf:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.asked: list[tuple[str, bool]] = []

    def get(self, location: str, *, allow_private: bool = False) -> Document:
        self.asked.append((location, allow_private))
        return self.document


def test_links_are_relative_to_where_the_feed_was_found() -> None:
    moved = Document(rss("<title>A</title><link>a</link>").encode(), "https://new.example.org/f/x")
    web = Shelf(moved)
    source = Source("s", "feed", HERE, allow_private=True)
    assert [post.url for post in Adapter(source, web).posts()] == ["https://new.example.org/f/a"]
    assert web.asked == [(HERE, True)]


def test_a_relative_link_is_resolved_by_base_url_then_xml_base_then_the_site_then_the_feed() -> (
    None
):
    item = "<title>A</title><link>a/</link>"
    site = "<link>https://site.example.org/blog/</link>"
    based = atom('<title>A</title><link href="a/"/>').replace("<feed ", '<feed xml:base="/deep/" ')
    assert read(rss(item))[0].url == "https://blog.example.org/feeds/a/"
    assert read(rss(item, channel=site))[0].url == "https://site.example.org/blog/a/"
    assert read(based)[0].url == "https://blog.example.org/deep/a/"
    assert (
        read(rss(item, channel=site), base_url="https://base.example.org/x/")[0].url
        == "https://base.example.org/x/a/"
    )


def test_a_feed_from_a_file_has_only_the_links_it_states() -> None:
    posts = read(rss("<title>A</title><link>/a</link>"), location="/folder/feed.xml")
    assert posts[0].url is None


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "mailto:a@b.c"])
def test_a_link_that_is_no_web_address_is_dropped(link: str) -> None:
    assert read(rss(f"<title>A</title><link>{link}</link>"))[0].url is None


def test_of_several_links_the_page_counts() -> None:
    entry = (
        '<title>A</title><link rel="self" href="/self"/><link type="application/pdf" href="/pdf"/>'
        '<link rel="alternate" href="/page"/><link rel="alternate" href="/second"/>'
    )
    assert read(atom(entry))[0].url == "https://blog.example.org/page"


def test_a_guid_is_a_link_when_it_is_an_address_and_does_not_deny_it() -> None:
    address = "https://blog.example.org/a"
    assert read(rss(f"<title>A</title><guid>{address}</guid>"))[0].url == address
    assert read(rss("<title>A</title><guid>12345</guid>"))[0].url is None
    denied = f'<title>A</title><guid isPermaLink="false">{address}</guid>'
    assert read(rss(denied))[0].url is None
    assert read(atom(f"<title>A</title><id>{address}</id>"))[0].url is None


def test_ids_that_repeat_stay_separate_posts() -> None:
    twice = rss(*(f"<title>{t}</title><link>/{t}</link><guid>same</guid>" for t in "AB"))
    assert [(post.title, post.native_id) for post in read(twice)] == [("A", "same"), ("B", "same")]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Using &lt;Suspense&gt; well", "Using <Suspense> well"),
        ("<![CDATA[Using <Suspense> well]]>", "Using <Suspense> well"),
        ("&lt;b&gt;Bold&lt;/b&gt; claim", "Bold claim"),
        ("AT&amp;amp;T", "AT&T"),
        ("It&amp;#8217;s &#8220;on&#8221;", "It’s “on”"),
        ("Vec&amp;lt;T&amp;gt;", "Vec<T>"),
        ("a\x0bb `x` $O(N^2)$", "a b `x` $O(N^2)$"),
        ("مرحبا 👩‍💻", "مرحبا 👩‍💻"),
        ("Undeclared&nbsp;entity &rsquo;", "Undeclared\xa0entity ’"),
        ("Lone & ampersand", "Lone & ampersand"),
    ],
)
def test_a_title_reads_as_its_author_meant_it(written: str, title: str) -> None:
    assert read(rss(f"<title>{written}</title>"))[0].title == title


def test_atom_text_is_not_taken_for_markup() -> None:
    assert read(atom("<title>The &lt;b&gt;b&lt;/b&gt; tag</title>"))[0].title == "The <b>b</b> tag"


def test_a_post_without_a_title_is_called_by_its_first_words() -> None:
    text = "The first sentence is of a good length, as one would wish. The second goes on for long."
    post = read(rss(f"<description>{text}</description>"))[0]
    assert post.title == "The first sentence is of a good length, as one would wish."
    assert post.provenance["title"] == "text"
    assert post.summary == text


def test_an_entry_that_says_nothing_is_no_post() -> None:
    assert read(rss("<guid isPermaLink='false'>1</guid>", "<title>A</title>"))[0].title == "A"


@pytest.mark.parametrize(
    "never", ["Mon, 01 Jan 0001 00:00:00 +0000", "Thu, 01 Jan 1970 00:00:00 GMT", "soon", ""]
)
def test_a_date_that_means_never_leaves_a_post_undated(never: str) -> None:
    assert read(rss(f"<title>A</title><pubDate>{never}</pubDate>"))[0].published is None


def test_a_date_of_never_is_not_replaced_by_the_update() -> None:
    entry = "<title>A</title><published>0001-01-01T00:00:00Z</published>"
    post = read(atom(entry + "<updated>2026-02-14T00:00:00Z</updated>"))[0]
    assert post.published is None
    assert post.updated is not None


def test_a_date_in_words_is_read() -> None:
    post = read(rss("<title>A</title><pubDate>March 10, 2026</pubDate>"))[0]
    assert post.published is not None
    assert str(post.published.civil) == "2026-03-10"


def test_a_time_without_a_zone_is_in_the_zone_of_the_source() -> None:
    item = "<title>A</title><pubDate>2026-07-15 10:00:00</pubDate>"
    post = read(rss(item), timezone="Europe/Berlin")[0]
    assert post.published is not None
    assert str(post.published.instant) == "2026-07-15 10:00:00+02:00"


def test_the_author_of_an_rss_item_is_a_name_and_never_an_address() -> None:
    assert read(rss("<title>A</title><author>jane@example.org (Jane Doe)</author>"))[0].authors == (
        "Jane Doe",
    )
    assert read(rss("<title>A</title><author>jane@example.org</author>"))[0].authors == ()


def test_a_podcast_episode_is_no_picture() -> None:
    sound = '<title>A</title><enclosure url="https://x.example/a.mp3" type="audio/mpeg"/>'
    assert read(rss(sound))[0].image is None
    untyped = '<title>A</title><enclosure url="/a.webp?w=3"/>'
    image = read(rss(untyped))[0].image
    assert image is not None
    assert image.url == "https://blog.example.org/a.webp?w=3"


def test_a_long_description_is_the_text_and_not_the_summary() -> None:
    paragraphs = "".join(f"<p>{'word ' * 60}{n}.</p>" for n in range(6))
    item = f"<title>A</title><description><![CDATA[{paragraphs}]]></description>"
    post = read(rss(item))[0]
    assert post.content == paragraphs
    assert post.truncated
    assert post.summary.endswith(" 1.")
    assert 70 <= len(post.summary.split()) <= 130


@pytest.mark.parametrize("end", ["...", "[…]", " […] <a href='/a'>Continue reading</a>"])
def test_a_cut_summary_is_marked_and_loses_its_ellipsis(end: str) -> None:
    item = f"<title>A</title><description><![CDATA[It begins {end}]]></description>"
    post = read(rss(item))[0]
    assert (post.summary, post.truncated) == ("It begins", True)


def test_content_is_handed_on_as_it_is() -> None:
    html = "<p onclick='x()'>Text<script>alert(1)</script></p>"
    entry = f'<title>A</title><content type="html"><![CDATA[{html}]]></content>'
    post = read(atom(entry))[0]
    assert post.content == html
    assert post.summary == "Text"


def test_a_configured_language_counts_more_than_the_feeds() -> None:
    feed = rss("<title>A</title>", channel="<language>en-us</language>")
    assert read(feed)[0].language == "en-us"
    assert read(feed, language="de")[0].language == "de"


@pytest.mark.parametrize(
    "feed", [rss(), atom(), '{"version": "https://jsonfeed.org/version/1", "items": []}']
)
def test_a_feed_without_entries_is_fine(feed: str) -> None:
    assert read(feed) == []


def test_a_web_page_is_refused_and_its_feed_named() -> None:
    error = refusal(
        "<!DOCTYPE html><html><head><link rel=alternate type='application/rss+xml'"
        " href='/index.xml?a=1&amp;b=2'></head><body>Hello</body></html>"
    )
    assert "a web page, where a feed was expected" in error.message
    assert "https://blog.example.org/index.xml?a=1&b=2" in error.hint
    assert 'kind = "listing"' in refusal("<html><body>Hello</body></html>").hint


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("plain words", "neither RSS, Atom nor JSON Feed"),
        ("<urlset><url/></urlset>", "neither RSS, Atom nor JSON Feed"),
        ('[{"title": "A"}]', "JSON, but no JSON Feed"),
        ('{"version": "2.0", "items": []}', "JSON, but no JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1"}', "without its list of items"),
        ('{"version": ', "broken JSON"),
        ("[" * 100_000, "broken JSON"),
    ],
)
def test_what_is_no_feed_is_refused_by_its_name(body: str, words: str) -> None:
    error = refusal(body)
    assert words in error.message
    assert error.message.startswith(HERE)
    assert error.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1"])
def test_a_feed_is_read_in_its_own_encoding(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    feed = rss("<title>Größe</title>").replace('"1.0"', f'"1.0" encoding="{declared}"', 1)
    assert read(feed.encode(encoding))[0].title == "Größe"


def test_the_header_names_the_encoding_when_nobody_else_does() -> None:
    body = rss("<title>Größe</title>").encode("iso-8859-1")
    posts = parse(
        body, Source("s", "feed", HERE), location=HERE, content_type="a/b; charset=latin1"
    )
    assert next(posts).title == "Größe"


def test_an_encoding_that_no_feed_has_is_not_tried() -> None:
    feed = rss("<title>A</title>").replace('"1.0"', '"1.0" encoding="unicode_escape"', 1)
    assert read(feed)[0].title == "A"


def test_a_body_that_is_the_name_of_a_file_opens_none() -> None:
    assert "neither RSS" in refusal(__file__).message


BOMB = (
    '<?xml version="1.0"?><!-- a --><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + ']><rss version="2.0"><channel><item><title>&l9;</title></item></channel></rss>'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_declarations_never_reach_the_parser(encoding: str) -> None:
    body = BOMB.encode(encoding)
    assert decoded(body, None).startswith("<rss")
    assert len(read(body)[0].title) < 20


def test_external_entities_are_not_read() -> None:
    feed = f'<!DOCTYPE x [<!ENTITY f SYSTEM "file://{__file__}">]>' + rss("<title>A &f;</title>")
    assert "import" not in read(feed)[0].title


@pytest.mark.parametrize("template", ["<description><![CDATA[{}]]></description>", "{}"])
def test_deep_nesting_costs_little(template: str) -> None:
    deep = "<div>" * 20_000 + "text" + "</div>" * 20_000
    assert read(rss("<title>A</title>" + template.format(deep)))[0].title == "A"


@pytest.mark.parametrize(
    "junk",
    [
        *("<authors>x</authors>", "<links>x</links>", "<media_content>x</media_content>"),
        *("<title_detail>x</title_detail>", "<origLink a='b'>x</origLink>", "<image href='x'/>"),
        *("<content type='application/pdf'>AAAA</content>", "<pubDate a='b'><x/></pubDate>"),
    ],
)
def test_an_unknown_element_breaks_nothing(junk: str) -> None:
    assert read(rss(f"<title>A</title>{junk}"))[0].title == "A"


FRAGMENTS = st.sampled_from(
    [
        *(
            "<rss>",
            "<channel>",
            "<item>",
            "</item>",
            "<entry>",
            "<title>",
            "</title>",
            "<link href='",
        ),
        *("<feed xmlns='http://www.w3.org/2005/Atom'>", "'/>", "<guid>", "&amp;", "&#99999999999;"),
        *("&#x;", "]]>", "<![CDATA[", "<!--", "<!DOCTYPE", "<?xml", "\x00", "é", "<a b=", "{"),
        *("xml:base='[' ", '"items":', "<link>http://[</link>", "<pubDate>", "<source url='x'>"),
        *("<media:content url='u'>", "<image>"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.lists(FRAGMENTS).map(lambda p: "".join(p).encode())))
def test_any_bytes_give_posts_or_a_source_error(body: bytes) -> None:
    try:
        posts = read(body)
    except SourceError:
        return
    assert all(post.title for post in posts)


KEYS = st.sampled_from(["id", "url", "title", "content_html", "content_text", "image", "tags"]) | (
    st.sampled_from(["author", "authors", "name", "date_published", "summary", "language"])
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)


@settings(deadline=None)
@given(st.dictionaries(KEYS, JSON), st.lists(JSON))
def test_any_json_feed_gives_posts(head: dict[str, object], items: list[object]) -> None:
    feed = {**head, "version": "https://jsonfeed.org/version/1.1", "items": items}
    assert len(read(json.dumps(feed))) <= len(items)


WHOLE = rss(*(f"<title>{n}</title><link>https://x.example.org/{n}/</link>" for n in range(4)))


@pytest.mark.parametrize(
    "end", ["<title>Cut off", "<title>A</title", "<link>https://x.exam", "<!["]
)
def test_a_feed_that_is_cut_off_before_a_whole_post_is_no_source(end: str) -> None:
    error = refusal(f'<rss version="2.0"><channel><title>T</title><item>{end}')
    assert error.message.startswith(f"{HERE}: the feed is cut off")
    assert "fetch it again" in error.hint


def test_a_feed_cut_off_in_its_head_is_no_source() -> None:
    assert "cut off" in refusal('<feed xmlns="http://www.w3.org/2005/Atom"><title>T').message


@pytest.mark.parametrize("back", [len("</channel></rss>"), 30, 60, 90])
def test_a_cut_feed_gives_its_whole_posts_and_a_warning(
    back: int, caplog: pytest.LogCaptureFixture
) -> None:
    body = WHOLE[:-back]
    titles = [post.title for post in read(body)]
    assert titles == [str(n) for n in range(body.count("</item>"))]
    assert caplog.record_tuples == [
        (
            "digest.sources.feed",
            logging.WARNING,
            f"{HERE}: the feed is cut off after {len(titles)} posts",
        )
    ]


def test_a_cut_atom_feed_gives_its_whole_posts(caplog: pytest.LogCaptureFixture) -> None:
    body = atom("<title>A</title><id>a</id>", "<title>B</title><id>b</id>")
    assert [post.title for post in read(body[: body.index("<id>b") + 4])] == ["A"]
    assert "cut off after 1 posts" in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        WHOLE,
        rss("<title>A&nbsp;B</title><guid>a</guid>"),
        rss("<title>A & B</title><guid>a</guid>"),
        rss("<title>A</title><guid>a</guid>") + "<!-- cached --><script>",
        rss(channel="<title>Caf&eacute;</title>"),
        rss(channel="<title>No posts yet</title>"),
        atom("<title>A</title><id>a</id>"),
    ],
)
def test_a_feed_with_its_end_is_not_called_cut(body: str, caplog: pytest.LogCaptureFixture) -> None:
    assert len(read(body)) == body.count("</item>") + body.count("</entry>")
    assert not caplog.records


def test_a_broken_feed_without_posts_says_what_is_broken() -> None:
    error = refusal('<rss version="2.0"><channel><title>T</chanel></rss>')
    assert "mismatched tag" in error.message
    assert "browser" in error.hint
