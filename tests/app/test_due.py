"""A build that makes no issue says why, and when the next one is due."""

import pytest

POST = "---\ntitle: {title}\ndate: {date}\n---\nSome words about it.\n"
SOURCE = '[[sources]]\nname = "posts"\nkind = "markdown"\npath = "posts"\n'
WEEKLY = '[schedule]\nevery = "week"\nstarts = "monday 09:00"\n'
BERLIN = "Europe/Berlin"


@pytest.fixture
def letter(newsletter):
    """A weekly newsletter in Berlin, whose only post is of Tuesday, 10 November 2026."""
    newsletter.tables[0] += f'timezone = "{BERLIN}"\n'
    newsletter.table(WEEKLY).table(SOURCE)
    return newsletter.write("posts/a.md", POST.format(title="Tuesday", date="2026-11-10"))


@pytest.fixture
def sent(letter):
    """The same, after its first issue was sent on Monday, 16 November."""
    letter.run("build", "--now", "2026-11-16T09:00")
    letter.run("issues", "mark-sent", "--now", "2026-11-16T10:30")
    return letter


def test_no_issue_is_due_when_the_one_of_this_period_was_sent(sent):
    ran = sent.run("build", "--now", "2026-11-20T12:00")

    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        "no issue is due: 2026-11-09--2026-11-16 was sent on 16 November; the next is due "
        "Monday 23 November 09:00 (type: digest build --last 7d for one now)\n"
    )
    assert sent.run("build", "--now", "2026-11-20T12:00", "--fail-if-empty").code == 5


def test_what_is_typed_instead_makes_an_issue(sent):
    sent.write("posts/b.md", POST.format(title="Wednesday", date="2026-11-18"))

    ran = sent.run("build", "--last", "7d", "--now", "2026-11-20T12:00", "--json")

    assert ran.json["posts"] == 1


def test_a_window_that_was_sent_says_so(sent):
    window = ("--since", "2026-11-09T09:00", "--until", "2026-11-16T09:00")

    ran = sent.run("build", *window, "--now", "2026-11-20")

    told = "issue 2026-11-09--2026-11-16 was sent on 16 November: there is nothing to build\n"
    assert (ran.code, ran.err) == (0, told)


def test_another_year_is_said(letter):
    letter.run("build", "--now", "2026-11-16T09:00")
    letter.run("issues", "mark-sent", "--now", "2027-01-02")
    window = ("--since", "2026-11-09T09:00", "--until", "2026-11-16T09:00")

    assert "on 2 January:" in letter.run("build", *window, "--now", "2027-03-01").err
    ran = letter.run("build", "--now", "2026-12-30")

    assert "the next is due Monday 4 January 2027 09:00" in ran.err


def test_a_period_that_had_no_post_says_when_the_next_ends(sent):
    ran = sent.run("build", "--now", "2026-11-23T09:00")

    assert ran.code == 0
    assert "nothing new for 2026-11-16--2026-11-23: no issue is made; " in ran.err
    assert "the next is due Monday 30 November 09:00\n" in ran.err
    assert sent.run("build", "--now", "2026-11-23T09:00", "--fail-if-empty").code == 5


def test_posts_of_a_thin_week_wait_for_the_next_issue(sent):
    sent.table("[select]\nmin_posts = 3\n")
    sent.write("posts/b.md", POST.format(title="Wednesday", date="2026-11-18"))

    ran = sent.run("build", "--now", "2026-11-23T12:00")

    assert ran.code == 0
    told = "only 1 of at least 3 posts: it waits for the next issue, due Monday 30 November 09:00\n"
    assert told in ran.err
    sent.write("posts/c.md", POST.format(title="Thursday", date="2026-11-26"))
    sent.write("posts/d.md", POST.format(title="Friday", date="2026-11-27"))
    assert sent.run("build", "--now", "2026-11-30T09:00", "--json").json["posts"] == 3


def test_posts_that_will_be_too_old_for_the_next_issue_are_told(sent):
    sent.table('[select]\nmin_posts = 3\nmax_age = "10 days"\n')
    sent.write("posts/b.md", POST.format(title="Tuesday again", date="2026-11-17"))
    sent.write("posts/c.md", POST.format(title="Sunday", date="2026-11-22"))

    ran = sent.run("build", "--now", "2026-11-23T12:00")

    told = "only 2 of at least 3 posts: they wait for the next issue, due Monday 30 November 09:00"
    assert f"{told}; 1 of them will be older than max_age then\n" in ran.err


def test_a_window_option_of_a_thin_week_promises_nothing(sent):
    sent.table("[select]\nmin_posts = 3\n")
    sent.write("posts/b.md", POST.format(title="Wednesday", date="2026-11-18"))

    ran = sent.run("build", "--week", "2026-W47", "--now", "2026-11-23T12:00")

    assert "only 1 of at least 3 posts: no issue is made\n" in ran.err
    assert "due" not in ran.err


def test_an_issue_that_is_being_sent_is_to_be_sent_on(sent):
    file = next(sent.folder.glob("issues/*/sent.json"))
    record = file.read_text("utf-8").replace('"complete": true', '"complete": false')
    file.write_text(record, "utf-8")

    ran = sent.run("build", "--now", "2026-11-20")

    assert "2026-11-09--2026-11-16 is being sent: digest send goes on with it" in ran.err


def test_the_next_issue_is_never_due_at_an_hour_that_does_not_exist(letter):
    daily = WEEKLY.replace("week", "day").replace("monday 09:00", "02:30")
    toml = (letter.folder / "digest.toml").read_text("utf-8").replace(WEEKLY, daily)
    letter.write("digest.toml", toml)

    ran = letter.run("build", "--now", "2026-03-28T12:00")

    assert "the next is due Sunday 29 March 03:30" in ran.err


def archive(letter, day):
    """A flood: all posts of the archive have this day."""
    for number in range(12):
        text = POST.format(title=f"Old post {number}", date=day.format(number + 1))
        letter.write(f"posts/old{number}.md", text)


@pytest.fixture
def flooded(letter):
    """The issue that is due is held back, as twelve old posts were re-dated."""
    archive(letter, "2025-{:02}-05")
    letter.run("build", "--now", "2026-11-16T09:00")
    letter.run("issues", "mark-sent", "--now", "2026-11-16T10:30")
    archive(letter, "2026-11-18")
    return letter


def test_no_wider_window_is_named_or_helps_against_a_flood(flooded):
    for window in ((), ("--last", "30d"), ("--month", "2026-11")):
        ran = flooded.run("build", *window, "--now", "2026-11-23T10:00")

        assert "no issue is made" in ran.err
        assert "12 posts of posts at once" in ran.err
        assert "--last" not in ran.err
        assert "another window" not in ran.err


def test_what_a_flood_is_told_to_type_takes_single_posts_or_all(flooded):
    ran = flooded.run("build", "--now", "2026-11-23T10:00")
    told = ran.err.replace("\n", " ")
    file = told.partition('pin = ["TITLE"] in ')[2].partition("issue.toml")[0] + "issue.toml"
    toml = flooded.folder / file
    toml.parent.mkdir()
    toml.write_text('pin = ["Old post 3"]\n', "utf-8")

    assert flooded.run("build", "--now", "2026-11-23T10:00", "--json").json["posts"] == 1

    toml.unlink()
    config = (flooded.folder / "digest.toml").read_text("utf-8")
    flooded.write("digest.toml", config.replace(SOURCE, SOURCE + "flood = 12\n"))

    assert flooded.run("build", "--now", "2026-11-23T10:00", "--json").json["posts"] == 12


def test_when_all_is_dropped_the_file_that_drops_is_named(sent):
    sent.write("posts/b.md", POST.format(title="Wednesday", date="2026-11-18"))
    sent.run("build", "--now", "2026-11-23T09:00")
    sent.run("issues", "drop", "Wednesday", "--now", "2026-11-23T09:00")

    ran = sent.run("build", "--now", "2026-11-23T09:00")

    assert "issue.toml drops stays out of this issue" in ran.err.replace("\n", " ")
    assert "--last" not in ran.err
