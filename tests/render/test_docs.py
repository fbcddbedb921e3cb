"""docs/templates.md names all that a template can see, and its examples work."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from digest.config.settings import Design, Newsletter
from digest.core.model import Issue
from digest.core.palette import Palette
from digest.core.syntax_palette import Syntax
from digest.render import templates, tokens, view
from digest.render.highlight import CLASSES
from digest.render.issue import context_of, render
from digest.render.rich import Rich

ROOT = Path(__file__).parents[2]
BUILT_IN = ROOT / "templates"
MANUAL = (ROOT / "docs" / "templates.md").read_text("utf-8")
EXAMPLES = re.findall(r"```jinja\n(.*?)```", MANUAL, re.DOTALL)
VIEWS = {
    "issue": view.IssueView,
    "section": view.SectionView,
    "item": view.ItemView,
    "item.image": view.ImageView,
    "newsletter": view.NewsletterView,
    "newsletter.logo": view.LogoView,
    "fonts": tokens.Fonts,
    "type": tokens.Type,
    "type.text": tokens.Step,
    "space": tokens.Space,
}


@pytest.mark.parametrize(
    "name", [f"{owner}.{field.name}" for owner, kind in VIEWS.items() for field in fields(kind)]
)
def test_the_manual_names_every_field(name: str) -> None:
    assert f"`{name}`" in MANUAL


def test_the_manual_names_every_colour_and_every_view_is_told() -> None:
    assert all(f"`{field.name}`" in MANUAL for field in fields(Palette))
    made_here = {kind for kind in vars(view).values() if is_dataclass(kind)} - {Rich}
    assert made_here <= set(VIEWS.values())


def test_the_manual_has_an_example_with_every_field() -> None:
    chains = re.findall(r"\b[a-z]+(?:\.[a-z_]+)+\b", "".join(EXAMPLES))
    used = {*chains, *(chain.rpartition(".")[0] for chain in chains)}
    names = {f"{owner}.{field.name}" for owner, kind in VIEWS.items() for field in fields(kind)}
    colours = {field.name for field in fields(Palette)}
    assert names - used == set()
    assert colours == {name.partition(".")[2] for name in chains if name[:5] in ("light", "dark.")}


def test_the_manual_names_every_colour_and_class_of_code() -> None:
    palettes = ("light", "dark")
    names = {f"syntax.{palette}.{field.name}" for palette in palettes for field in fields(Syntax)}
    assert all(f"`{name}`" in MANUAL for name in names | set(CLASSES.values()))


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_can_be_filled_in(example: str, issue: Issue, newsletter: Newsletter) -> None:
    design = Design(logo="https://example.org/logo.png", full_items=7)
    found = templates.design("weekly", [BUILT_IN])
    context = {**context_of(issue, newsletter, design)}
    macros = "cover, kicker, side, summary, title_of"
    imported = f'{{% from "macros.mjml.j2" import {macros} with context %}}'
    template = templates.environment(found).from_string(imported + example)
    for item in context["issue"].sections[0].items:  # type: ignore[attr-defined]
        assert template.render(context, item=item).strip()


def test_the_recipes_make_a_design(tmp_path: Path, issue: Issue, newsletter: Newsletter) -> None:
    recipes = re.findall(r"`templates/(ours/[\w.]+)`:\n\n```\w+\n(.*?)```", MANUAL, re.DOTALL)
    assert len(recipes) == 3
    for name, text in recipes:
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    made = render(issue, newsletter, Design("ours"), folders=[tmp_path, BUILT_IN])
    plainly = render(issue, newsletter, Design("weekly"), folders=[BUILT_IN])
    for words in ("#7a1f5c", "#f4f0f3", "text-transform:none"):
        assert words in made.html
        assert words not in plainly.html
    assert made.text == plainly.text
