"""Code, formulas, long words and other scripts in every design, in a real browser."""

from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser

from digest.config.settings import Design, Newsletter
from digest.core.colour import READABLE, contrast
from digest.core.model import Item, Section
from digest.render.issue import render
from tests.render.conftest import TEMPLATES, make_issue, make_item, make_post

pytestmark = pytest.mark.browser

DESIGNS = sorted(folder.name for folder in TEMPLATES.iterdir() if folder.is_dir())
CODE = """@cache
def load(path: str = "a/very/long/path/without/any/space/in/it/at/all/to/be/found.txt") -> int:
    # how many

    return len(open(path).read()) * 1024"""
LONG = "transformers.models.llama.modeling_llama.LlamaForCausalLM.from_pretrained"
INTRO = f"""`{LONG}` in $\\sum_{{i=1}}^n \\frac{{x_i}}{{\\sqrt{{d_k}}}}$, for $5 and $10.

```python
{CODE}
```

- <https://example.org/{LONG}/{LONG}>
"""
LETTER = Newsletter(
    "Systems & Models",
    "a@example.org",
    url="https://example.org/",
    unsubscribe_url="https://example.org/u?to={email}",
)
COLOURS = """() => {
  const hex = colour => '#' + colour.match(/\\d+/g).slice(0, 3)
    .map(channel => (+channel).toString(16).padStart(2, '0')).join('');
  return [...document.querySelectorAll('pre code, pre span')].map(element =>
    [hex(getComputedStyle(element).color),
     hex(getComputedStyle(element.closest('code')).backgroundColor)]);
}"""


def post(title: str, summary: str, language: str | None = None) -> Item:
    return make_item(make_post(title, summary, language=language))


def letter(design: str, language: str) -> str:
    items = (
        post(f"Why {LONG} leaks", f"See https://example.org/{LONG} and `{LONG}`; “curly” …"),
        post(f"From $O(N^2)$ to `{LONG}`", "x" * 200),
        post("注意力机制的演变：从二次方到线性" * 4, "每个词元的缓存都有它的价格。" * 8, "zh"),
        post("كيف يعمل $O(N^2)$ في GPT-4 و `softmax(x)`", "شرح قصير لآلية الانتباه.", "ar"),
        post(f"{LONG}", ""),
    )
    made = make_issue(sections=(Section(None, items[:1]), Section("S", items[1:])), intro=INTRO)
    newsletter = replace(LETTER, language=language)
    return render(made, newsletter, Design(design), folders=[TEMPLATES]).html


@pytest.fixture
def shown(browser: Browser, request: pytest.FixtureRequest) -> Any:
    width, scheme, design, language = request.param
    page = browser.new_page(
        viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True
    )
    page.set_content(letter(design, language))
    yield page
    page.close()


EVERYWHERE = [
    (width, scheme, design, language)
    for design in DESIGNS
    for width, scheme, language in ((320, "light", "en"), (320, "dark", "ar"), (700, "dark", "en"))
]


@pytest.mark.parametrize("shown", EVERYWHERE, indirect=True, ids=str)
def test_code_and_long_words_fit_and_can_be_read(shown: Any) -> None:
    width = shown.viewport_size["width"]
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    wide = shown.evaluate(
        "w => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() &&"
        " (e.getBoundingClientRect().right > w + 0.5 || e.getBoundingClientRect().left < -0.5))"
        ".map(e => e.outerHTML.slice(0, 80))",
        width,
    )
    assert wide == []
    pairs = {tuple(pair) for pair in shown.evaluate(COLOURS)}
    assert len(pairs) >= 5
    assert {pair for pair in pairs if contrast(*pair) < READABLE} == set()


@pytest.mark.parametrize("shown", EVERYWHERE[:1], indirect=True, ids=str)
def test_code_is_copied_as_it_was_written(shown: Any) -> None:
    assert shown.locator("pre").first.evaluate("e => e.innerText") == CODE
    titles = shown.locator("h2, h3").all_inner_texts()
    assert f"Why {LONG} leaks" in titles
