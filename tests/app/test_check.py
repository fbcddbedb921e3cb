"""Faults become findings: one for a cause, as severe as digest.toml says, unless ignored."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.app import check, rulebook
from digest.config.settings import Checks
from digest.core.mail.mail import Edition, Mail
from digest.core.mail.suppress import Ignore
from digest.core.model import Post
from digest.core.window import Window, read_moment
from tests.checks import making

HEAD = '<html lang="en"><head><title>t</title></head><body>\n'
WAY_OUT = '<a href="https://e.org/unsubscribe">Unsubscribe</a>'


def mail(body, **more):
    return Mail(html=f"{HEAD}{body}\n{WAY_OUT}</body></html>", files={"html": "a.html"}, **more)


def found(body, checks=None, **more):
    return check.run(mail(body, **more), checks or Checks())


def issue(*posts):
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("UTC")
    day = [read_moment(text, zone, "day") for text in ("2026-02-01", "2026-03-01")]
    return Edition("A preheader", Window(day[0], day[1], zone), posts, "https://e.org/unsubscribe")


def test_one_cause_is_one_finding_with_a_count_and_places():
    (finding,) = found('<p>\n<img width="1" src="https://e.org/a.png">\n' * 200)

    assert (finding.rule, finding.count) == ("DG401", 200)
    assert (finding.location.file, finding.location.line, finding.location.column) == (
        "a.html",
        3,
        1,
    )
    assert [place.line for place in finding.others] == [5, 7, 9, 11, 13]


@pytest.mark.parametrize(
    ("rule", "one"),
    [
        ("DG302", '<a href="http://e.org/{0}">Post {0}</a>'),
        ("DG304", '<a href="https://e.org/{0}"></a>'),
        ("DG304", '<a href="https://e.org/{0}">more info</a>'),
        ("DG301", '<a href="#">Post {0}</a>'),
        ("DG301", '<a href="">Post {0}</a>'),
        ("DG405", '<img src="http://e.org/{0}.png" alt="A" width="9">'),
    ],
)
def test_what_a_template_or_a_host_does_to_all_posts_is_one_cause(rule, one):
    lines = "\n".join(one.format(number) for number in range(200))
    findings = found(lines)
    (finding,) = [each for each in findings if each.rule == rule]

    assert finding.count == 200
    assert "DG504" not in {each.rule for each in findings}
    (later,) = [each for each in found(f"<h1>New</h1>\n{lines}") if each.rule == rule]
    assert later.fingerprint == finding.fingerprint


def test_posts_and_other_links_of_one_host_are_two_causes():
    post = Post("s", "The first", "http://e.org/1", summary="a", key="1")
    body = '<a href="http://e.org/1">The first</a><a href="http://e.org/2">Elsewhere</a>'
    two = [each for each in found(body, edition=issue(post)) if each.rule == "DG302"]

    assert len({each.fingerprint for each in two}) == 2


@pytest.mark.parametrize(
    ("mail", "rule"),
    [
        (making.message(swap=("From: A Letter <letter@example.org>\n", "")), "DG206"),
        (making.html('<a href="http://localhost:1313/">Read</a>'), "DG301"),
    ],
)
def test_one_fault_is_told_by_one_rule(mail, rule):
    assert [finding.rule for finding in check.run(mail, Checks())] == [rule]


def test_two_causes_are_two_findings():
    findings = found('<a href="/a">a</a><a href="#">b</a><a href="/c">c</a>')

    assert [finding.count for finding in findings] == [2, 1]


def test_a_fingerprint_survives_other_lines_and_sizes():
    (before,) = found('<a href="/a">a</a>')
    (after,) = found('<h1>New</h1>\n\n<p>words</p><a href="/a">a</a>')
    (other,) = found('<a href="#">a</a>')

    assert before.fingerprint == after.fingerprint != other.fingerprint
    sizes = [found("é" * count)[0].fingerprint for count in (52_000, 60_000)]
    assert sizes[0] == sizes[1]


def test_a_page_to_leave_that_is_not_set_is_told_once():
    mailed = making.header("List-Unsubscribe", "<mailto:a@example.org>").change
    link = '<a href="{unsubscribe_url}">Leave</a>'
    unset, elsewhere = making.issue(body=link), making.issue(way_out="mailto:a@example.org")

    assert [finding.rule for finding in check.run(mailed(unset), Checks())] == ["DG204"]
    assert [finding.rule for finding in check.run(mailed(elsewhere), Checks())] == ["DG205"]


def test_the_most_severe_comes_first():
    findings = found(
        '<img src="https://e.org/a.png" alt="" height="9"><a href="/a">a</a><h3>x</h3>'
    )

    assert [finding.severity for finding in findings] == ["error", "warning", "warning"]


def test_a_rule_that_is_off_does_not_look():
    assert found('<a href="/a">a</a>', Checks(off=("DG301",))) == ()


def test_only_the_mail_programs_of_digest_toml_count():
    flex = '<div style="display:flex"><p>One</p><p>Two</p></div>'

    assert [finding.rule for finding in found(flex)] == ["DG502"]
    assert found(flex, Checks(clients=("gmail", "apple-mail"))) == ()


def test_a_severity_of_digest_toml_wins():
    (finding,) = found('<a href="/a">a</a>', Checks(severity=(("DG301", "info"),)))

    assert finding.severity == "info"


@pytest.mark.parametrize(
    "body",
    [
        '<!-- digest-ignore DG301 --><p><a href="/a">a</a></p>',
        '<!-- digest-ignore DG301 -->\n<a href="/a">a</a>',
        '<a href="/a">a</a> <!-- digest-ignore DG301 -->',
        '<!-- digest-ignore DG302, DG301 -->\n<p><a href="/a">a</a><a href="http://e.org">b</a></p>',
    ],
)
def test_a_comment_silences_a_rule_for_the_element_beside_it(body):
    assert found(body) == ()


def test_a_comment_silences_nothing_else():
    findings = found('<!-- digest-ignore DG301 --><a href="/a">a</a><a href="/b">b</a>')

    assert ["/b" in finding.message for finding in findings] == [True]


def test_a_comment_that_silences_nothing_is_told_with_its_line():
    (finding,) = found("<p>a</p>\n<!-- digest-ignore DG301 --><p>b</p>")

    assert (finding.rule, finding.severity, finding.location.line) == ("DG001", "info", 3)
    assert found("<!-- digest-ignore DG301 --><p>b</p>", Checks(off=("DG301",))) == ()


@pytest.mark.parametrize(
    "comment",
    [
        "digest-ignore DG999", "digest-ignore DG4O1", "digest-ignore img-alt", "digest-ignore",
        "digest-ignore DG401: spacer", "digest: ignore DG302", "digest-ignore dg301",
        "digest ignore DG301", "digest-ignore DG301, DG999",
    ],
)  # fmt: skip
def test_a_comment_that_names_no_rule_is_told(comment):
    findings = found(f'<p>a</p>\n<!-- {comment} --><p><a href="/a">a</a></p>')
    (told,) = [each for each in findings if each.rule == "DG001"]

    assert told.message == f"<!-- {comment} --> names no rule, or not by its id"
    assert told.location.line == 3
    assert "<!-- digest-ignore DG401" in told.fix


def test_other_comments_are_nobodys_business():
    assert found("<!-- digest of the week --><!-- digest:skip --><p>a</p>") == ()


def test_a_rule_is_ignored_for_one_post_only():
    one = Post("s", "The first", "http://e.org/1", summary="a", key="1")
    two = replace(one, title="The second", url="http://e.org/2", key="2")
    linked = '<h2><a href="{0}">{1}</a></h2>'
    body = "<h1>a</h1>" + "".join(linked.format(post.url, post.title) for post in (one, two))
    checks = Checks(ignore=(Ignore("DG302", "The first"),))
    findings = found(body, checks, edition=issue(one, two))

    assert [finding.location.post for finding in findings] == ["The second"]


def test_a_title_with_code_and_a_formula_is_known_again():
    titles = ("The first", "Why `vllm serve` is $O(n)$ on day zero")
    one, two = (
        Post("s", title, f"https://e.org/{n}", key=title, summary="a")
        for n, title in enumerate(titles)
    )
    shown = "<h2>Why <code>vllm serve</code> is <i>O</i>(<i>n</i>) on day zero</h2>"
    first = "<div><h2>The first</h2></div>"
    body = f'<h1>a</h1><div>{first}<div>{shown}<a href="http://e.org/x">b</a></div></div>'
    (finding,) = [each for each in found(body, edition=issue(one, two)) if each.rule == "DG302"]

    assert finding.location.post == two.title


def test_words_of_the_preheader_are_of_no_post():
    post = Post("s", "The first", "https://e.org/1", summary="a", key="1")
    (finding,) = found('<p style="display:none">The first caf\u00c3\u00a9</p>', edition=issue(post))

    assert finding.location.post is None


def test_an_ignore_is_told_as_unused_only_where_its_post_is():
    post = Post("s", "The first", "https://e.org/1", summary="a", key="1")
    checks = Checks(ignore=(Ignore("DG302", "The first"), Ignore("DG302", "Elsewhere")))
    (finding,) = found("<p>a</p>", checks, edition=issue(post))

    assert finding.rule == "DG001"
    assert "The first" in finding.message


@pytest.mark.parametrize("rule", ["DG303", "DG610"])
def test_an_ignore_of_a_rule_that_did_not_look_is_not_told_as_unused(rule):
    post = Post("s", "The first", "https://e.org/1", summary="a", key="1")
    body = f"<!-- digest-ignore {rule} --><p>a</p>"
    checks = Checks(ignore=(Ignore(rule, "The first"),))

    assert [each.rule for each in found(body, checks, edition=issue(post))] == []


def test_words_of_a_finding_cannot_move_the_cursor():
    (finding,) = found('<a href="/a&#27;[31m\u202eb">a</a>')

    assert finding.message.isprintable()


@given(st.text(alphabet="<>!-/=\"' ahrefimgtsc\n{&;%*|x#:.@\x00\u05d0Ã", max_size=120))
def test_no_html_breaks_a_rule(source):
    body = Mail(html=source, text=source, headers=(("Subject", source), ("From", source)))

    assert check.run(replace(body, message=source.encode("utf-8", "replace")), Checks()) is not None


@pytest.mark.parametrize("count", [100, 400, 900])
def test_comments_without_end_break_no_rule(count):
    findings = check.run(Mail(headers=(("From", f"a@example.org {'(' * count}"),)), Checks())

    assert "DG201" in {finding.rule for finding in findings}


@pytest.mark.parametrize("rule", ["DG202", "DG203", "DG204", "DG205", "DG206", "DG201"])
def test_a_mail_of_another_program_has_no_files_of_ours_to_mend(rule):
    headers = (("From", "a@gmail.com"), ("Subject", ""))
    theirs = {f.rule: f for f in check.run(Mail(html="<p>a</p>", headers=headers), Checks())}
    ours = rulebook.named(rule).fix

    assert theirs[rule].fix == rulebook.named(rule).fix_elsewhere != ours
    assert all(word not in theirs[rule].fix for word in ("issue.", "[newsletter]", "max_posts"))


@pytest.mark.parametrize(
    ("lost", "file"), [({"body": ""}, "issue.mjml.j2"), ({"text": "A letter"}, "issue.txt.j2")]
)
def test_a_design_that_loses_the_way_out_is_what_is_to_mend(lost, file):
    made = making.issue(way_out="https://example.org/out", **lost)
    gone = making.swapped('<a href="https://example.org/unsubscribe">Unsubscribe</a>', "")
    listed = making.header("List-Unsubscribe", "<https://example.org/other>")
    mail = listed.change(gone.change(made) if "body" in lost else made)
    (finding,) = [each for each in check.run(mail, Checks()) if each.rule == "DG204"]

    assert file in finding.fix


def test_a_rule_is_found_by_id_or_name_in_any_case():
    assert rulebook.named("dg101") is rulebook.named("size-clip")
