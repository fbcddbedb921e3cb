"""What every provider of `digest export --for` promises: each file on the shelf is held to it."""

import html
import re
from dataclasses import replace
from datetime import date
from html import escape
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import jinja2
import lxml.html
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from digest.app.export import PROVIDERS
from digest.app.shelves import shelf
from digest.config.settings import Design, Newsletter
from digest.core.errors import UsageError
from digest.core.merge_tags import NAME, NAMES, TAG, URLS
from digest.core.model import Image, Issue, Item, Post, Rendered, Section
from digest.core.window import between
from digest.render.issue import render
from digest.render.links import own_addresses
from digest.render.provider import Provider
from digest.render.translate import translated

TEMPLATES = Path(__file__).parents[2] / "templates"
DOC = (Path(__file__).parents[2] / "docs/cli.md").read_text("utf-8")
NAMES_OF_PROVIDERS = shelf(PROVIDERS)
LOOKS = {
    "mailchimp": "*|UNSUB|*",
    "buttondown": "{{ unsubscribe_url }} {# no #} {% if x %}",
    "listmonk": "{{ UnsubscribeURL }} https://e.org@TrackLink",
    "kit": "{{ subscriber.first_name }} {% raw %}",
    "ghost": '%%{name}%% {name, "there"} {first_name}',
    "brevo": "{{ contact.FIRSTNAME }} {% for x in y %}",
    "sendgrid": "{{{unsubscribe}}} <%asm_group_unsubscribe_raw_url%> [Unsubscribe]",
    "mailgun": "%recipient.name% %unsubscribe_url% {{name}}",
    "postmark": "{{{ pm:unsubscribe }}} {{#x}}",
    "ses": "{{amazonSESUnsubscribeUrl}}",
}
ENGINES = {  # what each of them takes for its own, as told in its file
    "mailchimp": r"\*\|.*?\|\*",
    "buttondown": r"\{[{%#]",
    "listmonk": r"\{\{|@TrackLink",
    "kit": r"\{[{%]",
    "ghost": r"%%\{.*?\}%%|\{\w*(?:,? *\".*?\")?\}",
    "brevo": r"\{[{%#]",
    "sendgrid": r"\{\{|<%|\[unsubscribe\]",
    "mailgun": r"%recipient[\w.]*%|%(?:tag_|mailing_list_)?unsubscribe_\w+%|\{\{",
    "postmark": r"\{\{",
    "ses": r"\{\{",
}
HOSTILE = " and ".join(LOOKS.values()) + " or 100% {a} * | {unsubscribe_url} {subscriber.name|x}"
LETTER = Newsletter(
    title="A Letter",
    sender="a@example.org",
    unsubscribe_url="https://example.org/leave?to={email}&list=1",
    preferences_url="https://example.org/often?to={email}",
    web_url="https://example.org/web/{issue}",
)


def provider(name: str) -> Provider:
    found: Provider = import_module(f"{PROVIDERS}.{name}").PROVIDER
    return found


def document(**parts: str) -> Rendered:
    return replace(Rendered("", "", "", "", ""), **parts)


def hostile_issue(newsletter: Newsletter = LETTER) -> Rendered:
    post = Post(
        source="notes",
        title=HOSTILE,
        summary=HOSTILE,
        url="https://example.org/" + HOSTILE.replace(" ", "+").replace("https://", ""),
        image=Image("https://example.org/i.png", HOSTILE),
    )
    window = between(date(2026, 2, 23), date(2026, 3, 2), ZoneInfo("UTC"))
    items = (Item(post, post.title, post.summary), Item(post, post.title, post.summary))
    made = Issue("i", 1, "A title", "Hi", "Before", window, (Section(None, items),))
    return render(made, newsletter, Design(), folders=[TEMPLATES])


def seen(page: str) -> list[str]:
    """Every text and every alternative text that a reader gets, without invisible characters."""
    root = lxml.html.document_fromstring(page)
    words = [*root.xpath("//body//text()"), *root.xpath("//@alt")]
    return [" ".join(word.replace("\u2060", "").split()) for word in words if word.strip()]


def own_syntax(name: str, text: str) -> list[str]:
    return re.findall(ENGINES[name], text, re.IGNORECASE)


def test_the_shelf_holds_the_ten() -> None:
    assert sorted(LOOKS) == list(NAMES_OF_PROVIDERS)


def test_the_table_in_the_docs_says_what_each_can() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (\w+) \| (\w+) \| (\w+) \|", DOC, re.MULTILINE)
    assert [row[0] for row in rows if row[0] in LOOKS] == list(LOOKS)
    for name, *said in rows:
        can = ["yes" if tag in provider(name).tags else "no" for tag in URLS]
        assert said == [*can, "no" if name == "mailgun" else "yes"], name


@pytest.mark.parametrize("name", NAMES_OF_PROVIDERS)
@pytest.mark.parametrize("tag", NAMES)
def test_every_tag_has_a_translation_or_a_reason(name: str, tag: str) -> None:
    known = provider(name)
    if tag == NAME:
        assert known.name("")
    else:
        assert bool(known.tags.get(tag)) != bool(known.missing.get(tag))
    assert known.tags["unsubscribe_url"]


@pytest.mark.parametrize("name", NAMES_OF_PROVIDERS)
def test_a_tag_becomes_the_providers_in_html_text_and_subject(name: str) -> None:
    known = provider(name)
    given = document(
        html='<a href="{unsubscribe_url}">x</a><p title="{subscriber.name}">{subscriber.email}</p>',
        text="Leave: {unsubscribe_url}\n",
        subject="To {subscriber.name}",
    )
    done = translated(given, known, {})
    leave, who, email = (
        known.tags["unsubscribe_url"],
        known.name(""),
        known.tags["subscriber.email"],
    )
    assert done.html == f'<a href="{leave}">x</a><p title="{who}">{email}</p>'
    assert done.text == f"Leave: {leave}\n"
    assert done.subject == f"To {who}"


GREETING = document(html='<p title="{subscriber.name|l&#39;ami}">x</p>')


@pytest.mark.parametrize("name", sorted({*NAMES_OF_PROVIDERS} - {"mailgun"}))
def test_a_fallback_is_translated(name: str) -> None:
    done = translated(GREETING, provider(name), {})
    assert lxml.html.fragment_fromstring(done.html).get("title") == provider(name).name("l'ami")
    assert re.search(r"l['’]ami", provider(name).name("l'ami"))


def test_a_fallback_that_a_provider_cannot_say_is_an_error_naming_both() -> None:
    with pytest.raises(
        UsageError, match=re.escape("Mailgun has no fallback for {subscriber.name|")
    ):
        translated(GREETING, provider("mailgun"), {})


@pytest.mark.parametrize("name", NAMES_OF_PROVIDERS)
def test_a_tag_without_translation_is_an_error_that_says_what_to_do(name: str) -> None:
    known = provider(name)
    for tag in known.missing:
        with pytest.raises(
            UsageError, match=re.escape(f"{known.title} has no merge tag for {{{tag}}}")
        ):
            translated(document(text=f"{{{tag}}}"), known, {})


@pytest.mark.parametrize("name", NAMES_OF_PROVIDERS)
def test_the_newsletters_own_addresses_become_the_providers(name: str) -> None:
    known, own = provider(name), own_addresses(LETTER, "i")
    given = document(
        html="".join(f'<a href="{escape(url)}">x</a>' for url in own.values() if url),
        text="".join(f"{url} " for url in own.values()),
    )
    done = translated(given, known, own)
    for tag, url in own.items():
        assert url is not None
        stands = known.tags.get(tag, url.replace("{email}", known.tags["subscriber.email"]))
        assert f'href="{stands}"' in done.html
        assert f"{stands} " in done.text
    assert "{email}" not in done.html.replace("%%{email}%%", "").replace("{{email}}", "")
    assert "leave?to" not in done.html + done.text


@pytest.mark.parametrize("name", NAMES_OF_PROVIDERS)
def test_text_of_a_post_is_read_as_written_and_is_no_syntax_of_the_provider(name: str) -> None:
    built = hostile_issue()
    done = translated(built, provider(name), own_addresses(LETTER, "i"))
    assert seen(done.html) == seen(built.html)
    assert any(HOSTILE in words for words in seen(done.html))
    silent = replace(provider(name), tags=dict.fromkeys(NAMES, ""))
    words = translated(built, silent, own_addresses(LETTER, "i"))
    page = re.sub(r"<style.*?</style>", "", words.html, flags=re.DOTALL)
    assert own_syntax(name, page) == []


@pytest.mark.parametrize("name", NAMES_OF_PROVIDERS)
def test_text_beside_a_tag_does_not_grow_together_with_it(name: str) -> None:
    known = provider(name)
    tag, words = known.tags["subscriber.email"], "{{subscriber.email}} \\{subscriber.email}"
    done = translated(document(html=f"<p>{words}</p>", text=words, subject=words), known, {})
    rest = done.html.removeprefix("<p>").removesuffix("</p>").split(tag)
    assert len(rest) == 3
    assert [html.unescape(part).replace("\u2060", "") for part in rest] == ["{", "} \\", ""]
    if tag.startswith("{"):
        assert not rest[0].endswith("{")
        assert not rest[1].startswith("}")
        assert f"{{{tag}" not in done.text + done.subject
        assert f"{tag}}}" not in done.text + done.subject


def test_buttondowns_engine_prints_what_was_written() -> None:
    """Jinja's braces are those of Django, which its language is like."""
    name, words = "buttondown", f"{HOSTILE} {{subscriber.name|there}} {{{{web_url}}}}"
    known = {"email_url": "W", "subscriber": {"metadata": {"first_name": ""}}}
    shown = words.replace("{subscriber.name|x}", "x").replace("{subscriber.name|there}", "there")
    shown = shown.replace("{unsubscribe_url}", "").replace("{web_url}", "W")
    for text, back in ((escape(words), html.unescape), (words, str)):
        part = "html" if back is html.unescape else "text"
        done = getattr(translated(document(**{part: text}), provider(name), {}), part)
        assert back(jinja2.Template(done).render(known)).replace("\u2060", "") == shown


@pytest.mark.parametrize("name", NAMES_OF_PROVIDERS)
def test_what_is_syntax_of_others_alone_stays_byte_for_byte(name: str) -> None:
    for words in LOOKS.values():
        if not own_syntax(name, words):
            given = document(html=f"<p title='{escape(words)}'>{escape(words)}</p>", text=words)
            assert translated(given, provider(name), {}) == given


@pytest.mark.parametrize("name", NAMES_OF_PROVIDERS)
def test_a_link_with_its_syntax_leads_to_the_same_page(name: str) -> None:
    from urllib.parse import unquote

    for words in LOOKS.values():
        url = "https://example.org/?q=" + re.sub(r"[\s\"<>]", "+", words)
        done = translated(document(html=f'<a href="{url}">x</a>', text=url), provider(name), {})
        (href,) = lxml.html.fragment_fromstring(done.html).xpath("@href")
        assert unquote(href) == unquote(url) == unquote(done.text)
        assert own_syntax(name, href) == own_syntax(name, done.text) == []


PARTS = [*"{}%*|[]<>@ ab", "{web", "_url}", "%recipient%", "name", "TrackLink", "&amp;", "<p>",
         "</p>", '<img alt="', '">', "<!--", "-->", "\n"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES_OF_PROVIDERS)
@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
def test_nothing_but_tags_and_syntax_is_ever_changed(name: str, words: str) -> None:
    assume(not TAG.search(words))
    known = provider(name)
    done = translated(document(html=words, text=words, subject=words), known, {})
    entities = {known.in_html(char): char for char in "{%*@[<"}
    marks = {known.in_text(char): char for char in "{%*@[<"}
    assert undone(done.html, entities) == words
    assert undone(done.text, marks) == undone(done.subject, marks) == words
    if not known.syntax.search(words):
        assert done.html == done.text == words


def undone(text: str, marks: dict[str, str]) -> str:
    found = "|".join(map(re.escape, marks))
    return re.sub(found, lambda mark: marks[mark[0]], text)
