"""What a design says of itself: what it extends, and its tokens."""

import re
from pathlib import Path

import pytest

from digest.config.settings import Design, Newsletter
from digest.core.errors import ConfigError, DigestError, TemplateError
from digest.core.model import Issue, Rendered
from digest.render.issue import render

BUILT_IN = Path(__file__).parents[2] / "templates"


class Designs:
    """A project's templates folder over the built-in one."""

    def __init__(self, folder: Path, issue: Issue, newsletter: Newsletter) -> None:
        self.templates, self.issue, self.newsletter = folder / "templates", issue, newsletter

    def write(self, name: str, text: str) -> "Designs":
        path = self.templates / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return self

    def render(self, template: str = "weekly", **tokens: object) -> Rendered:
        design = Design(template, **tokens)  # type: ignore[arg-type]
        return render(self.issue, self.newsletter, design, folders=[self.templates, BUILT_IN])

    def refused(self, error: type[DigestError], template: str = "weekly", **tokens: object) -> str:
        with pytest.raises(error) as caught:
            self.render(template, **tokens)
        assert caught.value.hint
        return caught.value.message


@pytest.fixture
def designs(tmp_path: Path, issue: Issue, newsletter: Newsletter) -> Designs:
    return Designs(tmp_path, issue, newsletter)


def test_a_design_of_one_file_is_the_one_it_extends_in_other_colours(designs: Designs) -> None:
    designs.write("mine/design.toml", 'extends = "weekly"\naccent = "#0a4bb5"')
    assert designs.render("mine").html == designs.render(accent="#0a4bb5").html
    assert designs.render("mine", accent="#7a1f1f").html == designs.render(accent="#7a1f1f").html


def test_files_and_tokens_come_from_the_nearest_design_that_has_them(designs: Designs) -> None:
    designs.write("mother/design.toml", 'text_size = 18\naccent = "#7a1f1f"')
    designs.write("mother/footer.mjml.j2", "<!-- mother's -->")
    designs.write("mother/header.mjml.j2", "<!-- mother's -->")
    designs.write("mine/design.toml", 'extends = "mother"\naccent = "#0a4bb5"')
    designs.write("mine/header.mjml.j2", "<!-- mine -->")
    made = designs.render("mine")
    assert made.mjml.count("<!-- mother's -->") == made.mjml.count("<!-- mine -->") == 1
    assert 'font-size="18px"' in made.mjml
    assert "#0a4bb5" in made.html


def test_a_file_may_add_to_the_one_of_the_design_it_extends(designs: Designs) -> None:
    designs.write("mine/inline.css", '{% include "weekly/inline.css" %}\nh1 { color: #7a1f1f; }')
    assert "color:#7a1f1f" in designs.render("mine").html


def test_a_design_that_was_changed_is_read_anew(designs: Designs) -> None:
    designs.write("mine/design.toml", "text_size = 18")
    designs.render("mine")
    designs.write("mine/design.toml", "# text_size = 20\ntext_size = 20")
    assert 'font-size="20px"' in designs.render("mine").mjml


def test_designs_that_extend_each_other_are_told(designs: Designs) -> None:
    designs.write("one/design.toml", 'extends = "two"').write("two/design.toml", 'extends = "one"')
    assert "one extends two extends one" in designs.refused(ConfigError, "one")


def test_a_design_that_extends_none_that_exists_is_told(designs: Designs) -> None:
    designs.write("mine/design.toml", 'extends = "weakly"')
    said = designs.refused(TemplateError, "mine")
    assert said.startswith("templates/mine/design.toml: extends: no design 'weakly'")
    assert "did you mean 'weekly'?" in said


def test_mistakes_in_a_design_file_are_told(designs: Designs) -> None:
    designs.write("mine/design.toml", "txt = 1")
    assert designs.refused(ConfigError, "mine") == "mine/design.toml: 1 mistake"


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        (
            {"light": (("ink", "#c0c0c0"),)},
            r"\[design.light\] ink #c0c0c0 on page #f3f1ec has a contrast of 1.6; expected 4.5",
        ),
        ({"light": (("card", "#101010"),)}, r"\[design.light\] ink #\w+ on page #f3f1ec has a"),
        ({"dark": (("soft", "#333333"),)}, r"\[design.dark\] soft #333333 on page #121413 has a"),
    ],
)
def test_colours_that_cannot_be_read_are_refused(
    designs: Designs, tokens: dict[str, object], said: str
) -> None:
    assert re.match(said, designs.refused(ConfigError, **tokens))


def test_a_colour_that_cannot_be_read_is_told_in_the_file_that_chose_it(designs: Designs) -> None:
    designs.write("mother/design.toml", '[light]\nsoft = "#c0c0c0"')
    designs.write("mine/design.toml", 'extends = "mother"')
    with pytest.raises(ConfigError) as caught:
        designs.render("mine")
    said = (
        "templates/mother/design.toml: [light] soft #c0c0c0 on page #f3f1ec has a contrast of 1.6"
    )
    assert caught.value.message.startswith(said)
    assert "change soft or page in [light] of templates/mother/design.toml" in caught.value.hint
    said = designs.refused(ConfigError, "mine", light=(("page", "#f2f2f2"),))
    assert said.startswith("[design.light] soft #c0c0c0 on page #f2f2f2")


def test_fonts_sizes_and_spaces_are_those_of_the_tokens(designs: Designs) -> None:
    made = designs.render(headings="mono", text="serif", text_size=20, spacing="roomy").html
    assert re.search(r"<h1[^>]*font-family:Menlo[^>]*font-size:40px; line-height:48px", made)
    assert "font-family:Georgia, 'Times New Roman', Times, serif;font-size:20px" in made
    assert "padding:30px 32px" in made


def test_a_logo_has_a_size_and_words(designs: Designs) -> None:
    logo = {"logo": "https://example.org/logo.png", "logo_width": 96, "logo_height": 24}
    image = re.search(r"<img[^>]*logo\.png[^>]*>", designs.render(**logo).html)
    assert image
    assert 'width="96"' in image[0]
    assert 'height="24"' in image[0]
    assert 'alt="Systems &amp; Models"' in image[0]
    assert 'alt="S&amp;M"' in designs.render(**logo, logo_alt="S&M").html
