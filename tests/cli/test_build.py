"""`digest build`, as a user runs it."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample/captures"


def two_captures(newsletter):
    for name in ("attention-notes", "inference-log"):
        text = (SAMPLE / f"{name}.txt").read_text("utf-8")
        newsletter.capture(name, text, base_url=f"https://{name}.example.org/")
    return newsletter


def retitle(blog):
    text = (blog.folder / "blog.txt").read_text("utf-8")
    blog.write("blog.txt", text.replace("What a queue forgets", "Another title of the kind"))


def test_february_from_two_captures_has_four_posts_newest_first(newsletter):
    two_captures(newsletter)

    ran = newsletter.run("build", "--month", "2026-02", "--json")

    assert ran.code == 0
    assert ran.json["posts"] == 4
    text = (Path(ran.json["folder"]) / "issue.txt").read_text("utf-8")
    titles = ["Durable Execution", "From RLHF to GRPO", "Dissecting OpenClaw", "Why `vllm serve`"]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


def test_json_has_every_promised_key_and_absolute_paths(newsletter):
    two_captures(newsletter)

    built = newsletter.run("build", "--month", "2026-02", "--json").json

    assert set(built) == {
        "issue", "folder", "window", "posts", "html_bytes", "files", "failures", "findings",
    }  # fmt: skip
    assert set(built["window"]) == {"start", "end", "timezone"}
    assert set(built["findings"]) == {"error", "warning", "info"}
    for kind in ("html", "txt", "eml"):
        assert Path(built["files"][kind]).is_absolute()
        assert Path(built["files"][kind]).stat().st_size > 0
    assert built["html_bytes"] == Path(built["files"]["html"]).stat().st_size


def test_two_builds_are_byte_identical(newsletter, tmp_path):
    two_captures(newsletter)
    folder = Path(newsletter.run("build", "--month", "2026-02", "--json").json["folder"])
    first = {file.name: file.read_bytes() for file in folder.iterdir()}
    for name in ("issue.html", "issue.eml", "manifest.json", "selection.json"):
        (folder / name).unlink()

    newsletter.run("build", "--month", "2026-02", "--now", "2027-05-05")

    assert {file.name: file.read_bytes() for file in folder.iterdir()} == first


def test_an_unchanged_build_writes_nothing(newsletter):
    two_captures(newsletter)
    folder = Path(newsletter.run("build", "--month", "2026-02", "--json").json["folder"])
    before = {file: file.stat().st_mtime_ns for file in folder.iterdir()}

    ran = newsletter.run("build", "--month", "2026-02")

    assert "(unchanged)" in ran.out
    assert {file: file.stat().st_mtime_ns for file in folder.iterdir()} == before


@pytest.mark.parametrize("name", ["issue.html", "issue.txt", "selection.json"])
def test_an_edited_output_is_noticed_and_made_again(newsletter, name):
    two_captures(newsletter)
    folder = Path(newsletter.run("build", "--month", "2026-02", "--json").json["folder"])
    original = (folder / name).read_bytes()
    (folder / name).write_bytes(original.replace(b"Durable", b"Fragile"))

    ran = newsletter.run("build", "--month", "2026-02")

    assert "(unchanged)" not in ran.out
    assert (folder / name).read_bytes() == original


@pytest.mark.parametrize("change", ["source", "issue.toml", "intro.md", "digest.toml", "template"])
def test_a_change_of_what_it_reads_is_noticed(blog, change):
    folder = Path(blog.run("build", "--month", "2026-03", "--json").json["folder"])
    before = (folder / "issue.html").read_bytes()

    if change == "source":
        retitle(blog)
    elif change == "issue.toml":
        blog.write("issues/2026-03/issue.toml", 'title = "A headline of ours"\n')
    elif change == "intro.md":
        blog.write("issues/2026-03/intro.md", "Words of *ours*.\n")
    elif change == "digest.toml":
        blog.table('[design]\naccent = "#8a1538"')
    else:
        css = (ROOT / "templates/weekly/inline.css").read_text("utf-8")
        blog.write("templates/weekly/inline.css", css + "\n.kicker { color: #123456 }\n")
    ran = blog.run("build", "--month", "2026-03")

    assert ran.code == 0, ran.err
    assert "(unchanged)" not in ran.out
    if change != "template":
        assert (folder / "issue.html").read_bytes() != before


def test_what_a_person_wrote_into_issue_toml_survives(blog):
    blog.run("build", "--month", "2026-03")
    text = '# mine\nsubject   = "Kept as I typed it"   # here too\n'
    blog.write("issues/2026-03/issue.toml", text)

    blog.run("build", "--month", "2026-03")

    assert (blog.folder / "issues/2026-03/issue.toml").read_text("utf-8") == text
    manifest = json.loads((blog.folder / "issues/2026-03/manifest.json").read_text("utf-8"))
    assert manifest["subject"] == "Kept as I typed it"


def test_an_empty_window_makes_no_issue_and_no_failure(blog):

    ran = blog.run("build", "--month", "2025-06", "--json")

    assert ran.code == 0
    assert (ran.json["posts"], ran.json["folder"]) == (0, None)
    assert not (blog.folder / "issues/2025-06").exists()


def test_fail_if_empty_exits_5(blog):

    assert blog.run("build", "--month", "2025-06", "--fail-if-empty").code == 5


def test_a_broken_source_is_reported_and_the_rest_builds(blog):
    blog.write("broken.xml", "<html><body>Not a feed</body></html>")
    blog.table('[[sources]]\nname = "broken"\nkind = "feed"\npath = "broken.xml"')

    ran = blog.run("build", "--month", "2026-03", "--json")

    assert ran.code == 0
    assert ran.json["posts"] == 1
    assert [failure["source"] for failure in ran.json["failures"]] == ["broken"]
    assert "broken" in ran.err
    assert blog.run("build", "--month", "2026-03", "--strict").code == 3


def test_when_every_source_fails_the_exit_code_is_3(newsletter):
    newsletter.write("broken.xml", "<html></html>")
    newsletter.table('[[sources]]\nname = "broken"\nkind = "feed"\npath = "broken.xml"')

    ran = newsletter.run("build", "--month", "2026-03")

    assert ran.code == 3
    assert "broken" in ran.err


def test_without_sources_it_says_what_to_type_next(newsletter):
    newsletter.table("")

    ran = newsletter.run("build")

    assert ran.code == 2
    assert "[[sources]]" in ran.err


def test_contradicting_windows_are_refused(blog):

    ran = blog.run("build", "--month", "2026-03", "--week", "2026-W10")

    assert ran.code == 2
    assert "--week and --month" in ran.err


def test_without_options_it_makes_the_issue_that_is_due(blog):

    ran = blog.run("build", "--now", "2026-03-10T12:00", "--json")

    assert ran.json["issue"] == "2026-W10"
    assert ran.json["posts"] == 1
    told = blog.run("build", "--now", "2026-03-10T12:00").out
    assert "issue.html: 1 post, " in told


def test_a_sent_issue_is_read_only_and_its_posts_do_not_come_again(blog):
    blog.run("build", "--month", "2026-03")
    blog.run("issues", "mark-sent", "2026-03")

    again = blog.run("build", "--month", "2026-03", "--json")
    other = blog.run("build", "--since", "2026-03-01", "--until", "2026-03-20", "--json")

    assert (again.code, again.json["posts"]) == (0, 0)
    assert other.json["posts"] == 0
    assert blog.run("build", "--month", "2026-03", "--again").code == 7


def test_again_keeps_posts_that_were_sent(blog):
    blog.run("build", "--month", "2026-03")
    blog.run("issues", "mark-sent", "2026-03")

    window = ("--since", "2026-03-01", "--until", "2026-03-20")

    assert blog.run("build", *window, "--again", "--json").json["posts"] == 1


def test_a_pin_that_names_no_post_is_an_error(blog):
    blog.write("issues/2026-03/issue.toml", 'pin = ["No such post"]\n')

    ran = blog.run("build", "--month", "2026-03")

    assert ran.code == 2
    assert "No such post" in ran.err


def test_a_pin_brings_in_a_post_from_outside_the_window(blog):
    blog.write("issues/2026-03/issue.toml", 'pin = ["Second thoughts on retries"]\n')

    assert blog.run("build", "--month", "2026-03", "--json").json["posts"] == 2


def test_a_change_takes_an_approval_back(blog):
    blog.run("build", "--month", "2026-03")
    blog.run("issues", "approve")
    retitle(blog)

    ran = blog.run("build", "--month", "2026-03")

    assert "approval is dropped" in ran.err
    assert blog.run("issues", "list", "--json").json[0]["state"] == "draft"


def test_of_two_drafts_with_one_post_only_one_can_be_sent(blog):
    blog.run("build", "--month", "2026-03")
    blog.run("build", "--since", "2026-03-01", "--until", "2026-03-20")
    blog.run("issues", "mark-sent", "2026-03")

    for command in (["issues", "approve"], ["issues", "mark-sent"], ["send", "--yes"]):
        ran = blog.run(*command, "2026-03-01--2026-03-20")
        assert ran.code == 7


def test_an_issue_built_with_again_may_be_sent(blog):
    blog.run("build", "--month", "2026-03")
    blog.run("issues", "mark-sent", "2026-03")
    blog.run("build", "--since", "2026-03-01", "--until", "2026-03-20", "--again")

    assert blog.run("issues", "approve", "2026-03-01--2026-03-20").code == 0


def test_a_pin_that_cannot_pass_is_told(blog):
    blog.run("build", "--month", "2026-02")
    blog.run("issues", "mark-sent", "2026-02")
    blog.write("issues/2026-03/issue.toml", 'pin = ["Second thoughts on retries"]\n')

    ran = blog.run("build", "--month", "2026-03")

    assert "stays out: sent in 2026-02" in ran.err


def test_broken_posts_are_failures_and_the_others_are_taken(newsletter):
    for name, head in {"whole": "date: 2026-03-04", "half": "date: ["}.items():
        newsletter.write(f"posts/{name}.md", f"---\ntitle: {name}\n{head}\n---\nText.\n")
    (newsletter.folder / "posts/bytes.md").write_bytes(b"\xff\xfe")
    newsletter.table('[[sources]]\nname = "notes"\nkind = "markdown"\npath = "posts"\n')

    for _ in range(2):
        ran = newsletter.run("-q", "build", "--month", "2026-03", "--json")
        assert (ran.code, ran.json["posts"]) == (0, 1)
        (failure,) = ran.json["failures"]
        assert failure["source"] == "notes"
        assert "2 posts cannot be read" in failure["error"]
        assert "bytes.md" in failure["error"]
        assert "half.md" in failure["error"]
        assert "failed in part" in ran.err

    assert newsletter.run("build", "--month", "2026-03", "--strict").code == 3
    tried = newsletter.run("sources", "test", "notes")
    assert tried.code == 0
    assert "half.md" in tried.err


def test_a_template_that_nothing_includes_is_noted(blog):
    blog.write("templates/weekly/itm.mjml.j2", "{# never seen #}")

    ran = blog.run("build", "--month", "2026-03")

    assert ran.code == 0
    noted = "templates/weekly/itm.mjml.j2 is used by no template; did you mean item.mjml.j2?"
    assert noted in ran.err


def test_a_mistake_in_a_template_that_this_issue_does_not_need_is_told(blog):
    blog.write("templates/weekly/sponsor.mjml.j2", "{% if item %}")

    ran = blog.run("build", "--month", "2026-03")

    assert ran.code == 2
    assert "templates/weekly/sponsor.mjml.j2:1:1: {% if %} is never closed" in ran.err
