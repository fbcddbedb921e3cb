"""What the checks work out of colours and sizes is what a browser shows, as far as they say it."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from digest.app.mails import of_file
from digest.core.mail import page as tree
from digest.core.mail.computed import Style
from digest.core.mail.legibility import faint, shades
from digest.core.mail.media import DESK, PHONE, Screen
from tests.e2e.matrix.cells import DESIGNS
from tests.e2e.matrix.examine import axe_source
from tests.e2e.matrix.letters import html

HERE = Path(__file__).parent
COMPUTED = (HERE / "computed.js").read_text("utf-8")
MAILS = HERE.parent / "data/mails"
SCREENS = [Screen(), Screen("dark"), Screen(width=PHONE), Screen("dark", PHONE)]
AXE = """async () => {
  const only = {type: 'rule', values: ['color-contrast']};
  const {violations} = await axe.run(document, {runOnly: only, elementRef: true});
  return violations.flatMap(rule => rule.nodes.map(node => node.element.dataset.n));
}"""
FORMS = """<!DOCTYPE html><html lang="en"><head><title>x</title><style>
  :root { color-scheme: light dark }
  p { color: #444 } p.a { color: #777f } #b { color: rgb(200 30 30 / 50%) } div p.c { color: red }
  [title=d] { color: hsl(200, 50%, 60%) !important } td > p { color: hsla(200deg 50% 20% / .8) }
  .e, .never:hover { color: oklch(60% .1 200) } :is(.f) { color: lab(50% 20 30) }
  .g { background: #0006; color: white } .g .g { background: rgba(255, 0, 0, .3) }
  .h { font: bold 90%/1.4 Georgia, serif } .h b { font-size: larger; font-weight: lighter }
  .i { background: url(x.png) #fff no-repeat, #333 } .j { color: #12345; color: nonsense }
  .k { font-size: 1.2rem } .k em { font-size: 80%; color: currentcolor } .l { color: inherit }
  .m { background: inherit } .n { background-color: currentcolor } .o { all: nonsense }
  @media (max-width: 500px) { .k { font-size: 11px; color: navy } }
  @media screen and (min-width: 501px), print { .h { color: purple } }
  @media not all and (max-width: 500px) { .p { color: teal } }
  @media print { p { color: lime !important } }
  @media (prefers-color-scheme: dark) { p { color: silver } .q { background: #222 !important } }
  @media (prefers-color-scheme: dark) and (max-width: 500px) { .q { color: gold } }
</style><style media="screen and (max-width: 500px)">.r { color: olive }</style></head>
<body bgcolor="eeeeff" text="#202020" link="maroon">
x <p>p</p><p class="a">a</p><p id="b" class="a">b</p><div><p class="c a">c</p></div>
<p title="d" style="color: red">d</p><p title="d" style="color: blue !important">d</p>
<table bgcolor="#abc"><tr bgcolor="yellow"><td>t<p>p</p><font color="c00000" size="2">f</font>
<font color="c00">x</font></td><td bgcolor="#ffffff80">8</td>

<th background="x.png">hid</th><th>th</th><td bgcolor=transparent><a href="#">link</a> <a>no</a>
</td></tr></table><p class="e">e</p><p class="f">f</p><div class="g">g<div class="g">gg</div></div>
<div class="h">h <b>b</b><small>s<small>s</small></small><sup>2</sup></div><div class="i">no
<span style="background: #fed">s</span></div><p class="j">j</p><div class="k">k <em>em</em></div>
<a href="#" class="l">l</a><div class="q">q<div class="m">m</div><p class="n">n</p></div>
<h1>1</h1><h2>2 <code>code</code></h2><h3>3</h3><h4>4</h4><h5>5</h5><h6>6</h6><big>big</big>
<pre>pre <tt>tt</tt></pre><code style="font-size: 15px">c</code><pre style="font-size:1em">p</pre>
<div style="font-size:14px"><code>c <b style="font-family: serif">b</b></code></div><mark>m</mark>
<div style="font-size: 12pt">pt<i style="font-size: x-large">x <u style="font-size: smaller">s</u>
</i><i style="font-size: calc(1em + 2px)">calc</i></div><p class="p">p</p><p class="r">r</p>
<div style="opacity: .5">veil</div><div style="position: absolute; top: 0">over</div>
<div style="background: linear-gradient(red, blue)">gradient</div><p class="o" hidden>o</p>
<div style="background: no-repeat">none</div><div style="background-color: #1234">4</div>
<p style="COLOR: Transparent">t</p><p style="color: var(--x, red)">var</p><strong>s</strong>
</body></html>"""
SEEDS = "".join(
    f'<div style="background: {ground}; {style}"><span style="color: {colour}">Words to read</span>'
    "</div>"
    for ground in ("#ffffff", "#777777", "navy", "hsl(50 80% 80%)", "rgba(0, 0, 0, .6)")
    for colour in ("#888", "#767676", "white", "rgb(0 0 0 / 55%)", "#c00", "hsl(210, 60%, 50%)")
    for style in ("", "font-size: 24px", "font: bold 14pt serif", "font-size: 18px")
)
LOW = f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>{SEEDS}</body></html>'


def foreign() -> dict[str, str]:
    mails = {path.name: of_file(path) for path in sorted(MAILS.iterdir())}
    return {name: mail.html for name, mail in mails.items() if mail.html}


PAGES = {
    "forms": FORMS,
    "low": LOW,
    **{design: html(design, 12, "en") for design in DESIGNS},
    **foreign(),
}


def numbered(source: str) -> str:
    """The page as browser and checks are to see it alike, with a number at each element."""
    from lxml.html import tostring

    root = tree.Page(source).root
    for number, element in enumerate(root.iter("*")):
        element.set("data-n", str(number))
    return "<!DOCTYPE html>" + tostring(root, encoding="unicode")


def show(browser_page: Page, source: str, screen: Screen) -> None:
    browser_page.route("**/*", lambda route: route.abort())
    browser_page.set_viewport_size({"width": screen.width, "height": 900})
    browser_page.emulate_media(color_scheme=screen.scheme)
    browser_page.set_content(source)


def far(one: list[float], other: str) -> bool:
    channels = [int(other[at : at + 2], 16) for at in (1, 3, 5)]
    return any(abs(a - b) > 1.01 for a, b in zip(one, channels, strict=True))


def differ(style: Style, seen: dict[str, Any]) -> bool:
    pair = style.pair and any(map(far, (seen["colour"], seen["ground"]), style.pair))
    size = style.size is not None and abs(style.size - seen["size"]) > 0.1
    return bool(pair or size or style.weight != seen["weight"])


def differences(source: str, shown: dict[str, Any], screen: Screen) -> list[str]:
    page = tree.Page(source)
    styles = {each.get("data-n"): style for each, style in page.looks.styles(screen).items()}
    return [
        f"{number}: {seen} is not {styles[number]}"
        for number, seen in shown.items()
        if differ(styles[number], seen)
    ]


@pytest.mark.browser
@pytest.mark.parametrize("screen", SCREENS, ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_colours_and_sizes_are_those_of_a_browser(page: Page, name: str, screen: Screen) -> None:
    source = numbered(PAGES[name])
    show(page, source, screen)
    shown = page.evaluate(COMPUTED)

    assert shown
    assert differences(source, shown, screen) == []


@pytest.mark.parametrize("design", DESIGNS)
def test_of_our_own_designs_everything_is_known(design: str) -> None:
    looks = tree.Page(PAGES[design]).looks
    unknown = [words.text for words, s in looks.texts(Screen()) if not s.pair or not s.size]

    assert unknown == []


@pytest.mark.browser
def test_what_axe_objects_to_is_found(page: Page) -> None:
    source = numbered(LOW)
    show(page, source, Screen(width=DESK))
    page.evaluate(axe_source())
    minded = set(page.evaluate(AXE))
    found = {s.within.get("data-n") for s in shades(tree.Page(source).looks) if faint(s)}

    assert len(minded) > 40
    assert minded - found == set()
