"""Designs on disk: what overrides what, and how mistakes in them are told."""

from pathlib import Path

import pytest

from digest.config.settings import Design, Newsletter
from digest.core.errors import ConfigError, TemplateError
from digest.core.model import Issue, Rendered
from digest.render.issue import render

BUILT_IN = Path(__file__).parents[2] / "templates"


class Project:
    """A project's templates folder over the built-in one."""

    def __init__(self, folder: Path, issue: Issue, newsletter: Newsletter) -> None:
        self.templates = folder / "templates"
        self.issue, self.newsletter = issue, newsletter

    def write(self, name: str, text: str) -> None:
        path = self.templates / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (BUILT_IN / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def render(self, template: str = "weekly") -> Rendered:
        folders = [self.templates, BUILT_IN]
        return render(self.issue, self.newsletter, Design(template, full_items=7), folders=folders)

    def told(self, template: str = "weekly") -> str:
        with pytest.raises(TemplateError) as caught:
            self.render(template)
        assert caught.value.hint
        return caught.value.message


@pytest.fixture
def project(tmp_path: Path, issue: Issue, newsletter: Newsletter) -> Project:
    return Project(tmp_path, issue, newsletter)


def test_a_file_of_the_project_overrides_the_built_in_one(project: Project) -> None:
    project.write("weekly/footer.mjml.j2", "")
    assert "Unsubscribe" not in project.render().html
    assert "Read on" in project.render().html


@pytest.mark.parametrize("name", ["item.mjml.j2", "inline.css", "issue.txt.j2", "issue.mjml.j2"])
def test_a_file_saved_by_notepad_is_like_any_other(project: Project, name: str) -> None:
    house = project.render()
    text = (BUILT_IN / "weekly" / name).read_text("utf-8").replace("\n", "\r\n")
    project.write(f"weekly/{name}", f"\ufeff{text}")
    assert project.render() == house


def test_a_mistake_in_a_file_saved_by_notepad_is_told_in_its_place(project: Project) -> None:
    project.write("weekly/item.mjml.j2", "\ufeff{{ itme }}")
    told = project.told()
    assert told.startswith("templates/weekly/item.mjml.j2:1:4: 'itme' is undefined")
    assert told.endswith("1 | {{ itme }}")


def test_a_new_design_needs_only_what_it_changes(project: Project) -> None:
    project.change("weekly/issue.mjml.j2", "<mj-body", "<!-- mine --><mj-body")
    (project.templates / "weekly").rename(project.templates / "mine")
    assert "<!-- mine -->" in project.render("mine").mjml
    assert project.render("mine").text == project.render("weekly").text


def test_an_unknown_design_is_told_with_the_nearest(project: Project) -> None:
    said = project.told("weakly")
    assert "no design 'weakly'" in said
    assert "did you mean 'weekly'?" in said


@pytest.mark.parametrize("name", ["", ".", "..", "../templates/weekly"])
def test_a_design_is_a_name_not_a_path(project: Project, name: str) -> None:
    assert "no design" in project.told(name)


def test_an_accent_that_is_no_colour_is_a_mistake_in_digest_toml(
    issue: Issue, newsletter: Newsletter
) -> None:
    with pytest.raises(ConfigError, match=r"\[design\] accent: 'bluish' is no colour"):
        render(issue, newsletter, Design(accent="bluish"), folders=[BUILT_IN])


def test_many_mistakes_are_told_but_not_all(project: Project) -> None:
    wrong = " ".join(f'{name}="1"' for name in "abcdefghij")
    project.change("weekly/item.mjml.j2", "<mj-text ", f"<mj-text {wrong} ")
    said = project.told()
    assert said.count("has no attribute") == 8
    assert said.endswith("\nand 2 more")


def test_a_template_saved_or_added_later_is_the_one_that_is_used(project: Project) -> None:
    project.render()
    project.write("weekly/footer.mjml.j2", "<!-- mine -->")
    assert "<!-- mine -->" in project.render().mjml
    project.write("weekly/footer.mjml.j2", "<!-- yours -->")
    assert "<!-- yours -->" in project.render().mjml
    (project.templates / "weekly/footer.mjml.j2").unlink()
    assert "Unsubscribe" in project.render().mjml
