import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render.inline import inline
from digest.render.merge_tags import masked

TAGS = ["{{ name }}", "{% if x %}", "%recipient.id%", "*|UNSUB|*", "[[web]]", "{email}", "{{x}}"]


@pytest.mark.parametrize("tag", TAGS)
def test_merge_tags_pass_the_inliner_byte_for_byte(tag: str) -> None:
    html = (
        f'<!doctype html><html><body><a href="https://e.example/?a={tag}">{tag}</a></body></html>'
    )
    done = masked(html, lambda page: inline(page, "a { color: red }"))
    assert f'href="https://e.example/?a={tag}"' in done
    assert f">{tag}</a>" in done


def test_what_hides_them_cannot_be_forged() -> None:
    assert (
        masked("mergetag0x {{a}} mergetagz0x", lambda html: html) == "mergetag0x {{a}} mergetagz0x"
    )


def test_style_sheets_are_not_searched() -> None:
    seen: list[str] = []

    def step(html: str) -> str:
        seen.append(html)
        return html

    masked("<style>{a}</style>{b}", step)
    assert "<style>{a}</style>" in seen[0]
    assert "{b}" not in seen[0]


@given(st.text(alphabet="{}%*|[] abmergetz0x\n<style>/"))
def test_masking_alone_changes_nothing(text: str) -> None:
    assert masked(text, lambda html: html) == text
