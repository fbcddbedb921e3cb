"""docs/templates.md names all that a template can see."""

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from digest.core.palette import Palette
from digest.render import tokens, view
from digest.render.rich import Rich

MANUAL = (Path(__file__).parents[2] / "docs" / "templates.md").read_text("utf-8")
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
