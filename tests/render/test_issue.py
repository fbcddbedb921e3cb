"""The whole pipeline: what a reader's mail program gets."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config.settings import Design, Newsletter
from digest.core.merge_tags import TAG
from digest.core.model import Image, Issue, Item, Post, Rendered, Section
from digest.core.window import between
from digest.render.issue import render

TEMPLATES = Path(__file__).parents[2] / "templates"


def page(rendered: Rendered) -> Any:
    return lxml.html.document_fromstring(rendered.html)


def with_posts(issue: Issue, *posts: Post) -> Issue:
    items = tuple(Item(post, post.title, post.summary) for post in posts)
    return replace(issue, sections=(Section(None, items),), intro="", outro="")


def post(title: str = "On queues", summary: str = "", **fields: object) -> Post:
    known = {"source": "field-notes", "url": "https://example.org/queues/"} | fields
    return Post(title=title, summary=summary, **known)  # type: ignore[arg-type]


def test_it_is_a_standards_mode_document_in_its_language(rendered: Rendered) -> None:
    assert rendered.html.startswith("<!DOCTYPE html>")
    root = page(rendered)
    assert (root.get("lang"), root.get("dir")) == ("en", "ltr")
    assert root.xpath("//body/div[@role='article']/@lang") == ["en"]
    assert root.findtext(".//title") == "What survives a crash"


def test_every_table_is_layout_and_every_image_has_alternative_text(rendered: Rendered) -> None:
    tables = re.findall(r"<table\b[^>]*>", rendered.html)
    assert len(tables) > 20
    assert all('role="presentation"' in table for table in tables)
    images = page(rendered).xpath("//img")
    assert [image.get("alt") for image in images] == ["Orchestra conductor"]
    assert [image.get("width") for image in images] == ["600"]


def test_conditional_comments_are_closed(rendered: Rendered) -> None:
    assert rendered.html.count("<!--[if") == rendered.html.count("<![endif]") > 20


def test_no_link_is_empty_and_no_two_say_the_same_of_different_pages(rendered: Rendered) -> None:
    named: dict[str, str] = {}
    for link in page(rendered).xpath("//a"):
        words = link.text_content().strip() or link.xpath("string(.//img/@alt)")
        assert words
        assert named.setdefault(words, link.get("href")) == link.get("href")


def test_html_and_text_have_the_same_addresses(rendered: Rendered) -> None:
    in_html = {link.get("href") for link in page(rendered).xpath("//a[@href]")}
    in_text = set(re.findall(r"https?://[^\s)]+", rendered.text))
    assert in_html == in_text


def test_code_keeps_its_blank_lines_in_the_text(newsletter: Newsletter, issue: Issue) -> None:
    code = "```sql\nSELECT 1;\n\n\n\nSELECT 2;\n\n\n```"
    changed = replace(issue, intro=f"First.\n\n\n\n{code}\n\nLast.")
    made = render(changed, newsletter, Design(), folders=[TEMPLATES]).text
    assert "First.\n\n    SELECT 1;\n\n\n\n    SELECT 2;\n\nLast.\n\n---" in made
    assert not re.search(r"\n{3}", made.replace("1;\n\n\n\n", ""))


@pytest.mark.parametrize("word", ["word", "слово", "`a_long_name_of_some_function(x)`"])
def test_no_line_is_longer_than_servers_take(
    issue: Issue, newsletter: Newsletter, word: str
) -> None:
    words = " ".join([word] * 400) + " {subscriber.name|my dear reader} " * 40
    made = replace(with_posts(issue, post(word * 8, words)), intro=words)
    html = render(made, newsletter, Design(), folders=[TEMPLATES]).html
    assert max(len(line.encode()) for line in html.split("\n")) <= 998  # RFC 5322 2.1.1
    [intro] = lxml.html.document_fromstring(html).find_class("intro")
    assert intro.text_content().split() == words.replace("`", "").split()
    assert html.count("{subscriber.name|my dear reader}") == 40


def test_text_is_free_of_markup_and_keeps_money(rendered: Rendered) -> None:
    assert not re.search(r"</?[a-z]|&(amp|lt|#\d+);", rendered.text)
    assert "from $10 to $5;" in rendered.text
    assert "from O(N²) to O(N)" in rendered.text
    assert "`vllm serve`" in rendered.text
    assert max(map(len, rendered.text.splitlines())) <= 110  # the longest is an address
    assert "\u2068كيف يعمل الانتباه في النماذج اللغوية\u2069" in rendered.text


def test_code_and_formulas_are_set(rendered: Rendered) -> None:
    titles = {t.text_content(): t for t in page(rendered).xpath("//h2|//h3")}
    code = titles["Why vllm serve Works on Day Zero (and What It Takes to Make It Fast)"]
    assert code.xpath(".//code/text()") == ["vllm serve"]
    assert titles["Flash Attention, from O(N2) to O(N)"].xpath(".//sup/text()") == ["2"]
    assert "<code" in rendered.html
    assert "\\binom{n}{2}</code>" in rendered.html


def test_what_is_unknown_leaves_no_trace(rendered: Rendered) -> None:
    kickers = [
        " ".join(p.text_content().split()) for p in page(rendered).xpath("//p[@class='meta']")
    ]
    assert kickers == [
        "Issue 9 · 23 Feb – 1 Mar 2026",
        "M. Jawad · 23 min · 27 Feb",
        "A. Jha",
        "M. Jawad · 20 min · 14 Feb",
        "Field notes",
        "ليلى · 7 min · 30 Dec 2025",
        "Field notes",
        "Field notes",
        "Field notes · 1 min",
        "Field notes · 2 min",
    ]


def test_a_title_without_address_is_no_link(rendered: Rendered) -> None:
    title = next(t for t in page(rendered).xpath("//h3") if "four evals" in t.text_content())
    assert title.xpath(".//a") == []


def test_the_lead_alone_says_where_it_is_read(rendered: Rendered) -> None:
    assert rendered.html.count("Read on ") == 1
    assert "Read on mdjawad.example.org" in rendered.html


def test_titles_of_other_scripts_are_isolated_and_say_their_language(rendered: Rendered) -> None:
    links = {a.text_content(): a for a in page(rendered).xpath("//h3/a")}
    arabic = links["كيف يعمل الانتباه في النماذج اللغوية"]
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")
    assert arabic.getparent().get("dir") == "rtl"
    assert links["注意力机制的演变 👩‍💻"].get("lang") == "zh-Hans"


def test_items_past_the_full_ones_are_listed_by_title(rendered: Rendered) -> None:
    assert "Also worth your time" in rendered.html
    briefs = page(rendered).xpath("//h3[@class='brief']")
    assert [b.text_content() for b in briefs] == ["Brief number 1", "Brief number 2"]


def test_a_single_post_makes_a_whole_issue(
    issue: Issue, newsletter: Newsletter, design: Design
) -> None:
    done = render(with_posts(issue, post()), newsletter, design, folders=[TEMPLATES])
    assert "Also worth" not in done.html
    assert page(done).xpath("count(//h3)") == 0


def test_links_of_the_footer_stand_only_where_there_is_something_behind_them(
    issue: Issue, newsletter: Newsletter, design: Design
) -> None:
    bare = Newsletter(title="A Letter", sender="a@example.org")
    done = render(with_posts(issue, post(url=None)), bare, design, folders=[TEMPLATES])
    assert page(done).xpath("//a/@href") == ["{unsubscribe_url}"]
    assert done.text.endswith("Unsubscribe: {unsubscribe_url}\n")
    assert "You get A Letter because you asked for it." in done.html
    assert "http" not in done.text


def test_the_unsubscribe_address_keeps_its_placeholder(rendered: Rendered) -> None:
    assert 'href="https://example.org/unsubscribe?to={email}&amp;list=weekly"' in rendered.html
    assert "https://example.org/unsubscribe?to={email}&list=weekly" in rendered.text


def test_merge_tags_work_in_the_editors_words_and_links(
    issue: Issue, newsletter: Newsletter, design: Design
) -> None:
    words = (
        "Hi {subscriber.name|l'ami}, [leave]({unsubscribe_url}) or `{subscriber.email}`. {web_url}"
    )
    made = replace(with_posts(issue, post()), subject=words, intro=words)
    for letter in (newsletter, replace(newsletter, unsubscribe_url=None, web_url=None)):
        done = render(made, letter, design, folders=[TEMPLATES])
        intro = page(done).xpath("//div[contains(@class, 'intro')]")[0]
        own = letter.unsubscribe_url or "{unsubscribe_url}"
        web = "https://example.org/digest/2026-W09" if letter.web_url else "{web_url}"
        assert intro.xpath(".//a/@href") == [own]
        assert "{subscriber.name|l'ami}" in intro.text_content()
        assert intro.text_content().endswith(web)
        assert "&#123;subscriber.email}</code>" in done.html
        assert f"leave ({own})" in " ".join(done.text.split())
        assert "`{\u2060subscriber.email}`" in " ".join(done.text.split())
        assert done.subject == words


def test_a_post_that_speaks_of_merge_tags_has_none(
    issue: Issue, newsletter: Newsletter, design: Design
) -> None:
    words = "{unsubscribe_url} {subscriber.name|there} `{web_url}` {$\\text{subscriber.name}$} {a}"
    bad = post(
        words,
        words,
        authors=(words,),
        url="https://example.org/{web_url}/?a={subscriber.name|there}",
        image=Image("https://example.org/{web_url}.png", words),
    )
    done = render(with_posts(issue, bad, bad), newsletter, design, folders=[TEMPLATES])
    assert not TAG.search(done.html.replace("{email}", ""))
    assert not TAG.search(done.text)
    read = "{unsubscribe_url} {subscriber.name|there} {web_url} {subscriber.name} {a}"
    assert page(done).xpath("normalize-space(//h2)") == read
    assert page(done).xpath("string(//img/@alt)") == words
    assert words.replace("$\\text{subscriber.name}$", "subscriber.name") in (
        " ".join(done.text.replace("\u2060", "").split())
    )
    links = {unquote(link) for link in page(done).xpath("//h2/a/@href|//h3/a/@href")}
    assert links == {"https://example.org/{web_url}/?a={subscriber.name|there}"}


def test_rendering_twice_gives_the_same_bytes_under_any_hash_seed() -> None:
    script = (
        "import sys; sys.path.insert(0, 'tests/render'); import conftest, hashlib\n"
        "from digest.config.settings import Design, Newsletter\n"
        "made = conftest.make_issue(conftest.make_item(conftest.make_post('a `b` $x^2$', 'c')))\n"
        "done = conftest.render(made, Newsletter('T', 't@example.org'), Design(),"
        " folders=[conftest.TEMPLATES])\n"
        "print(hashlib.sha256((done.html + done.text).encode()).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed},
            cwd=TEMPLATES.parent,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_importing_the_renderer_imports_nothing_heavy() -> None:
    script = (
        "import sys, digest.render.issue, digest.render.mime\n"
        "heavy = {'premailer', 'cssutils', 'requests', 'lxml', 'jinja2', 'mjml', 'markdown_it'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "</mj-text></mj-column>",
        "{{ 7 * 7 }} {% raw %}",
        "a < b > c & d -- e --> ]]>",
        "NUL \x00 and \x0b and \ud800",
        "mark \ue000x:1\ue001",
        '" onmouseover="x',
    ],
)
def test_what_posts_say_is_text_wherever_it_stands(
    issue: Issue, newsletter: Newsletter, design: Design, hostile: str
) -> None:
    bad = post(
        hostile,
        hostile,
        authors=(hostile,),
        language=hostile,
        image=Image("https://e.example/i.png", hostile),
    )
    made = with_posts(issue, bad, bad)
    made = replace(made, title=hostile, subject=hostile, preheader=hostile, intro=hostile)
    made = replace(made, sections=(replace(made.sections[0], title=hostile),))
    done = render(made, newsletter, design, folders=[TEMPLATES])
    assert page(done).xpath("//script|//@onmouseover") == []
    assert "49" not in page(done).xpath("string(//h2)")
    cleaned = " ".join(re.sub("[\x00\ud800]", "", hostile).split())
    assert " ".join(page(done).xpath("string(//h2)").split()) == cleaned
    assert " ".join(page(done).xpath("string(//img/@alt)").split()) == cleaned


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40), st.text(max_size=120))
def test_any_title_and_summary_can_be_rendered(title: str, summary: str) -> None:
    items = tuple(Item(post(title, summary), title, summary) for _ in range(2))
    window = between(date(2026, 2, 23), date(2026, 3, 2), ZoneInfo("UTC"))
    made = Issue("i", 1, title, title, summary, window, (Section(title, items),), summary)
    done = render(made, Newsletter("T", "t@example.org"), Design(), folders=[TEMPLATES])
    assert page(done).xpath("//h3")
    assert "\x00" not in done.html + done.text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/a"]
)
def test_an_address_that_is_not_of_the_web_is_no_link(
    issue: Issue, newsletter: Newsletter, design: Design, url: str
) -> None:
    bad = with_posts(issue, post(url=url, image=Image(url, "x")), post(url=url))
    done = render(bad, newsletter, design, folders=[TEMPLATES])
    assert f'"{url}"' not in done.html
    assert page(done).xpath("//img") == []


def test_dark_mode_is_told_in_both_ways(rendered: Rendered) -> None:
    assert '<meta name="color-scheme" content="light dark">' in rendered.html
    assert rendered.html.count("prefers-color-scheme: dark") == 1
    assert "[data-ogsc]" in rendered.html
    assert "[data-ogsb]" in rendered.html


def test_the_preheader_is_there_and_hidden(rendered: Rendered) -> None:
    first = page(rendered).xpath("//div[@class='preheader']")[0]
    assert first.text == "An event log, a calculator, and what they cost."
    assert "display:none" in first.get("style").replace(" ", "")


def test_a_right_to_left_letter_runs_right_to_left(
    issue: Issue, newsletter: Newsletter, design: Design
) -> None:
    arabic = replace(newsletter, language="ar-EG")
    done = page(render(issue, arabic, design, folders=[TEMPLATES]))
    assert (done.get("lang"), done.get("dir")) == ("ar-EG", "rtl")
    assert done.xpath("//td[.//p[@class='foot']]/@align")[-1] == "right"


def test_twenty_rich_posts_stay_below_what_gmail_clips(
    issue: Issue, newsletter: Newsletter
) -> None:
    rich = [post(f"Title {n} with `code`", "Words and more words. " * 12) for n in range(20)]
    done = render(with_posts(issue, *rich), newsletter, Design(full_items=20), folders=[TEMPLATES])
    assert len(done.html.encode()) < 60_000


def test_code_and_prose_of_the_editor_arrive_with_every_space_and_line(
    issue: Issue, newsletter: Newsletter, design: Design
) -> None:
    code = "    @cache\n    def f():\n\n        return 1\n\tx = 2  # y\n\nclass  A: pass"
    intro = f"*one*\n*two*\n`three`\n$x^2$\n\n```python\n{code}\n```"
    made = replace(with_posts(issue, post()), intro=intro)
    done = page(render(made, newsletter, design, folders=[TEMPLATES]))
    assert done.xpath("//pre")[0].text_content() == code
    assert done.xpath("//div[contains(@class, 'intro')]/p")[0].text_content() == "one two three x2"


def test_colours_of_code_stand_in_the_style_and_for_the_dark_in_the_head(
    issue: Issue, newsletter: Newsletter, design: Design
) -> None:
    made = replace(with_posts(issue, post()), intro="```python\nif 1: 'a'  # b\n```")
    done = render(made, newsletter, design, folders=[TEMPLATES])
    styles = {s.get("class"): s.get("style") for s in page(done).xpath("//pre//span")}
    assert set(styles) == {"hk", "hn", "hs", "hc"}
    assert all(re.fullmatch("color:#[0-9a-f]{6}", style) for style in styles.values())
    for name in styles:
        assert re.search(
            rf"\[data-ogsc\] \.{name} {{ color: #[0-9a-f]{{6}} !important; }}", done.html
        )
    assert "pre-wrap" in page(done).xpath("//pre/@style")[0]


def test_outlook_may_break_long_words_anywhere_and_others_where_parts_meet(
    issue: Issue, newsletter: Newsletter, design: Design
) -> None:
    made = with_posts(issue, post("On transformers.models.llama.LlamaForCausalLM"))
    done = render(made, newsletter, design, folders=[TEMPLATES]).html
    assert "<!--[if mso]><style>.long { word-break: break-all; }</style><![endif]-->" in done
    assert '<span class="long">transformers.<wbr>models.<wbr>llama.<wbr>Llama<wbr>For' in done
