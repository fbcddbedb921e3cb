"""Builds over real files: what a source changes, renames or pours out comes in once or waits."""

import json

ITEM = """<item><title>{0}</title><link>https://blog.example.org/{1}</link>
<guid isPermaLink="false">guid-{2}</guid><pubDate>{3} Nov 2026 09:00:00 GMT</pubDate></item>"""
NOTES = """Durable Execution for Agents
November 19, 2026 · 5 min

Workflows that survive a crash, and what they cost to run for a year in production.

Queues That Forget Their Order
November 17, 2026 · 7 min

A queue with many clerks is no queue, and what that means for invoices and payments.
"""
CARDS = """What Bees Know About Routing

A swarm finds its way without a map, and a packet may do the same when nobody is looking.

4 min · 900 words

What Cats Know About Caching

A cat forgets nothing that it may need again, and little else. What that means for eviction.

5 min · 1100 words
"""
FIRST, NEXT = "2026-11-23T10:00", "2026-11-30T10:00"


def feed(newsletter, *posts):
    """Write blog.xml with posts of title, slug, guid and day; blog is a source from then on."""
    items = "".join(ITEM.format(*post) for post in posts)
    head = "<title>B</title><link>https://blog.example.org/</link>"
    rss = f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'
    if not (newsletter.folder / "blog.xml").exists():
        newsletter.table('[[sources]]\nname = "blog"\nkind = "feed"\npath = "blog.xml"')
    newsletter.write("blog.xml", rss)


def build(newsletter, now):
    ran = newsletter.run("build", "--now", now)
    assert ran.code == 0, ran.err
    return ran


def send(newsletter, now=FIRST):
    build(newsletter, now)
    assert newsletter.run("issues", "mark-sent", "2026-W47", "--now", now).code == 0


def codes(newsletter, now=NEXT):
    listed = newsletter.run("posts", "--json", "--now", now).json
    return {post["title"]: post["code"] for post in listed}


def seen(newsletter):
    return (newsletter.folder / "issues" / "seen.jsonl").read_text("utf-8")


def test_a_retitled_post_without_an_address_stays_sent(newsletter):
    newsletter.capture("notes", NOTES, base_url="https://notes.example.org/")
    send(newsletter)
    newsletter.write("notes.txt", NOTES.replace("Durable Execution for Agents", "Crashes"))
    assert codes(newsletter)["Crashes"] == "already-sent"
    build(newsletter, NEXT)
    newsletter.write("notes.txt", NOTES.replace("Durable Execution for Agents", "After a Crash"))
    assert set(codes(newsletter).values()) == {"already-sent"}


def test_a_post_of_two_drafts_is_in_one_sent_issue_under_whatever_title(newsletter):
    newsletter.capture("notes", NOTES, base_url="https://notes.example.org/")
    build(newsletter, FIRST)
    newsletter.write("notes.txt", NOTES.replace("Durable Execution for Agents", "Crashes"))
    newsletter.run("build", "--since", "2026-11-16", "--until", "2026-11-21", "--now", NEXT)
    assert newsletter.run("issues", "mark-sent", "2026-W47", "--now", NEXT).code == 0
    assert codes(newsletter)["Crashes"] == "already-sent"
    ran = newsletter.run("issues", "mark-sent", "2026-11-16--2026-11-21", "--now", NEXT)
    assert ran.code == 7
    assert "was sent in 2026-W47 already" in ran.err


def test_a_link_of_the_editors_is_no_post_of_a_renamed_source(newsletter):
    newsletter.capture("notes", NOTES, base_url="https://notes.example.org/")
    build(newsletter, FIRST)
    own = '\n[[add]]\nurl = "https://else.example.org/x"\ntitle = "What Bees Know About Routing"\n'
    file = newsletter.folder / "issues" / "2026-W47" / "issue.toml"
    file.write_text(file.read_text("utf-8") + own, "utf-8")
    send(newsletter)
    newsletter.capture("cards", CARDS, initial=1)
    assert codes(newsletter)["What Bees Know About Routing"] == "selected"


def test_a_renamed_source_brings_nothing_back(newsletter):
    newsletter.capture("notes", NOTES, base_url="https://notes.example.org/")
    send(newsletter)
    config = (newsletter.folder / "digest.toml").read_text("utf-8")
    newsletter.write("digest.toml", config.replace('name = "notes"', 'name = "field"'))
    assert set(codes(newsletter).values()) == {"already-sent"}
    build(newsletter, NEXT)
    newsletter.write("notes.txt", NOTES.replace("Durable Execution for Agents", "Crashes"))
    assert set(codes(newsletter).values()) == {"already-sent"}


def test_a_capture_that_becomes_a_feed_brings_nothing_back(newsletter):
    newsletter.capture("blog", NOTES, base_url="https://blog.example.org/")
    send(newsletter)
    config = (newsletter.folder / "digest.toml").read_text("utf-8")
    config = config.partition("[[sources]]")[0]
    newsletter.write(
        "digest.toml", f'{config}[[sources]]\nname = "blog"\nkind = "feed"\npath = "blog.xml"\n'
    )
    newsletter.write("blog.xml", "")
    feed(
        newsletter,
        ("Durable Execution for Agents", "durable", 1, 19),
        ("Queues That Forget Their Order", "queues", 2, 18),
        ("New", "new", 3, 25),
    )
    assert codes(newsletter) == {
        "Durable Execution for Agents": "already-sent",
        "Queues That Forget Their Order": "already-sent",
        "New": "selected",
    }


def test_an_entry_that_keeps_its_guid_and_day_stays_sent(newsletter):
    feed(newsletter, ("One", "one", 1, 18))
    send(newsletter)
    feed(newsletter, ("One, renamed", "one-renamed", 1, 18), ("Two", "two", 2, 25))
    assert codes(newsletter) == {"One, renamed": "already-sent", "Two": "selected"}


def test_an_archive_that_looks_new_is_held_back_until_somebody_says_otherwise(newsletter):
    feed(newsletter, ("One", "one", 1, 18))
    send(newsletter)
    feed(newsletter, *((f"Old {n}", f"old-{n}", 100 + n, 25) for n in range(34)))
    ran = build(newsletter, NEXT)
    assert "34 posts of blog at once, where 1 a week are usual: held back" in ran.err
    assert "34 held back as a flood" in ran.err
    before = seen(newsletter)
    build(newsletter, NEXT)
    assert seen(newsletter) == before  # a flood is not learned from
    config = (newsletter.folder / "digest.toml").read_text("utf-8")
    newsletter.write("digest.toml", f"{config}flood = 34\n")
    assert list(codes(newsletter).values()).count("selected") == 12


def test_builds_of_the_same_posts_add_no_line(newsletter):
    newsletter.capture("notes", NOTES)
    newsletter.capture("cards", CARDS)
    feed(newsletter, ("One", "one", 1, 18))
    build(newsletter, FIRST)
    before = seen(newsletter)
    baselines = [json.loads(line) for line in before.splitlines() if "busiest_week" in line]
    assert {row["source"]: row["busiest_week"] for row in baselines} == {
        "notes": 2,
        "cards": 0,
        "blog": 1,
    }
    for now in (FIRST, "2026-11-23T11:00", NEXT):
        newsletter.run("build", "--now", now)
        assert seen(newsletter) == before


def test_an_old_baseline_learns_its_busiest_week_at_the_next_build(newsletter):
    feed(newsletter, ("One", "one", 1, 18))
    old = '{"source": "blog", "first_seen": "2026-11-01T09:00:00+00:00"}\n'
    newsletter.write("issues/seen.jsonl", old)
    build(newsletter, FIRST)
    assert seen(newsletter) == old + old.replace("}", ', "busiest_week": 1}')
