"""Posts that a design does not show are told; those that it shows in its own way are not."""

from dataclasses import replace
from pathlib import Path

import pytest

from digest.config.settings import Design, Newsletter
from digest.core.model import Item
from digest.render.issue import render

from .conftest import TEMPLATES, make_issue, make_item, make_post

LEAD = make_item(make_post("The one that leads", url="https://example.org/"))
CODE = make_item(
    make_post("Why `vllm serve` & co. work on day zero", url="https://example.org/zero")
)
PAGED = make_item(make_post("A post without an address", url=None, page="https://example.org/"))
OWN = Item(replace(CODE.post, url="https://shop.example.org/"), "Rope", "", kind="sponsor")


def notes(newsletter: Newsletter, folder: Path, item: str, *items: Item) -> tuple[str, ...]:
    (folder / "ours").mkdir()
    (folder / "ours/item.mjml.j2").write_text(item)
    named = ", ".join(item.title for item in items)
    issue = make_issue(LEAD, *items, subject=named, preheader=f'They say "hi": {named}')
    return render(issue, newsletter, Design("ours"), folders=[folder, TEMPLATES]).notes


def test_an_empty_template_of_items_is_told(newsletter: Newsletter, tmp_path: Path) -> None:
    (note,) = notes(newsletter, tmp_path, "", CODE, PAGED, OWN)
    assert note == (
        "templates/ours leaves out 2 of 3 posts: neither title nor address of "
        '"Why `vllm serve` & co. work on day zero" is in issue.html'
    )


@pytest.mark.parametrize(
    "shown",
    [
        "{{ item.title | upper }}",
        "{{ item.title.text | truncate(36) }}",
        "<b title='{{ item.title }}'></b>",
        "{{ item.title | striptags }}",
        "{{ item.title | replace('-', ' ') }}",
    ],
)
def test_a_title_in_another_form_is_enough(
    newsletter: Newsletter, tmp_path: Path, shown: str
) -> None:
    assert notes(newsletter, tmp_path, f"<mj-text>{shown}</mj-text>", CODE, PAGED) == ()


def test_a_link_is_enough_where_it_is_no_other_posts(
    newsletter: Newsletter, tmp_path: Path
) -> None:
    linked = '<mj-text><a href="{{ item.url }}">On</a></mj-text>'
    (note,) = notes(newsletter, tmp_path, linked, CODE, PAGED)
    assert "leaves out 1 of 3 posts" in note
    assert "A post without an address" in note
