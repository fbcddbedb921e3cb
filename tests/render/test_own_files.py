"""Templates of one's own are looked at in every build, whether the issue needs them or not."""

from pathlib import Path

import pytest

from digest.core.errors import TemplateError
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
