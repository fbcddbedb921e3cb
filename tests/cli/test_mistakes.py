"""Slips of the hand, on the command line and in digest.toml: what is said, and nothing made."""

import pytest


def test_a_design_that_does_not_exist_is_told_with_its_line_and_the_nearest(blog):
    blog.write("templates/monthly/email.mjml.j2", "")
    ran = blog.table('[design]\ntemplate = "montly"').run("build")

    text = (blog.folder / "digest.toml").read_text("utf-8")
    line = text[: text.index("montly")].count("\n") + 1
    assert ran.code == 2
    assert f'digest.toml:{line}: template = "montly"' in ran.err
    assert "monthly, plain, weekly" in ran.err
    assert 'did you mean "monthly"?' in ran.err


def test_a_test_to_something_that_is_no_address_says_so_in_one_sentence(built):
    ran = built.run("send", "--to", "notanaddress")

    assert ran.code == 2
    assert ran.err.splitlines() == [
        "error: 'notanaddress': an address has one @",
        "hint: write an address as in me@example.org",
    ]


def test_a_record_that_cannot_be_written_comes_with_a_hint(blog):
    blog.write("issues", "a file where a folder should be")

    ran = blog.run("build")

    assert ran.code == 2
    assert "hint: " in ran.err


def test_a_template_without_a_name_is_not_the_default_one(blog):
    ran = blog.run("build", "--template", "")

    assert (ran.code, ran.out) == (2, "")
    assert "--template needs a name" in ran.err
    assert not (blog.folder / "issues").exists()


@pytest.mark.parametrize("option", ["--week", "--month", "--last", "--since", "--until"])
def test_an_empty_window_option_is_not_the_due_issue(blog, option):
    ran = blog.run("build", option, "")

    assert (ran.code, ran.out) == (2, "")
    assert option in ran.err
    assert not (blog.folder / "issues").exists()


@pytest.mark.parametrize("length", ["99999w", "99999d", "99999 weeks"])
def test_the_last_two_thousand_years_are_a_slip_of_the_hand(blog, length):
    ran = blog.run("build", "--last", length, "--now", "2026-11-20")

    assert ran.code == 2
    assert "before 1990" in ran.err
    assert not (blog.folder / "issues").exists()


@pytest.mark.parametrize("words", [("--now", "-C", "s1"), ("--now", "--json"), ("--now=",)])
def test_an_option_is_no_value_of_the_option_before_it(run_cli, words):
    ran = run_cli(["posts", *words])

    assert (ran.code, ran.out) == (2, "")
    assert "--now needs a value" in ran.err


def test_an_export_makes_no_folders(built):
    ran = built.run("export", "-o", str(built.folder / "nope" / "x" / "issue.html"))

    assert ran.code == 2
    assert f"{built.folder / 'nope' / 'x'}: no such folder" in ran.err
    assert not (built.folder / "nope").exists()
