import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.core.model import Rendered
from digest.render.inline import inline
from digest.render.merge_tags import Reader, for_reader, masked

TAGS = [
    "{subscriber.name|there}",
    "{subscriber.email}",
    "{{ name }}",
    "{% if x %}",
    "%recipient.id%",
    "*|UNSUB|*",
    "[[web]]",
    "{email}",
    "{{x}}",
]


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


def test_text_that_looks_like_one_of_ours_gets_an_entity() -> None:
    html = '<p title="{&#8288;web_url}">{\u2060subscriber.name|x}</p>'
    done = masked(html, lambda page: page)
    assert done == '<p title="&#123;web_url}">&#123;subscriber.name|x}</p>'


LETTER = Rendered(
    html='<p title="{subscriber.name|l&#39;ami}">{subscriber.name}</p>'
    '<a href="https://e.org/?to={subscriber.email}">x</a><a href="{web_url}">y</a>',
    text="Hi {subscriber.name|dear\nreader}, https://e.org/?to={subscriber.email}.",
    mjml="",
    subject="For {subscriber.name|you}",
    preheader="{subscriber.email}",
)


def test_a_copy_holds_its_readers_own_words_escaped_for_where_they_stand() -> None:
    done = for_reader(LETTER, Reader("a+b@e.org", 'Ann <"&> {web_url}\n'))
    name = "Ann &lt;&quot;&amp;&gt; {web_url}"
    assert done.html == (
        f'<p title="{name}">{name}</p><a href="https://e.org/?to=a%2Bb%40e.org">x</a>'
        '<a href="https://web-url-is-not-set.invalid/">y</a>'
    )
    assert done.text == 'Hi Ann <"&> {web_url}, https://e.org/?to=a%2Bb%40e.org.'
    assert done.subject == 'For Ann <"&> {web_url}'
    assert done.preheader == "a+b@e.org"


def test_without_a_name_the_fallback_stands_in() -> None:
    done = for_reader(LETTER, Reader("a@e.org"))
    assert done.html.startswith('<p title="l&#x27;ami"></p>')
    assert done.text.startswith("Hi dear reader,")
    assert done.subject == "For you"


@given(st.text(alphabet="{}%*|[] abmergetz0x\n<style>/"))
def test_masking_alone_changes_nothing(text: str) -> None:
    assert masked(text, lambda html: html) == text


@pytest.mark.parametrize("opening", ["{{x", "{%x"])
def test_what_begins_in_an_address_does_not_end_in_the_words_behind_it(opening: str) -> None:
    page = f'<p><a href="https://example.org/{opening}">}}}} %}} words</a></p>'
    assert masked(page, lambda html: html) == page
    seen: list[str] = []
    masked(page, lambda html: seen.append(html) or html)
    assert '">}} %} words</a>' in seen[0]


def test_markup_is_hidden_from_nobody() -> None:
    seen: list[str] = []
    masked("{{ <code>a}}</code>", lambda html: seen.append(html) or html)
    assert seen == ["{{ <code>a}}</code>"]
