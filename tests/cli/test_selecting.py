"""What digest.toml says of the choice of posts, from the shell to the issue."""

import pytest

POSTS = {
    "release": ("Version 2 is out", "2026-03-04", "tags: [release]"),
    "notes": ("Notes on retries", "2026-03-06", "tags: [systems]"),
    "skipped": ("A note to myself", "2026-03-05", "digest: skip"),
    "german": ("Über Warteschlangen", "2026-03-03", "lang: de"),
    "old": ("Caches, a year later", "2025-09-01", "tags: [systems]"),
}
BODY = "This is what the post says about {title}, in a sentence that is long enough to be one."


@pytest.fixture
def folder(newsletter):
    """A newsletter of one folder of Markdown posts; tables are added by the tests."""
    for name, (title, day, head) in POSTS.items():
        text = f"---\ntitle: {title}\ndate: {day}\n{head}\n---\n\n{BODY.format(title=title)}\n"
        newsletter.write(f"posts/{name}.md", text)
    return newsletter.table(
        '[[sources]]\nname = "blog"\nkind = "markdown"\npath = "posts"\n'
        'base_url = "https://blog.example.org/"\n'
    )


def codes(newsletter, *argv):
    found = newsletter.run("posts", "--json", "--month", "2026-03", *argv).json
    return {post["title"]: post["code"] for post in found}


def test_filters_and_marks_keep_posts_out_and_say_so(folder):
    folder.table('[select]\nlanguages = ["en"]\nexclude = ["/retr(y|ies)/"]\nmin_words = 3')

    assert codes(folder) == {
        "Version 2 is out": "selected",
        "Notes on retries": "excluded",
        "A note to myself": "skip-mark",
        "Über Warteschlangen": "other-language",
    }
    told = folder.run("build", "--month", "2026-03")
    assert "1 of 5: " in told.out + told.err
    assert "1 marked to be skipped" in told.out + told.err


def test_the_heavier_comes_first_under_its_heading(folder):
    folder.table('[select]\norder = ["weight"]\nweights = { "tag:release" = 2.0 }')
    folder.table('[[sections]]\ntitle = "More to read"\n')
    folder.table('[[sections]]\ntitle = "In German"\nmatch = ["language:de"]\n')

    built = folder.run("build", "--json", "--month", "2026-03").json
    text = (folder.folder / "issues/2026-03/issue.txt").read_text("utf-8")

    assert built["posts"] == 3
    places = [
        text.upper().index(words.upper())
        for words in ("Version 2", "In German", "Über", "More to read", "Notes on retries")
    ]
    assert places == sorted(places)


def test_a_section_is_full_when_it_is(folder):
    folder.table('[[sections]]\ntitle = "All"\nmax_posts = 1\n')

    assert sorted(codes(folder).values()) == [
        "section-cap", "section-cap", "selected", "skip-mark",
    ]  # fmt: skip


def test_a_thin_issue_is_filled_with_older_posts_that_are_read_in_full(folder):
    folder.table('[select]\nmin_posts = 4\nthin = "fill"')

    assert codes(folder)["Caches, a year later"] == "filled"
    assert folder.run("build", "--json", "--month", "2026-03").json["posts"] == 4
    text = (folder.folder / "issues/2026-03/issue.txt").read_text("utf-8")
    assert "what the post says about Caches" in " ".join(text.split())


def test_a_thin_issue_is_widened_or_waits(folder):
    window = ("--since", "2026-03-05", "--until", "2026-03-07")
    folder.table('[select]\nmin_posts = 3\nthin = "widen"')

    built = folder.run("build", "--json", *window).json
    assert (built["issue"], built["posts"]) == ("2026-03-05--2026-03-07", 3)
    found = folder.run("posts", "--json", *window).json
    assert [p["title"] for p in found if p["code"] == "widened"] == [
        "Version 2 is out", "Über Warteschlangen",
    ]  # fmt: skip

    settings = (folder.folder / "digest.toml").read_text("utf-8")
    folder.write("digest.toml", settings.replace("min_posts = 3", "min_posts = 4"))
    assert folder.run("build", "--json", *window).json["posts"] == 0


def test_a_pin_passes_filters_and_marks(folder):
    folder.table('[select]\nexclude = ["notes"]')
    folder.run("build", "--month", "2026-03")
    folder.write("issues/2026-03/issue.toml", 'pin = ["Notes on retries", "A note to myself"]\n')

    found = codes(folder)
    assert found["Notes on retries"] == found["A note to myself"] == "pinned"


def test_a_rule_that_cannot_be_read_is_told_with_its_line(folder):
    folder.table('[select]\ninclude = [\n  "tag:release",\n  "/(/",\n]')

    ran = folder.run("posts")
    assert ran.code == 2
    assert 'include = "/(/": no regular expression' in ran.err
    assert "digest.toml:12" in ran.err
