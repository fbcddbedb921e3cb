"""The other commands, as a user runs them."""

import email
import email.policy
import io
import json
import zipfile
from pathlib import Path

import pytest

POST_KEYS = {
    "source", "title", "url", "published", "precision", "first_seen", "minutes", "words",
    "authors", "tags", "summary", "image", "also_in", "selected", "reason", "code",
}  # fmt: skip


def test_posts_json_has_every_promised_key(blog):
    posts = blog.run("posts", "--json").json

    assert len(posts) == 2
    assert all(set(post) == POST_KEYS for post in posts)


def test_posts_of_a_window_are_those_dated_in_it(blog):
    posts = blog.run("posts", "--month", "2026-03", "--json").json

    assert [post["title"] for post in posts] == ["What a queue forgets"]
    assert posts[0]["published"] == "2026-03-04T00:00:00+00:00"
    assert (posts[0]["precision"], posts[0]["minutes"], posts[0]["words"]) == ("day", 3, None)
    assert (posts[0]["url"], posts[0]["selected"], posts[0]["code"]) == (None, True, "selected")


def test_posts_explain_gives_every_candidate_its_reason(blog):
    ran = blog.run("posts", "--explain", "--now", "2026-03-10")

    assert "selected: in window" in ran.out
    assert "outside-window: published 2026-02-27" in ran.out


def test_posts_writes_nothing(blog):
    blog.run("posts")

    assert not (blog.folder / "issues").exists()


def test_posts_of_an_unknown_source_names_the_known_ones(blog):
    ran = blog.run("posts", "--source", "blgo")

    assert ran.code == 2
    assert "blog" in ran.err.replace("blgo", "")


def test_sources_list_shows_what_digest_toml_says(blog):
    assert blog.run("sources", "list", "--json").json[0]["name"] == "blog"
    assert "capture" in blog.run("sources", "list").out


def test_issues_list_tells_states_through_an_issues_life(built):
    def state():
        return built.run("issues", "list", "--json").json[0]["state"]

    assert state() == "draft"
    built.run("issues", "approve", "2026-03")
    assert state() == "approved"
    built.run("issues", "mark-sent", "2026-03")
    assert state() == "sent"
    assert built.run("issues", "approve", "2026-03").code == 7


def test_an_approval_of_edited_output_is_refused(built):
    html = built.folder / "issues/2026-03/issue.html"
    html.write_text(html.read_text("utf-8") + " ", "utf-8")

    ran = built.run("issues", "approve")

    assert ran.code == 7
    assert "issue.html" in ran.err


def test_an_unknown_issue_is_a_usage_error_that_names_the_known(built):
    ran = built.run("issues", "approve", "2026-04")

    assert ran.code == 2
    assert "2026-03" in ran.err


@pytest.mark.parametrize("form", ["html", "txt", "mjml"])
def test_export_gives_the_bytes_of_the_folder(built, form):
    ran = built.run("export", "--to", form, "-o", "out")

    stored = built.folder / f"issues/2026-03/issue.{form}"
    assert ran.code == 0
    assert Path("out").absolute().read_bytes() == stored.read_bytes()


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


def test_export_to_eml_is_a_message_with_text_before_html(built):
    built.run("export", "--to", "eml", "-o", "out.eml")

    message = email.message_from_bytes(Path("out.eml").read_bytes(), policy=email.policy.default)
    parts = [part.get_content_type() for part in message.walk()]
    assert parts == ["multipart/alternative", "text/plain", "text/html"]
    assert max(map(len, Path("out.eml").read_bytes().split(b"\r\n"))) <= 78
    assert "What a queue forgets" in message["subject"]


def test_export_to_zip_holds_every_form_and_is_the_same_twice(built):
    for name in ("one.zip", "two.zip"):
        built.run("export", "--to", "zip", "-o", name)

    assert Path("one.zip").read_bytes() == Path("two.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(Path("one.zip").read_bytes())) as archive:
        names = {Path(name).name for name in archive.namelist()}
    assert names == {"issue.html", "issue.txt", "issue.eml", "issue.mjml"}


def test_export_for_a_provider_has_its_tags_and_tells_the_subject(built):
    ran = built.run("export", "--for", "kit", "-o", "out.html")

    page = Path("out.html").read_text("utf-8")
    assert ran.code == 0
    assert 'href="{{ unsubscribe_url }}"' in page
    assert "{unsubscribe_url}" not in page.replace("{{ unsubscribe_url }}", "")
    assert "subject: What a queue forgets" in ran.err


def test_export_for_a_provider_to_json_names_the_subject(built):
    ran = built.run("export", "--for", "ses", "-o", "out.html", "--json")

    assert set(ran.json) == {"issue", "to", "file", "for", "subject", "preheader"}
    assert ran.json["for"] == "ses"
    assert ran.json["subject"].startswith("What a queue forgets")


def test_a_zip_for_a_provider_holds_what_is_pasted_there(built):
    built.run("export", "--for", "mailchimp", "--to", "zip", "-o", "out.zip")

    with zipfile.ZipFile("out.zip") as archive:
        held = {Path(name).name: archive.read(name).decode() for name in archive.namelist()}
    assert set(held) == {"issue.html", "issue.txt", "issue.mjml", "subject.txt"}
    assert all("*|UNSUB|*" in held[name] for name in held if name != "subject.txt")


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["--for", "hotmail"], "mailchimp, mailgun, postmark, sendgrid, ses"),
        (["--for", "kit", "--to", "eml"], "one of html, txt, mjml, subject, zip"),
        (["--to", "subject"], "one of html, txt, eml, mjml, zip"),
    ],
)
def test_what_cannot_be_exported_says_what_can(built, argv, told):
    ran = built.run("export", *argv, "-o", "out")

    assert ran.code == 2
    assert told in ran.err


def test_a_tag_that_a_provider_lacks_is_an_error_that_says_what_to_do(built):
    built.write("issues/2026-03/intro.md", "[Online]({web_url}), {subscriber.name|you}")
    built.run("build", "--month", "2026-03")
    ran = built.run("export", "--for", "mailgun", "-o", "out")

    assert ran.code == 2
    assert "Mailgun has no" in ran.err
    assert "hint: " in ran.err


def test_an_export_without_a_way_out_is_refused(built):
    page = built.folder / "issues/2026-03/issue.html"
    old = page.read_text("utf-8").replace("{unsubscribe_url}", "https://old.example.org/leave")
    page.write_text(old, "utf-8")
    ran = built.run("export", "--for", "kit", "-o", "out")

    assert ran.code == 2
    assert "no unsubscribe link that Kit would know" in ran.err


def test_readers_of_an_eml_leave_by_mail_where_there_is_no_page_for_it(built):
    built.run("export", "--to", "eml", "-o", "out.eml")

    text = email.message_from_bytes(
        Path("out.eml").read_bytes(), policy=email.policy.default
    ).get_body(("plain",))
    assert "Unsubscribe: mailto:" in text.get_content()


def test_export_to_an_unknown_form_lists_the_forms(built):
    ran = built.run("export", "--to", "pdf", "-o", "out")

    assert ran.code == 2
    assert "html, txt, eml, mjml, zip" in ran.err


def test_init_begins_a_project_that_says_what_to_do_next(newsletter):
    ran = newsletter.run("init", "letter", "--json")

    folder = Path(ran.json["folder"])
    assert folder == newsletter.folder / "letter"
    assert ".digest/" in (folder / ".gitignore").read_text("utf-8")
    assert "merge=union" in (folder / ".gitattributes").read_text("utf-8")
    built = newsletter.run("-C", str(folder), "build")
    assert built.code == 2
    assert "[[sources]]" in built.err


def test_init_never_overwrites_a_digest_toml(newsletter):
    newsletter.write("digest.toml", "# mine\n")

    assert newsletter.run("init").code == 2
    assert (newsletter.folder / "digest.toml").read_text("utf-8") == "# mine\n"


def test_init_keeps_what_a_gitignore_had(newsletter):
    newsletter.write(".gitignore", "node_modules/\n.digest/\n")

    newsletter.run("init")

    lines = (newsletter.folder / ".gitignore").read_text("utf-8").splitlines()
    assert lines[0] == "node_modules/"
    assert lines.count(".digest/") == 1


def test_the_sample_builds_an_issue_by_default_on_any_day(newsletter):
    newsletter.run("init", "letter", "--sample")

    for now in ("2026-11-20", "2031-01-01"):
        ran = newsletter.run("-C", "letter", "build", "--now", now, "--json")
        assert ran.code == 0, ran.err
        assert ran.json["posts"] > 0


def test_global_options_count_before_and_after_the_command(blog, run_cli):
    folder = str(blog.folder)

    before = run_cli(["--json", "-C", folder, "posts"])
    after = run_cli(["posts", f"--directory={folder}", "--json"])

    assert before.code == after.code == 0
    assert json.loads(before.out) == json.loads(after.out)


def test_a_project_is_found_from_a_folder_below_it(blog, run_cli):
    deep = blog.folder / "issues/deep"
    deep.mkdir(parents=True)

    assert run_cli(["-C", str(deep), "posts"]).code == 0


def test_quiet_keeps_stderr_empty(blog):
    assert blog.run("build", "--month", "2026-03", "-q").err == ""


def test_without_a_project_it_says_digest_init(newsletter):
    ran = newsletter.run("build")

    assert ran.code == 2
    assert "digest init" in ran.err


@pytest.mark.parametrize(
    "argv",
    [
        ["bild"],
        ["build", "--mnth", "2026-03"],
        ["build", "--week", "2026-W60"],
        ["build", "--last", "soon"],
        ["build", "--now", "someday"],
        ["build", "--until", "2026-03-01"],
        ["build", "--since", "2026-03-02", "--until", "2026-03-01"],
        ["build", "--since-last-issue"],
        ["--now"],
        ["issues"],
        ["build", "--template", "nonesuch", "--month", "2026-03"],
    ],
)
def test_every_mistake_on_the_command_line_is_a_sentence_and_exit_2(blog, argv):
    ran = blog.run(*argv)

    assert ran.code == 2
    assert ran.err.startswith("error: ")
    assert "Traceback" not in ran.err


def test_a_mistake_of_digest_itself_is_no_traceback_either(blog, monkeypatch):
    from digest.app import posts

    def broken(*_args, **_kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(posts, "run", broken)
    ran = blog.run("posts")

    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert "please report it" in ran.err


def test_all_mistakes_of_digest_toml_come_at_once_with_their_lines(newsletter):
    newsletter.write(
        "digest.toml",
        '[newsletter]\ntitel = "x"\nfrom = "Me <me@example.org>"\n\n[select]\nmax_posts = "9"\n'
        '\n[schedule]\nanchor = 2026-02-30\n\n[[sources]]\nname = "a"\nkind = "capture"\n'
        'path = "nope.txt"\n',
    )

    ran = newsletter.run("build")

    assert ran.code == 2
    for line, words in {2: "title", 6: "max_posts", 9: "date", 14: "nope.txt"}.items():
        said = [text for text in ran.err.splitlines() if f"digest.toml:{line}:" in text]
        assert len(said) == 1, ran.err
        assert words in said[0]


@pytest.mark.parametrize(
    "argv",
    [
        ["issues", "list"],
        ["issues", "approve"],
        ["issues", "mark-sent"],
        ["export", "--to", "eml", "-o", "out"],
        ["send", "--to", "me@example.org"],
        ["send", "--yes"],
        ["build", "--month", "2026-03"],
    ],
)
@pytest.mark.parametrize("text", ["{}", "[]", "{", '{"window": {"end": "2026-01-01T00:00:00"}}'])
def test_a_broken_manifest_is_named_by_every_command(built, argv, text):
    built.write("issues/2026-03/manifest.json", text)

    ran = built.run(*argv)

    assert ran.code == 2
    assert "manifest.json" in ran.err
    assert "delete it and build the issue again" in ran.err
