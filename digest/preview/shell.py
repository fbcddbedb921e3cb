"""The HTML of the preview: the page around the email, the list of issues, and words of errors."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from digest.preview.letter import Letter
from digest.preview.view import CHOICES, View

if TYPE_CHECKING:
    from jinja2 import Environment

STATIC = Path(__file__).parent / "static"


def page(letter: Letter, view: View, facts: Mapping[str, object], *, token: str | None) -> str:
    """The page that shows `letter`; without a token it can only be read."""
    templates = _templates()
    found = templates.get_template("shell.html.j2")
    return found.render(
        letter=letter,
        view=view,
        choices=CHOICES,
        facts=facts,
        token=token,
        readonly=token is None,
    )


def issues(rows: object, chosen: str) -> str:
    """The page that lists all issues, newest first; those beside `chosen` lead to a comparison."""
    return _templates().get_template("issues.html.j2").render(rows=rows, chosen=chosen)


def diff(found: object) -> str:
    """The page that tells how two issues differ."""
    return _templates().get_template("diff.html.j2").render(found=found)


def file(**known: object) -> str:
    """The page that stands alone, its styles within it."""
    styles = "".join((STATIC / name).read_text("utf-8") for name in ("preview.css", "pages.css"))
    return _templates().get_template("export.html.j2").render(styles=styles, **known)


def error(title: str, message: str, hint: str) -> str:
    """A page that says what went wrong and what to do."""
    template = _templates().get_template("error.html.j2")
    return template.render(title=title, message=message, hint=hint)


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
