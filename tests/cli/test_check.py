"""`digest check`: about issues and files, in every form, with an exit code that CI understands."""

import json
import os
import subprocess
import sys

import pytest

BAD = '<html lang="en"><head><title>t</title></head><body>\n<a href="/x">a</a> Unsubscribe</body>'
SMTP = '[delivery]\nprovider = "smtp"\nhost = "127.0.0.1"\n'


@pytest.fixture
def bad(newsletter):
    """A file with an error and a warning, where there is no digest.toml."""
    return newsletter.write("bad.html", BAD)


@pytest.fixture
def stuck(blog):
    """An issue that nobody can unsubscribe from."""
    blog.write(
        PLACE, FOOTER.partition("  <p>")[0] + "<p>Bye</p></mj-text></mj-column></mj-section>"
    )
    blog.table(SMTP).table('[audience]\nto = ["a@example.org"]')
    blog.run("build", "--month", "2026-03")
    return blog


def test_a_clean_issue_exits_with_0(built):
    ran = built.run("check")

    assert (ran.code, ran.out.splitlines()[-1].partition(":")[0]) == (0, "2026-03")
    assert "error" not in ran.out


def test_a_file_needs_no_project(bad):
    ran = bad.run("check", "bad.html")

    assert ran.code == 1
    assert "error DG301 link-syntax" in ran.out
    assert "bad.html:2:1" in ran.out
    assert "DG201" not in ran.out


@pytest.mark.parametrize("what", ["-", "/dev/fd/0"])
@pytest.mark.parametrize("head", ["", "From: a@example.org\nContent-Type: text/html\n\n"])
def test_what_is_piped_is_checked(what, head):
    argv = [sys.executable, "-m", "digest", "check", what]
    ran = subprocess.run(argv, input=f"{head}{BAD}", capture_output=True, text=True, check=False)

    assert ran.returncode == 1, ran.stderr
    assert "error DG301 link-syntax" in ran.stdout
    assert ("error DG203 text-part" in ran.stdout) is bool(head)


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "junit", "html", "github"])
def test_a_file_whose_name_is_no_text_is_told_in_every_form(newsletter, form):
    name = os.fsdecode(b"a\xff.eml")
    newsletter.write(name, f"Content-Type: text/html\n\n{BAD}")
    ran = newsletter.run("check", name, "--format", form)

    assert ran.code == 1
    assert ran.out.encode().decode() == ran.out


@pytest.mark.parametrize(
    ("level", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_fail_on_says_what_is_a_failure(bad, level, code):
    assert bad.run("check", "bad.html", "--fail-on", level).code == code


def test_a_warning_fails_only_when_it_should(newsletter):
    newsletter.write(
        "mild.html",
        BAD.replace('href="/x"', 'href="https://e.org/unsubscribe"').replace(
            "<title>t</title>", ""
        ),
    )

    assert newsletter.run("check", "mild.html").code == 0
    assert newsletter.run("check", "mild.html", "--fail-on", "warning").code == 1


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "junit", "github", "html", "text"])
def test_every_form_names_the_rule(bad, form):
    ran = bad.run("check", "bad.html", "--format", form)

    assert (ran.code, ran.err) == (1, "")
    assert "DG301" in ran.out


def test_json_is_the_same_by_both_names(bad):
    assert bad.run("check", "bad.html", "--json").json == json.loads(
        bad.run("check", "bad.html", "--format", "json").out
    )


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["--format", "yaml"], "no such form"),
        (["--format", "sarif", "--json"], "two forms"),
        (["--fail-on", "errors"], "one of error, warning, info, never"),
        (["--explain", "DG999"], "no such rule"),
        (["gone.html"], "gone.html: no such file"),
    ],
)
def test_a_mistake_on_the_command_line_is_told(built, argv, told):
    ran = built.run("check", *argv)

    assert ran.code == 2
    assert told in ran.err


def test_a_rule_explains_itself_without_a_project(newsletter):
    ran = newsletter.run("check", "--explain", "dg101")

    assert ran.code == 0
    assert ran.out.startswith("DG101 size-clip\n")
    assert "clip bytes: 102,400" in ran.out


def test_digest_toml_silences_rules(bad):
    bad.tables.append('[[sources]]\nname = "a"\nkind = "feed"\nurl = "https://e.org/"\n')
    bad.table('[checks]\noff = ["DG301"]\n[checks.severity]\nDG204 = "info"')
    findings = bad.run("check", "bad.html", "--json").json["findings"]

    assert [(each["rule"], each["severity"]) for each in findings] == [("DG204", "info")]


def test_mistakes_in_checks_are_told_with_their_line(blog):
    blog.table(
        '[checks]\noff = ["DG3O1"]\n[checks.severity]\nDG101 = "fatal"\nDG000 = "info"\n'
        '[[checks.ignore]]\nrule = "DG302"\n'
    )
    ran = blog.run("check")

    assert ran.code == 2
    assert "no such rule  (did you mean DG301?)" in ran.err
    assert "expected one of error, warning, info" in ran.err
    assert "no rule DG000" in ran.err
    assert "[checks ignore 1] lacks post" in ran.err


def test_build_names_the_rules_of_errors(stuck):
    ran = stuck.run("build", "--month", "2026-03")

    assert "checks: 1 error (DG204 unsubscribe)" in ran.err
    assert stuck.run("check", "2026-03").code == 1


def test_errors_refuse_an_approval_unless_the_rule_is_named(stuck):
    refused = stuck.run("issues", "approve")

    assert refused.code == 7
    assert "digest check 2026-03" in refused.err
    assert "digest issues approve --allow DG204" in refused.err
    assert stuck.run("issues", "approve", "--allow", "DG101").code == 7
    assert stuck.run("issues", "approve", "--allow", "DG999").code == 2
    assert stuck.run("issues", "approve", "--allow", "DG204").code == 0
    approval = json.loads((stuck.folder / "issues/2026-03/approval.json").read_text("utf-8"))
    assert approval["allowed"] == ["DG204"]


def test_a_send_stops_at_errors_that_nobody_allowed(stuck):
    stuck.run("issues", "approve", "--allow", "DG204")
    file = stuck.folder / "issues/2026-03/approval.json"
    approval = json.loads(file.read_text("utf-8"))
    del approval["allowed"]
    file.write_text(json.dumps(approval), "utf-8")
    ran = stuck.run("send", "--yes")

    assert ran.code == 7
    assert "digest send --allow DG204" in ran.err
    assert not (stuck.folder / "issues/2026-03/sent.json").exists()


FOOTER = """\
<mj-section><mj-column><mj-text>
  <p><a href="/imprint">Imprint</a> <a href="{{ newsletter.unsubscribe_url }}">Unsubscribe</a></p>
</mj-text></mj-column></mj-section>
"""
PLACE = "templates/weekly/footer.mjml.j2"
SOCIAL = '<mj-social-element name="github" href="https://t.co/">Code</mj-social-element>'


def test_a_finding_names_the_line_of_the_template(blog):
    blog.write(PLACE, FOOTER).run("build", "--month", "2026-03")
    found = {each["rule"]: each for each in blog.run("check", "--json").json["findings"]}

    assert found["DG301"]["location"] == {"file": PLACE, "line": 2, "column": 6, "post": None}
    html = blog.folder / "issues/2026-03/issue.html"
    html.write_text(html.read_text("utf-8") + "\n", "utf-8")
    changed = {each["rule"]: each for each in blog.run("check", "--json").json["findings"]}
    assert changed["DG301"]["location"]["file"] == "issues/2026-03/issue.html"
    assert changed["DG301"]["fingerprint"] == found["DG301"]["fingerprint"]


def test_a_picture_of_a_template_without_a_text_is_told(blog):
    picture = '\n  <mj-image src="https://e.org/a.png" /><mj-text>'
    blog.write(PLACE, FOOTER.replace("<mj-text>", picture)).run("build", "--month", "2026-03")
    (finding,) = [each for each in found(blog) if each["rule"] == "DG401"]

    assert finding["severity"] == "error"
    assert (finding["location"]["file"], finding["location"]["line"]) == (PLACE, 2)


@pytest.mark.parametrize(
    ("rule", "component", "column"),
    [
        ("DG414", "<mj-text><table><tr><td>a</td></tr></table></mj-text>", 10),
        ("DG414", "<mj-table><tr><td>a</td></tr></mj-table>", 1),
        ("DG702", "<mj-text>Lorem ipsum</mj-text>", 1),
        ("DG416", '<mj-text color="#aaaaaa">Pale</mj-text>', 1),
        ("DG306", f"<mj-social>{SOCIAL}</mj-social>", 12),
    ],
)
def test_what_a_component_makes_is_found_where_the_component_is(blog, rule, component, column):
    written = FOOTER.replace("<mj-text>", f"\n{component}\n<mj-text>")
    blog.write(PLACE, written).run("build", "--month", "2026-03")
    (finding,) = [each for each in found(blog) if each["rule"] == rule]

    assert finding["location"] == {"file": PLACE, "line": 2, "column": column, "post": None}


def test_what_a_style_sheet_causes_is_found_in_its_file(blog):
    blog.run("templates", "eject", "weekly", "head.css")
    place = "templates/weekly/head.css"
    blog.write(place, (blog.folder / place).read_text("utf-8") + "\nh1 { position: absolute }\n")
    blog.run("build", "--month", "2026-03")
    (finding,) = [each for each in found(blog) if each["rule"] == "DG502"]

    assert finding["location"] == {"file": place, "line": None, "column": None, "post": None}


@pytest.mark.parametrize(
    "comment", ["<!-- digest-ignore DG301 -->", "<!--digest-ignore DG301-->\n"]
)
def test_a_comment_in_a_template_silences_a_rule(blog, comment):
    blog.write(PLACE, FOOTER.replace("<p>", f"<p>{comment}"))
    ran = blog.run("build", "--month", "2026-03")

    assert ran.code == 0
    found = {each["rule"] for each in blog.run("check", "--json").json["findings"]}
    assert not {"DG301", "DG001"} & found


def test_checks_json_is_what_check_says(built):
    stored = json.loads((built.folder / "issues/2026-03/checks.json").read_text("utf-8"))

    assert stored == built.run("check", "--json").json


def test_the_folder_of_an_issue_is_no_file_but_names_it(built):
    ran = built.run("check", "issues/2026-03")

    assert ran.code == 2
    assert "issues/2026-03: is a folder" in ran.err
    assert "digest check 2026-03" in ran.err


ABOUT = "A summary of the third post, which says what the others do not."
FOOTNOTES = "templates/weekly/footnotes.mjml.j2"
FAULTS = '<p><a href="/more">Click here</a> <img src="icons/a.svg" width="9"></p><p>TODO: it</p>'


@pytest.fixture
def faulty(blog):
    """An issue whose template has mistakes in its last line."""
    blog.run("templates", "eject", "weekly", "footnotes.mjml.j2")
    blog.write(FOOTNOTES, (blog.folder / FOOTNOTES).read_text("utf-8") + FAULTS)
    blog.run("build", "--month", "2026-03")
    return blog


def found(newsletter):
    return newsletter.run("check", "--format", "json").json["findings"]


def test_a_fault_of_a_template_is_found_in_the_template(faulty):
    places = {each["name"]: each["location"] for each in found(faulty)}
    last = len((faulty.folder / FOOTNOTES).read_text("utf-8").splitlines())

    for name, fault in {"link-syntax": "<a", "img-alt": "<img", "placeholder": "<p>TODO"}.items():
        column = FAULTS.index(fault) + 1
        assert places[name] == {"file": FOOTNOTES, "line": last, "column": column, "post": None}


def test_without_what_the_build_noted_a_fault_is_found_in_the_issue(faulty):
    (faulty.folder / "issues/2026-03/checks.json").unlink()
    html = (faulty.folder / "issues/2026-03/issue.html").read_text("utf-8").splitlines()

    for finding in found(faulty):
        place = finding["location"]
        assert place["file"].startswith("issues/2026-03/issue.")
        if finding["name"] == "img-alt":
            assert html[place["line"] - 1][place["column"] - 1 :].startswith("<img")


def test_fingerprints_survive_a_rebuild_with_other_posts_sections_and_lines(faulty):
    before = {each["fingerprint"]: each["location"]["line"] for each in found(faulty)}
    template = (faulty.folder / FOOTNOTES).read_text("utf-8")
    faulty.write(FOOTNOTES, template.replace("{%", "{# of late #}\n{%", 1))
    posts = (faulty.folder / "blog.txt").read_text("utf-8")
    faulty.write("blog.txt", f"A third\n\n{ABOUT}\n\nMarch 9, 2026 · 4 min · Ann\n\n{posts}")
    config = (faulty.folder / "digest.toml").read_text("utf-8")
    faulty.write("digest.toml", config.replace("kind = ", 'section = "Retitled"\nkind = '))
    built = faulty.run("build", "--month", "2026-03", "--json").json
    after = {each["fingerprint"]: each["location"]["line"] for each in found(faulty)}

    assert built["posts"] == 2
    assert len(before) > 3
    assert before.keys() <= after.keys()
    assert all(before[each] < after[each] for each in before if before[each])


def test_the_hint_of_the_gate_names_all_errors_not_only_the_new_ones(faulty):
    errors = {each["rule"] for each in found(faulty) if each["severity"] == "error"}
    refused = faulty.run("issues", "approve", "--allow", "DG301")

    assert refused.code == 7
    assert all(f"--allow {rule}" in refused.err for rule in errors)
    allow = [word for rule in errors for word in ("--allow", rule)]
    assert faulty.run("issues", "approve", *allow).code == 0


NAMES = ("Ants", "Bees", "Crows", "Ducks", "Eels", "Foxes")
ENTRY = """<item><title>{0}</title><link>https://e.org/{0}/</link>
<pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate><description>About {0}.</description>
<enclosure url="https://e.org/{0}.webp" type="image/webp" length="9"/></item>"""


@pytest.fixture
def covered(newsletter):
    """A newsletter whose posts have covers in a format that not every program shows."""
    posts = "".join(ENTRY.format(name) for name in NAMES)
    newsletter.write("feed.xml", f'<rss version="2.0"><channel>{posts}</channel></rss>')
    newsletter.table('[design]\ntemplate = "magazine"')
    return newsletter.table('[[sources]]\nname = "blog"\nkind = "feed"\npath = "feed.xml"')


def test_the_cover_of_each_post_is_ignored_for_that_post_alone(covered):
    for number, name in enumerate(NAMES, 1):
        covered.table(f'[[checks.ignore]]\nrule = "DG404"\npost = "{name}"')
        covered.run("build", "--month", "2026-03")
        left = {each["rule"]: each for each in found(covered)}

        assert "DG001" not in left
        assert left.get("DG404", {"count": 0})["count"] == len(NAMES) - number
