"""`digest posts --explain`: the reason for each post, and where each field was read."""

FEED = """\
<rss version="2.0"><channel><title>Blog</title><link>https://blog.example.org/</link>
<item><title>What a queue forgets</title><link>https://blog.example.org/queue/</link>
<description>A summary of the first post, which says what it is about.</description>
<pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate></item></channel></rss>
"""
ALIKE = """\
What the queue forgets

Quite another summary, by somebody else who has read it.

March 6, 2026 · 4 min
"""


def test_explain_names_the_source_of_a_field_that_is_not_its_own(blog):
    blog.write("feed.xml", FEED)
    blog.table('[[sources]]\nname = "rss"\nkind = "feed"\npath = "feed.xml"\nweight = 2.0\n')

    out = blog.run("posts", "--explain", "--month", "2026-03").out

    line = next(line for line in out.splitlines() if "title: feed" in line)
    assert "published: feed" in line
    assert "minutes: blog (line 5)" in line


def test_titles_that_look_alike_are_noted_and_not_merged(blog):
    blog.capture("other", ALIKE)
    month = ("--month", "2026-03")

    assert "look alike" in blog.run("posts", "--explain", *month).err
    assert "look alike" not in blog.run("posts", *month).err
    built = blog.run("build", *month)
    assert "2 posts" in built.out
    assert '"What the queue forgets" (other)' in built.err
