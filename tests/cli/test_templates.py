"""digest templates: the list, ejecting, beginning one's own; through the command line."""

import re
from pathlib import Path

import pytest

BUILT_IN = Path(__file__).parents[2] / "templates"
POST = """\
What a queue forgets

A summary of the first post, which says what it is about.

March 4, 2026 · 3 min · Ann
"""


@pytest.fixture
def letter(newsletter):
    newsletter.capture("notes", POST, base_url="https://notes.example.org/")
    return newsletter.table('[design]\ntemplate = "compact"\n')


def built(letter, name):
    ran = letter.run("build", "--month", "2026-03", "--template", name)
    assert ran.code == 0, ran.err
    return (letter.folder / "issues/2026-03/issue.html").read_text("utf-8")


def test_the_list_tells_the_built_in_designs_and_the_one_in_use(letter):
    ran = letter.run("templates", "list")

    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == [
        "compact", "magazine", "plain", "weekly",
    ]  # fmt: skip
    assert [line for line in ran.out.splitlines() if "in use" in line] == [
        "compact           built-in, extends weekly, in use"
    ]


def test_the_list_tells_what_the_project_has_of_its_own(letter):
    letter.run("templates", "eject", "compact", "item.mjml.j2")
    letter.run("templates", "new", "ours", "--from", "magazine")

    rows = {row["name"]: row for row in letter.run("--json", "templates", "list").json}

    assert rows["compact"] == {
        "name": "compact",
        "origin": "built-in",
        "extends": "weekly",
        "overridden": ["item.mjml.j2"],
        "used": True,
    }
    assert rows["ours"]["origin"] == "project"
    assert rows["ours"]["extends"] == "magazine"
    assert rows["weekly"]["extends"] is None


def test_an_ejected_file_wins_when_it_is_changed_and_only_it(letter):
    ran = letter.run("templates", "eject", "compact", "item.mjml.j2", "footer.mjml.j2")
    item = letter.folder / "templates/compact/item.mjml.j2"

    assert ran.code == 0
    assert "templates/compact/item.mjml.j2  An item in one line." in ran.out
    assert "templates/compact/footer.mjml.j2  The end of the letter." in ran.out
    assert "digest build --template compact" in ran.err
    assert item.read_bytes() == (BUILT_IN / "compact/item.mjml.j2").read_bytes()
    assert sorted(path.name for path in item.parent.iterdir()) == [
        "footer.mjml.j2",
        "item.mjml.j2",
    ]
    (item.parent / "lead.mjml.j2").write_text(
        "<mj-section><mj-column><mj-text>Mine: {{ issue.lead.title }}</mj-text></mj-column>"
        "</mj-section>"
    )
    assert "Mine: What a queue forgets" in built(letter, "compact")


def test_a_whole_design_is_ejected_with_what_each_file_is(letter):
    ran = letter.run("templates", "eject", "plain")

    lines = ran.out.splitlines()
    assert len(lines) == len(list((BUILT_IN / "plain").iterdir()))
    assert all(line.partition("  ")[2].endswith(".") for line in lines)


def test_a_changed_file_is_overwritten_by_force_only(letter):
    file = letter.folder / "templates/plain/item.mjml.j2"
    letter.run("templates", "eject", "plain")
    again = letter.run("templates", "eject", "plain")
    file.write_text("mine", "utf-8")
    (file.parent / "lead.mjml.j2").unlink()

    refused = letter.run("templates", "eject", "plain")

    assert again.code == 0
    assert "(was there already)" in again.out
    assert refused.code == 2
    assert "item.mjml.j2: changed in" in refused.err
    assert "--force" in refused.err
    assert file.read_text("utf-8") == "mine"
    assert not (file.parent / "lead.mjml.j2").exists()
    assert letter.run("templates", "eject", "plain", "--force").code == 0
    assert file.read_bytes() == (BUILT_IN / "plain/item.mjml.j2").read_bytes()


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("eject", "weakly"), "did you mean 'weekly'?"),
        (("eject", "weekly", "itme.mjml.j2"), "did you mean 'item.mjml.j2'?"),
        (("eject", "weekly", "../compact/item.mjml.j2"), "no file"),
        (("new", "weekly"), "there is a design 'weekly' already"),
        (("new", "Our Look"), "no name for a design"),
        (("new", "../ours"), "no name for a design"),
        (("new", "ours", "--from", "magazin"), "did you mean 'magazine'?"),
    ],
)
def test_what_cannot_be_is_told(letter, argv, said):
    ran = letter.run("templates", *argv)

    assert ran.code == 2
    assert said in ran.err
    assert "hint: " in ran.err
    assert not (letter.folder / "templates").exists()


@pytest.mark.parametrize("base", ["compact", "magazine", "plain", "weekly"])
def test_a_new_design_is_one_file_and_builds_as_the_one_it_extends(letter, base):
    ran = letter.run("templates", "new", "ours", "--from", base)
    file = letter.folder / "templates/ours/design.toml"

    assert (ran.code, ran.out) == (0, "templates/ours/design.toml\n")
    assert "digest build --template ours" in ran.err
    assert list(file.parent.iterdir()) == [file]
    assert "#0a4bb5" in built(letter, "ours")
    file.write_text(f'extends = "{base}"\n', "utf-8")
    assert built(letter, "ours") == built(letter, base)


def test_every_line_of_a_new_design_that_is_commented_out_is_a_key(letter):
    letter.run("templates", "new", "ours")
    file = letter.folder / "templates/ours/design.toml"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"^# (?=\w+ =|\[)", "", text, flags=re.MULTILINE), "utf-8")

    assert file.read_text("utf-8").count("\n[light]") == 1
    assert letter.run("templates", "list").code == 0


def test_a_part_of_ones_own_design_is_ejected_from_the_one_it_extends(letter):
    letter.run("templates", "new", "ours", "--from", "magazine")

    nothing = letter.run("templates", "eject", "ours")
    done = letter.run("templates", "eject", "ours", "row.mjml.j2", "text.mjml.j2")

    assert nothing.code == 2
    assert "digest templates eject ours item.mjml.j2" in nothing.err
    assert done.code == 0
    folder = letter.folder / "templates/ours"
    for name, design in (("row.mjml.j2", "magazine"), ("text.mjml.j2", "weekly")):
        assert (folder / name).read_bytes() == (BUILT_IN / design / name).read_bytes()


def test_a_broken_design_file_is_told_with_its_line(letter):
    letter.write("templates/ours/design.toml", "# ours\nacent = 1\n")

    ran = letter.run("templates", "list")

    assert ran.code == 2
    assert "design.toml:2: unknown key acent" in ran.err


def test_the_sample_newsletter_has_the_built_in_designs_for_its_own(run_cli):
    root = str(BUILT_IN.parent)

    listed = run_cli(["-C", root, "--json", "templates", "list"])
    refused = run_cli(["-C", root, "templates", "eject", "plain"])

    assert {(row["origin"], *row["overridden"]) for row in listed.json} == {("built-in",)}
    assert refused.code == 2
    assert "change templates/plain itself" in refused.err


def test_colours_that_cannot_be_read_stop_the_build_by_name(letter):
    letter.table('[design.light]\nsoft = "#c0c0c0"\n')

    ran = letter.run("build", "--month", "2026-03")

    assert ran.code == 2
    assert "[design.light] soft #c0c0c0 on page #f3f1ec has a contrast of 1.6" in ran.err
    assert "change soft or page" in ran.err
