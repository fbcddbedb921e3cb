"""The time machine says what `digest build` would have made, period by period."""

import json
import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title>
<link>https://{name}.example.org/</link>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>https://{name}.example.org/{slug}</link>
<description>What it says about {title}.</description><pubDate>{date}</pubDate></item>"""
SELECT = '[select]\nmin_posts = 3\nmax_posts = 5\nmax_age = "2 weeks"\n'
BEGIN = datetime(2026, 1, 26, tzinfo=UTC)


def feed(newsletter, name: str, posts: dict[str, datetime], **keys: object):
    """Add a feed as a source."""
    items = "".join(
        ITEM.format(name=name, title=title, slug=title.replace(" ", "-"), date=format_datetime(at))
        for title, at in posts.items()
    )
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items())
    newsletter.write(f"{name}.xml", FEED.format(name=name, items=items))
    table = f'[[sources]]\nname = "{name}"\nkind = "feed"\npath = "{name}.xml"\n{lines}'
    return newsletter.table(table)


def schedule(every: str, starts: str) -> str:
    return f'[schedule]\nevery = "{every}"\nstarts = "{starts}"\n'


def undated(name: str, count: int) -> str:
    return "\n\n".join(
        f"{name} article number {n}\n\nA summary of article {n}, which says what it is about."
        for n in range(count)
    )


@pytest.fixture
def letter(newsletter):
    """Busy and thin weeks, one through a change of the clocks, and sources of every policy."""
    newsletter.tables[0] += 'timezone = "Europe/Berlin"\n'
    newsletter.table(SELECT)
    chance = random.Random(7)
    busy = [*range(14), *range(40, 50), 60, 61]
    moments = [
        BEGIN + timedelta(days=chance.choice(busy), hours=chance.randrange(24)) for _ in range(34)
    ]
    told = {f"Busy post number {n}": at for n, at in enumerate(moments)}
    feed(newsletter, "busy", told, max_posts=3)
    shared = dict(list(told.items())[:6])
    feed(newsletter, "calm", {**shared, "A calm post": BEGIN + timedelta(days=30)})
    newsletter.capture("shelf", undated("Shelf", 7), undated="queue", per_issue=1)
    return newsletter.capture("pages", undated("Pages", 5), initial=2)


def simulate(letter, *argv: str, now: str = "2026-04-20T12:00"):
    ran = letter.run("simulate", "--since", "2026-01-20", "--now", now, "--json", *argv)
    assert ran.code == 0, ran.err
    return ran.json


def really_made(letter, end: str):
    """What `digest build` makes at the end of a period; an issue is sent at once."""
    ran = letter.run("build", "--now", end, "--json")
    assert ran.code == 0, ran.err
    built = ran.json
    if not built["posts"]:
        return built["issue"], built["window"]["start"], built["window"]["end"], 0, 0
    assert letter.run("issues", "mark-sent", built["issue"], "--now", end).code == 0
    manifest = letter.folder / "issues" / built["issue"] / "manifest.json"
    posts = json.loads(manifest.read_text("utf-8"))["posts"]
    sources = {post["source"] for post in posts} - {""}  # links of the editor's own
    assert len(posts) == built["posts"]
    return built["issue"], built["window"]["start"], end, len(posts), len(sources)


def facts(period):
    """What is said of a period, as `really_made` has it."""
    return tuple(period[name] for name in ("issue", "start", "end", "posts", "sources"))


@pytest.mark.parametrize(
    ("every", "starts", "thin"),
    [("week", "monday 09:00", "skip"), ("2 weeks", "sunday 02:30", "widen"), ("week", "", "fill")],
)
def test_each_period_has_what_a_build_at_its_end_would_have(letter, every, starts, thin):
    letter.tables = [t.replace("[select]", f'[select]\nthin = "{thin}"') for t in letter.tables]
    letter.table(schedule(every, starts))

    told = simulate(letter)

    assert told
    assert [really_made(letter, period["end"]) for period in told] == list(map(facts, told))
    assert simulate(letter) == told


def test_an_archive_on_the_web_is_simulated_as_it_is_built(newsletter, site, monkeypatch):
    monkeypatch.setattr("digest.fetch.http.pause_s", lambda *_: None)
    days = {f"Post number {n}": BEGIN - timedelta(days=5 * n - 60) for n in range(60)}
    site.feed("blog", {title: format_datetime(at) for title, at in days.items()})
    newsletter.table(
        f'[[sources]]\nname = "blog"\nkind = "feed"\nurl = "{site.url}/blog.xml"\n'
        "allow_private = true\n"
    )
    newsletter.table("[select]\nmax_posts = 1\n")

    told = simulate(newsletter, now="2026-02-16")

    assert [period["posts"] for period in told] == [1, 1, 1]
    assert [really_made(newsletter, period["end"]) for period in told] == list(map(facts, told))


def test_that_letter_has_thin_weeks_and_posts_that_never_fit(letter):
    letter.table(schedule("week", "monday 09:00"))
    ran = letter.run("simulate", "--since", "2026-01-20", "--now", "2026-04-20T12:00")

    states = [period["state"] for period in simulate(letter)]

    assert set(states) == {"made", "thin"}
    assert f"{states.count('thin')} thin week" in ran.err
    assert "posts on average (3-5)" in ran.err
    assert "posts never fit" in ran.err


def test_json_is_as_promised(newsletter):
    feed(newsletter, "blog", {"One": BEGIN + timedelta(days=1), "Two": BEGIN})

    told = newsletter.run("simulate", "--since", "2026-01-26", "--now", "2026-02-02", "--json").json

    assert told == [
        {
            "issue": "2026-W05",
            "start": "2026-01-26T00:00:00+00:00",
            "end": "2026-02-02T00:00:00+00:00",
            "posts": 2,
            "sources": 1,
            "state": "made",
        }
    ]


def test_the_table_has_a_row_for_each_period_and_the_words_a_summary(newsletter):
    newsletter.table("[select]\nmax_posts = 1\n")
    feed(newsletter, "blog", {"One": BEGIN + timedelta(days=1), "Two": BEGIN})

    ran = newsletter.run("simulate", "--since", "2026-01-26", "--now", "2026-02-16")

    head, *rows = (line.split() for line in ran.out.splitlines())
    assert head == ["issue", "window", "posts", "sources", "state", "left", "over"]
    window = ["2026-01-26", "00:00", "–", "2026-02-02", "00:00"]
    assert rows[0] == ["2026-W05", *window, "1", "1", "made", "1"]
    assert [row[-4:] for row in rows[1:]] == [["1", "1", "made", "0"], ["0", "0", "empty", "0"]]
    assert ran.err == "2 issues, 1 empty week, 1 post on average (1-1)\n"


def test_a_post_that_is_left_over_until_it_is_too_old_never_fits(newsletter):
    newsletter.table('[select]\nmax_posts = 1\nmax_age = "1 week"\n')
    feed(newsletter, "blog", {"One": BEGIN + timedelta(days=1), "Two": BEGIN})

    ran = newsletter.run("simulate", "--since", "2026-01-26", "--now", "2026-02-16")

    assert "1 post never fit" in ran.err


def test_a_source_without_a_past_is_told(newsletter):
    feed(newsletter, "old", {"One": BEGIN + timedelta(days=6), "Two": BEGIN + timedelta(days=60)})
    feed(newsletter, "young", {"Three": BEGIN + timedelta(days=20)})
    newsletter.capture("shelf", undated("Shelf", 3), undated="queue")

    ran = newsletter.run("simulate", "--since", "2026-01-26", "--now", "2026-02-23")

    *_, told = ran.err.splitlines()
    assert told == "not known is what these had before their oldest post: young (2026-02-15)"


def test_it_writes_nothing(letter):
    before = {file: file.read_bytes() for file in letter.folder.rglob("*") if file.is_file()}

    simulate(letter)

    after = {file: file.read_bytes() for file in letter.folder.rglob("*") if file.is_file()}
    assert after == before


def test_without_since_it_is_the_last_year(newsletter):
    feed(newsletter, "blog", {"One": BEGIN})

    periods = newsletter.run("simulate", "--now", "2026-11-20", "--json").json

    assert (periods[0]["issue"], periods[-1]["issue"]) == ("2025-W48", "2026-W46")
    assert len(periods) == 51


def test_only_whole_periods_are_shown(newsletter):
    feed(newsletter, "blog", {"One": BEGIN})
    newsletter.table(schedule("week", "monday 09:00"))

    def starts(*argv: str) -> list[str]:
        told = newsletter.run("simulate", "--now", "2026-03-02T08:59", "--json", *argv).json
        return [period["start"][:16] for period in told]

    weeks = ["2026-02-02T09:00", "2026-02-09T09:00", "2026-02-16T09:00"]
    assert starts("--since", "2026-02-02") == weeks
    assert starts("--since", "2026-02-02T09:00") == weeks
    assert starts("--since", "2026-02-02T09:01") == weeks[1:]
    assert starts("--since", "2026-02-02", "--until", "2026-02-16T09:00") == weeks[:2]
    assert starts("--since", "2026-02-02", "--until", "2026-02-16") == weeks[:1]
    assert starts("--since", "2026-02-02", "--until", "2027-01-01") == weeks
    assert starts("--since", "2026-02-20") == []


def test_no_whole_period_is_said(newsletter):
    feed(newsletter, "blog", {"One": BEGIN})

    ran = newsletter.run("simulate", "--since", "2026-02-20", "--now", "2026-02-21")

    assert (ran.code, ran.out) == (0, "")
    assert "no period of the schedule" in ran.err


@pytest.mark.parametrize(
    ("argv", "first"),
    [
        ((), "2026-01-05T09:00"),
        (("--every", "2 weeks"), "2026-01-12T09:00"),
        (("--every", "month"), "2026-01-01T00:00"),
        (("--every", "day", "--starts", "18:30"), "2026-01-01T18:30"),
        (("--starts", "friday"), "2026-01-02T00:00"),
    ],
)
def test_another_schedule_is_tried_without_an_edit(newsletter, argv, first):
    feed(newsletter, "blog", {"One": BEGIN})
    newsletter.table(schedule("week", "monday 09:00"))

    ran = newsletter.run(
        "simulate", "--since", "2026-01-01", "--now", "2026-03-01", "--json", *argv
    )

    assert ran.json[0]["start"][:16] == first


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("--every", "fortnight"), 'every = "fortnight": expected one of day, week, 2 weeks'),
        (("--starts", "noon"), 'starts = "noon"'),
        (("--every", ""), 'every = ""'),
        (("--since", "soon"), "--since soon: not a date"),
        (("--since", ""), "--since : not a date"),
        (("--since", "2026-02-01", "--until", "2026-01-01"), "is empty"),
    ],
)
def test_a_schedule_or_time_that_is_none_is_a_sentence(newsletter, argv, told):
    feed(newsletter, "blog", {"One": BEGIN})

    ran = newsletter.run("simulate", "--now", "2026-03-01", *argv)

    assert ran.code == 2
    assert told in ran.err
    assert "hint: " in ran.err


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--every", "month", "--starts", "monday 09:00"), '--every "month" --starts "1 09:00"'),
        (("--every", "fortnight"), '--every "week" --starts "monday 09:00"'),
        (("--since", "2027-01-01", "--now", "2026-11-02"), "name an earlier day"),
    ],
)
def test_the_hint_of_a_schedule_can_be_typed(letter, words, hint):
    ran = letter.run("simulate", *words)

    assert ran.code == 2
    assert ran.err.endswith(f"{hint}\n")
    assert "--until" not in ran.err


def test_a_source_that_fails_is_told_and_the_others_are_shown(newsletter):
    feed(newsletter, "blog", {"One": BEGIN})
    feed(newsletter, "broken", {})
    newsletter.write("broken.xml", "not a feed at all")

    ran = newsletter.run("simulate", "--since", "2026-01-26", "--now", "2026-02-02", "--json")

    assert ran.json[0]["posts"] == 1
    assert "source broken failed" in ran.err


def test_the_editors_file_of_a_period_counts_as_in_a_build(letter):
    letter.table(schedule("week", "monday 00:00"))
    link = '[[add]]\nurl = "https://{0}.example.com/"\ntitle = "A link to {0}"\n'
    letter.write("issues/2026-W05/issue.toml", 'drop = ["Busy post number 1"]\n')
    letter.write("issues/2026-W06/issue.toml", 'pin = ["A calm post"]\n' + link.format("one"))
    assert "2026-W09 thin" in states(simulate(letter))
    letter.write("issues/2026-W09/issue.toml", "".join(map(link.format, ("two", "three", "four"))))

    told = simulate(letter)

    assert "2026-W09 made" in states(told)
    assert [really_made(letter, period["end"]) for period in told] == list(map(facts, told))


def states(told) -> list[str]:
    return [f"{period['issue']} {period['state']}" for period in told]
