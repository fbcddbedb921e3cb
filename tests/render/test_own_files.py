"""Templates of one's own are looked at in every build, whether the issue needs them or not."""

from pathlib import Path

import pytest

from digest.core.errors import TemplateError
from digest.render.asked_names import unknown_names
from digest.render.own_files import look_over

BUILT_IN = Path(__file__).parents[2] / "templates"
WRONG = "{% if x %}{{ {% endfor %}"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    (folder / "ours").mkdir(parents=True)
    return folder


def looked_over(own: Path, name: str = "ours") -> tuple[str, ...]:
    return look_over(name, [own, BUILT_IN], "en")


@pytest.mark.parametrize("name", ["sponsor.mjml.j2", "issue.txt.j2", "inline.css", "never.mjml.j2"])
def test_a_mistake_in_a_part_that_no_issue_reaches_is_told(own: Path, name: str) -> None:
    (own / "ours" / name).write_text(WRONG)
    with pytest.raises(TemplateError, match=rf"^templates/ours/{name}:1:11: {{{{ is never closed"):
        looked_over(own)


def test_a_file_of_a_design_that_is_extended_is_looked_at(own: Path) -> None:
    (own / "ours" / "design.toml").write_text('extends = "theirs"\n')
    (own / "theirs").mkdir()
    (own / "theirs" / "item.mjml.j2").write_text(WRONG)
    (own / "ours" / "item.mjml.j2").write_text('{% include "theirs/item.mjml.j2" %}')
    with pytest.raises(TemplateError, match=r"^templates/theirs/item.mjml.j2:1:11: "):
        looked_over(own)


def test_a_file_that_no_template_includes_is_noted_with_the_name_that_was_meant(own: Path) -> None:
    (own / "ours" / "itm.mjml.j2").write_text("{# an item #}")
    noted = "templates/ours/itm.mjml.j2 is used by no template; did you mean item.mjml.j2?"
    assert looked_over(own) == (noted,)


def test_a_file_that_another_includes_is_used(own: Path) -> None:
    (own / "ours" / "stars.mjml.j2").write_text("{# five of them #}")
    (own / "ours" / "item.mjml.j2").write_text('{% include "ours/stars.mjml.j2" %}')
    assert looked_over(own) == ()


def test_a_part_that_overrides_a_built_in_one_is_used(own: Path) -> None:
    for name in ("sponsor.mjml.j2", "head.css", "design.toml"):
        (own / "ours" / name).write_text("")
    (own / "ours" / "README.md").write_text("{% nothing to compile")
    assert looked_over(own) == ()


def test_another_design_of_the_project_is_left_alone(own: Path) -> None:
    (own / "draft").mkdir()
    (own / "draft" / "item.mjml.j2").write_text(WRONG)
    assert looked_over(own) == ()
    assert looked_over(own, "compact") == ()


def test_built_in_designs_are_not_looked_over(own: Path, tmp_path: Path) -> None:
    (own / "ours" / "item.mjml.j2").write_text(WRONG)
    assert look_over("ours", [own, own], "en") == ()
    assert look_over("ours", [tmp_path / "nowhere", own], "en") == ()


def test_a_block_that_the_extended_template_lacks_is_told_with_the_part_it_is(own: Path) -> None:
    text = '{# {% block no %} #}\n{% extends "weekly/issue.mjml.j2" %}\n {% block header %}mine'
    (own / "ours" / "issue.mjml.j2").write_text(text + "{% endblock %}")
    with pytest.raises(TemplateError) as caught:
        looked_over(own)
    assert caught.value.message.split("\n") == [
        (
            "templates/ours/issue.mjml.j2:3:2: weekly/issue.mjml.j2 has no block 'header'; "
            "write a file header.mjml.j2"
        ),
        "     3 | {% block header %}mine{% endblock %}",
    ]


def test_blocks_that_show_are_left_alone(own: Path) -> None:
    (own / "ours" / "base.mjml.j2").write_text(
        "{% block a %}{% endblock %}{% block b %}{% endblock %}"
    )
    (own / "ours" / "more.mjml.j2").write_text(
        '{% extends "base.mjml.j2" %}{% block a %}1{% endblock %}'
    )
    extending = (
        '{% extends "more.mjml.j2" %}{% block b %}{% block new %}{% endblock %}{% endblock %}'
    )
    used = "{% block a %}{{ self.c() }}{% endblock %}{% block c %}{% endblock %}"
    (own / "ours" / "item.mjml.j2").write_text(extending + used)
    assert [note for note in looked_over(own) if "block" in note] == []


def test_an_own_block_that_is_misspelt_is_told_with_those_there_are(own: Path) -> None:
    (own / "ours" / "base.mjml.j2").write_text("{% block head %}{% endblock %}")
    (own / "ours" / "item.mjml.j2").write_text(
        '{% extends "base.mjml.j2" %}{% block haed %}{% endblock %}'
    )
    with pytest.raises(TemplateError, match=r"base.mjml.j2 has no block 'haed'; it has head"):
        looked_over(own)


def test_a_folder_or_a_dangling_link_with_the_name_of_a_template_is_told(own: Path) -> None:
    item = own / "ours" / "item.mjml.j2"
    item.mkdir()
    with pytest.raises(
        TemplateError, match=r"^templates/ours/item.mjml.j2 is a folder; expected a"
    ):
        looked_over(own)
    item.rmdir()
    item.symlink_to("nowhere")
    with pytest.raises(TemplateError, match=r"^templates/ours/item.mjml.j2 is a link to nothing"):
        looked_over(own)


def test_the_lock_of_an_editor_is_no_template(own: Path) -> None:
    (own / "ours" / ".#item.mjml.j2").symlink_to("somebody@somewhere.1")
    assert looked_over(own) == ()


@pytest.mark.parametrize(
    ("source", "column", "said"),
    [
        ("{% if item.lang %}{{ item.titel }}{% endif %}", 27, "item has no 'titel'; did you mean"),
        ("{{ _('a') }} {{ issue.lead.urll }}", 28, "issue.lead has no 'urll'; did you mean 'url'?"),
        ("{% if issue.qqq %}x{% endif %}", 13, "issue has no 'qqq'"),
        ("{% for item in issue.briefs %}{{ item.x }}{% endfor %}", 39, "item has no 'x'"),
        ("{% set item = issue.lead %}{{ item.x }}", 36, "item has no 'x'"),
    ],
)
def test_a_name_that_no_item_has_is_noted_though_no_issue_asks_today(
    own: Path, source: str, column: int, said: str
) -> None:
    (own / "ours" / "sponsor.mjml.j2").write_text(source)
    (note,) = looked_over(own)
    assert note.startswith(f"templates/ours/sponsor.mjml.j2:1:{column}: {said}")


@pytest.mark.parametrize(
    "source",
    [
        "{# {{ item.titel }} #}item.titel {% raw %}{{ item.titel }}{% endraw %}",
        '{% include "ours/item.txt.j2" %}{{ "item.titel" }}',
        "{% for item in [{'titel': 1}] %}{{ item.titel }}{% endfor %}",
        "{% for at, item in pairs %}{{ item.titel }}{% endfor %}",
        "{{ loop.item.titel }}{{ my_item.titel }}",
        "{{ item.title.text }}{{ issue.lead.image.url }}{{ newsletter.logo.alt }}",
    ],
)
def test_names_of_ones_own_are_left_alone(own: Path, source: str) -> None:
    (own / "ours" / "item.txt.j2").write_text("{# mine #}")
    (own / "ours" / "item.mjml.j2").write_text('{% include "ours/item.txt.j2" %}' + source)
    assert looked_over(own) == ()


@pytest.mark.parametrize("file", sorted(BUILT_IN.glob("*/*.j2")), ids=lambda file: file.name)
def test_the_built_in_templates_ask_for_nothing_in_vain(file: Path) -> None:
    assert list(unknown_names(file.read_text("utf-8"))) == []
