"""What an editor writes into issue.toml, through builds and rebuilds."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

MARCH = ("build", "--month", "2026-03")
FOLDER = "issues/2026-03"
LINK = '[[add]]\nurl = "https://other.example.org/x"\ntitle = "A link"\n'
AD = '[[add]]\nkind = "sponsor"\nurl = "https://shop.example.org/"\ntitle = "A shop"\n'
TEXT = '[[add]]\nkind = "text"\nblurb = "We *meet* on Friday."\n'
THIRD = "A third post altogether\n\nOf its own.\n\nMarch 9, 2026 · 2 min · Ann\n\n"
SITE = """
[[sources]]
name = "notes"
kind = "markdown"
path = "content"
base_url = "https://notes.example.org/"
permalink = "/:slug/"
"""


def text(newsletter):
    return (newsletter.folder / FOLDER / "issue.txt").read_text("utf-8")


def says(newsletter, toml):
    """Build March with this issue.toml."""
    return newsletter.write(f"{FOLDER}/issue.toml", toml).run(*MARCH)


def test_what_is_added_is_in_the_issue_and_links_count_as_posts(built):
    ran = says(built, LINK + AD + TEXT)

    assert ran.code == 0, ran.err
    assert "Sponsored · shop.example.org\nA shop\n" in text(built)
    assert "We meet on Friday." in text(built)
    manifest = json.loads((built.folder / FOLDER / "manifest.json").read_text("utf-8"))
    assert [post["title"] for post in manifest["posts"]] == ["What a queue forgets", "A link"]
    assert built.run(*MARCH, "--json").json["posts"] == 2


def test_a_link_alone_makes_an_issue_and_an_advertisement_does_not(blog):
    may = ("build", "--month", "2026-05", "--json")
    blog.write("issues/2026-05/issue.toml", AD + TEXT)
    alone = blog.run(*may).json
    assert (alone["posts"], alone["folder"]) == (0, None)

    blog.write("issues/2026-05/issue.toml", AD + TEXT + LINK)
    assert blog.run(*may).json["posts"] == 1
    assert (blog.folder / "issues/2026-05/issue.html").is_file()


def test_links_count_towards_the_minimum(blog):
    blog.table("[select]\nmin_posts = 2")
    assert blog.run(*MARCH, "--json").json["folder"] is None
    blog.write(f"{FOLDER}/issue.toml", LINK)
    assert blog.run(*MARCH, "--json").json["posts"] == 2
    blog.write("issues/2026-05/issue.toml", LINK)
    assert blog.run("build", "--month", "2026-05", "--json").json["folder"] is None


def test_a_link_that_was_sent_comes_again_only_if_asked(built):
    says(built, LINK)
    assert built.run("issues", "mark-sent", "2026-03").code == 0

    february = ("build", "--month", "2026-02")
    built.write("issues/2026-02/issue.toml", LINK)
    ran = built.run(*february)
    assert 'adds "A link", which 2026-03 had: it stays out' in ran.err
    assert "A link" not in (built.folder / "issues/2026-02/issue.txt").read_text("utf-8")
    assert built.run(*february, "--again", "--json").json["posts"] == 2


def test_a_post_to_which_a_sent_link_led_comes_no_more(blog):
    link = '[[add]]\nurl = "https://notes.example.org/new/"\ntitle = "New"\n'
    blog.write("issues/2026-05/issue.toml", link)
    blog.run("build", "--month", "2026-05")
    assert blog.run("issues", "mark-sent", "2026-05").code == 0

    head = 'title = "New, longer"\nslug = "new"\ndate = 2026-06-02'
    blog.write("content/new.md", f"+++\n{head}\n+++\nWords.\n")
    blog.table(SITE)
    listed = blog.run("posts", "--month", "2026-06", "--json", "--now", "2026-06-30").json
    notes = [(post["title"], post["code"]) for post in listed if post["source"] == "notes"]
    assert notes == [("New, longer", "already-sent")]


def test_every_conflict_is_told_at_once_and_nothing_is_built(built):
    before = text(built)
    ran = says(
        built,
        'pin = ["What a queue forget"]\ndrop = ["nothing like it"]\nfeature = "A shop"\n'
        f'[sections]\n"Systems" = "Machines"\n{AD}',
    )
    assert ran.code == 2
    assert 'pin names "What a queue forget": no source has a post' in ran.err
    assert 'did you mean "What a queue forgets"?' in ran.err
    assert 'drop names "nothing like it"' in ran.err
    assert 'feature names "A shop", a sponsor' in ran.err
    assert '[sections] names "Systems"' in ran.err
    assert text(built) == before


def test_wishes_about_a_post_that_is_gone_are_told_in_every_build_and_kept(built):
    first = "What a queue forgets"
    says(built, f'order = ["{first}"]\n[[items]]\npost = "{first}"\ntitle = "Mine"\n')
    capture = (built.folder / "blog.txt").read_text("utf-8")
    without = THIRD + capture[capture.index("Second thoughts") :]
    built.write("blog.txt", without)
    for day in ("20", "21", "22"):
        ran = built.run(*MARCH, "--now", f"2026-04-{day}")
        assert ran.code == 0, ran.err
        built.write("blog.txt", f"{without}\n")  # so that it is built again
        without += "\n"
        assert f'order names "{first}", which is gone from its source' in ran.err
    built.write("blog.txt", capture)
    assert built.run(*MARCH).code == 0
    assert "Mine" in text(built)


def test_a_post_that_is_renamed_keeps_what_the_editor_wished_for_it(blog):
    page = "content/new.md"
    blog.table(SITE)
    head = '+++\ntitle = "{}"\nslug = "new"\ndate = 2026-03-02\n+++\nWords.\n'
    blog.write(page, head.format("Old title"))
    blog.run(*MARCH)
    toml = 'feature = "Old title"\n[[items]]\npost = "Old title"\nblurb = "Mine"\n'
    assert says(blog, toml).code == 0
    for title in ("New title", "Newer title"):
        blog.write(page, head.format(title))
        ran = blog.run(*MARCH)
        assert ran.code == 0, ran.err
        assert f'feature names "Old title", which is called "{title}" now' in ran.err
        assert text(blog).index(title) < text(blog).index("Mine") < text(blog).index("a queue")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_rebuild_leaves_the_ends_of_lines_as_they_are(built, end):
    toml = end.join(["# mine", "", "title   =  'T' # why", "", *LINK.splitlines(), ""]).encode()
    file = built.folder / FOLDER / "issue.toml"
    file.write_bytes(toml)
    assert [built.run(*MARCH).code for _ in range(2)] == [0, 0]
    assert file.read_bytes() == toml


PIECES = [
    "",
    "# a thought",
    "   # indented",
    "title = 'T'   # mine",
    "preheader = '''\nTwo\nlines'''",
    'order = [\n  "What a queue forgets", # first\n]',
    "# [[add]]",
]


@settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.sampled_from(PIECES), unique=True),
    st.sampled_from(["", LINK, f"{TEXT}# the end"]),
    st.sampled_from(["", "\ufeff"]),
)
def test_whatever_a_person_wrote_is_there_after_rebuilds(built, pieces, tail, mark):
    toml = f"{mark}{chr(10).join(pieces)}\n{tail}".encode()
    file = built.folder / FOLDER / "issue.toml"
    file.write_bytes(toml)
    assert [built.run(*MARCH).code for _ in range(2)] == [0, 0]
    assert file.read_bytes() == toml
