"""A hostile email in the page: nothing of it runs, leaves its frame, or learns anything."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from string import ascii_letters, digits

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.preview.served import ISSUE, Served, email, is_live

pytestmark = pytest.mark.browser

PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="
HOSTILE = f"""<!doctype html><html lang="en" onclick="ran()"><head>
<meta name="color-scheme" content="light dark">
<base href="OUTSIDE/base/" target="_top">
<meta http-equiv="refresh" content="0;url=OUTSIDE/refresh">
<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline' *">
<link rel="stylesheet" href="OUTSIDE/style.css"><link rel="prefetch" href="OUTSIDE/prefetch">
<link rel="preconnect" href="OUTSIDE"><link rel="dns-prefetch" href="OUTSIDE">
<style>
@import "OUTSIDE/import.css";
@font-face {{ font-family: spy; src: url(OUTSIDE/font) }}
body {{ margin: 0; background: #fff url(OUTSIDE/background.png); font-family: spy }}
[data-dg^="i"] {{ background: url(OUTSIDE/anchor) }}
SPIES
</style></head><body onload="ran()" background="OUTSIDE/body.png">
<h1>Hostile</h1><p id="link"><a href="link">link</a></p>
<script>ran()</script><script nonce="NONCE">ran()</script><script nonce="">ran()</script>
<script src="/static/app.js"></script><script src="OUTSIDE/script.js"></script>
<script type="module">import "OUTSIDE/module.js"</script>
<img src="OUTSIDE/pixel.gif" onerror="ran()" alt="the pixel" srcset="OUTSIDE/srcset.gif 2x">
<img src="{PIXEL}" onload="ran()" alt="of its own"><img src="http://[" onerror="ran()" alt="x">
<picture><source srcset="OUTSIDE/source.gif"><img alt="picture"></picture>
<video src="OUTSIDE/video" poster="OUTSIDE/poster" autoplay></video>
<audio src="OUTSIDE/audio"></audio>
<svg onload="ran()"><script>ran()</script>
<image href="OUTSIDE/svg"/><use href="OUTSIDE/use#x"/></svg>
<iframe src="OUTSIDE/frame"></iframe><iframe srcdoc="<script>parent.ran()</script>"></iframe>
<object data="OUTSIDE/object"></object><embed src="OUTSIDE/embed">
<form action="OUTSIDE/form"><input name="a" autofocus onfocus="ran()"><button>send</button></form>
<form action="/api/i/{ISSUE}/rebuild" method="post" target="_top"><button>rebuild</button></form>
<details open ontoggle="ran()"><summary>s</summary></details>
<a href="javascript:ran()">run</a><p style="background: url(OUTSIDE/inline)">styled</p>
</body></html>"""

SPIES = "".join(
    f'[nonce^="{letter}"] {{ display: block; background: url(OUTSIDE/nonce/{letter}) }}'
    for letter in f"{ascii_letters}{digits}_-"
)


class World:
    """A server of somebody else, and what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.page = "outside"
        world = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                world.asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(world.page.encode())

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    with world.http as http:
        threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
        yield world
        http.shutdown()


@pytest.fixture
def hostile(editor: Served, world: World) -> Served:
    """A preview of a hostile email."""
    html = HOSTILE.replace("SPIES", SPIES).replace("OUTSIDE", world.url)
    (editor.issue / "issue.html").write_text(html, "utf-8")
    return editor


def marks_what_runs(page: Page) -> None:
    page.add_init_script("window.ran = () => document.documentElement.setAttribute('ran', '')")


@pytest.mark.parametrize("images", ["local", "off", "remote"])
@pytest.mark.usefixtures("noise")
def test_it_runs_nothing_and_asks_for_nothing_but_the_images_that_were_wanted(
    hostile: Served, page: Page, world: World, images: str
):
    marks_what_runs(page)
    page.goto(f"{hostile.url}?images={images}&w=700&zoom=100")
    is_live(page)
    html = email(page).locator("html")
    expect(email(page).locator("h1")).to_have_text("Hostile")
    for name in ("send", "rebuild"):
        email(page).get_by_role("button", name=name).click(force=True)
    email(page).get_by_text("run", exact=True).evaluate("e => e.target = '_self'")
    email(page).get_by_text("run", exact=True).click()
    email(page).get_by_text("styled").click()
    assert html.get_attribute("ran") is None
    assert html.evaluate("() => self.origin") == "null"
    assert page.url.startswith(hostile.url)
    if images == "remote":
        assert {"/pixel.gif", "/background.png", "/inline"} <= set(world.asked)
        wanted = r"/(pixel|srcset|source)\.gif|/(background|body)\.png|/(inline|anchor|poster|svg)"
        assert [path for path in world.asked if not re.fullmatch(wanted, path)] == []
    else:
        assert world.asked == []
        pixel = email(page).get_by_role("img", name="the pixel")
        assert pixel.evaluate("e => [e.alt, e.naturalWidth]") == ["the pixel", 0]
    own = email(page).get_by_role("img", name="of its own")
    assert own.evaluate("e => e.naturalWidth") == (0 if images == "off" else 1)


@pytest.mark.usefixtures("noise")
def test_an_address_of_the_frame_by_itself_is_as_safe(hostile: Served, page: Page, world: World):
    marks_what_runs(page)
    page.goto(hostile.url.replace("/i/", "/frame/"))
    assert page.evaluate("self.origin") == "null"
    assert page.locator("script[src*=frame], script:text('postMessage')").count() == 0
    page.get_by_role("button", name="send").click(force=True)
    page.get_by_text("styled").click()
    assert page.locator("html").get_attribute("ran") is None
    assert world.asked == []


def test_a_nonce_is_of_one_answer_and_none_of_the_emails(hostile: Served, page: Page):
    nonces = set()
    for _ in range(2):
        answer = page.request.get(
            hostile.url.replace("/i/", "/frame/"), headers={"Sec-Fetch-Dest": "iframe"}
        )
        nonces |= set(re.findall(r"'nonce-([^']+)'", answer.headers["content-security-policy"]))
        assert "x-digest-token" not in answer.text().lower()
    assert len(nonces) == 2
    assert min(map(len, nonces)) >= 22


@pytest.mark.usefixtures("noise")
def test_the_token_is_in_no_address_and_in_no_frame(hostile: Served, page: Page):
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(hostile.url)
    is_live(page)
    token = page.locator("meta[name=digest-token]").get_attribute("content")
    assert token
    for key in "23456":
        page.keyboard.press(key)
    page.keyboard.press("1")
    assert token not in email(page).locator("html").inner_html()
    assert [each for each in addresses if token in each] == []


@pytest.mark.usefixtures("noise")
def test_a_link_opens_a_tab_that_knows_nothing_of_the_preview(
    hostile: Served, page: Page, world: World
):
    link = f'<!doctype html><h1>Hostile</h1><a target="_top" href="{world.url}/link">go</a>'
    (hostile.issue / "issue.html").write_text(link, "utf-8")
    page.goto(f"{hostile.url}?w=700&zoom=100")
    with page.context.expect_page() as popup:
        email(page).get_by_text("go").click()
    assert popup.value.evaluate("[window.opener, document.referrer]") == [None, ""]
    assert page.url.startswith(hostile.url)
    assert "/link" in world.asked


CLOBBERING = """<!doctype html><img name=querySelectorAll><img name=addEventListener>
<img name=documentElement><img name=readyState><form name=URL></form><form name=location></form>
<p id=addEventListener></p><p id=parent></p><p id=scrollTo></p>
<form data-dg="ANCHOR"><input name=parentElement><input name=getAttribute><input name=dataset>
<input name=setAttribute><input name=scrollIntoView>
<b style="position: fixed; inset: 0">WORDS</b></form>"""


@pytest.mark.usefixtures("noise")
def test_names_in_it_do_not_reach_our_script(editor: Served, page: Page):
    html = editor.issue / "issue.html"
    posts = page.request.get(f"{editor.site}/api/i/{ISSUE}/posts").json()
    anchor = posts["items"][1]["anchor"]
    email_of = CLOBBERING.replace("ANCHOR", anchor).replace
    html.write_text(email_of("WORDS", "First words"), "utf-8")
    page.goto(f"{editor.url}?w=700&zoom=100&post={anchor}")
    is_live(page)
    expect(email(page).locator("b")).to_have_text("First words")
    page.locator("#shown iframe").click()
    expect(page.locator("#items [aria-current]")).to_contain_text("Post 13")
    page.keyboard.press("k")
    page.keyboard.press("j")
    expect(email(page).locator("form[data-dg-shown]")).to_be_attached()
    html.write_text(email_of("WORDS", "Other words"), "utf-8")
    expect(page.locator("#shown iframe[src*='n=']:not(.coming)")).to_be_visible()
    expect(email(page).locator("b")).to_have_text("Other words")


@pytest.mark.usefixtures("noise")
def test_frame_in_which_nothing_runs_is_shown_all_the_same(editor: Served, page: Page):
    def dumb(route: Route) -> None:
        answer = route.fetch()
        body = re.sub("<script.*?</script>", "", answer.text(), count=1, flags=re.DOTALL)
        route.fulfill(response=answer, body=body)

    page.route("**/frame/**", dumb)
    page.goto(f"{editor.url}?w=700")
    is_live(page)
    page.keyboard.press("d")
    frame = page.locator("iframe[src*='scheme=dark']:not(.coming)")
    expect(frame).to_be_visible()
    expect(page.locator("#shown iframe")).to_have_count(1)


def test_only_frames_of_the_page_are_listened_to(editor: Served, page: Page, world: World):
    page.goto(editor.url)
    is_live(page)
    words = {"type": "key", "key": "x", "ctrlKey": False, "metaKey": False, "altKey": False}
    page.evaluate("words => window.postMessage(words, '*')", words)
    page.evaluate(
        """async words => {
            const frame = document.createElement("iframe");
            frame.sandbox = "allow-scripts";
            frame.srcdoc = "not of the page";
            document.body.append(frame);
            await new Promise(done => frame.onload = done);
            dispatchEvent(new MessageEvent("message", {source: frame.contentWindow, data: words}));
            dispatchEvent(new MessageEvent("message", {data: words}));
        }""",
        words,
    )
    page.keyboard.press("j")
    expect(page.locator("#items > li")).to_have_count(12)
    expect(page.locator("#items > li").first).to_contain_text("Post 14")
    assert "drop =" not in (editor.issue / "issue.toml").read_text("utf-8").replace("# drop", "")


@pytest.mark.usefixtures("noise")
def test_a_page_of_somebody_else_cannot_put_it_into_a_frame_or_ask_it(
    editor: Served, page: Page, world: World
):
    world.page = (
        f'<iframe id="page" src="{editor.url}"></iframe>'
        f'<iframe id="email" src="{editor.url.replace("/i/", "/frame/")}"></iframe>'
        f'<img src="{editor.site}/api/i/{ISSUE}/source" onload="this.id = \'seen\'">'
        f'<script src="{editor.site}/static/app.js" onload="document.title = \'ran\'"></script>'
        f'<form method="post" enctype="text/plain" target="answer" '
        f'action="{editor.site}/api/i/{ISSUE}/curation"><input name="{{" value="}}"></form>'
        f'<iframe name="answer"></iframe>'
    )
    page.goto(world.url, wait_until="load")
    for frame in page.frames[1:3]:
        assert "Post 14" not in frame.content()
    assert (page.locator("#seen").count(), page.title()) == (0, "")
    with page.expect_response(lambda answer: answer.url.endswith("/curation")) as answer:
        page.evaluate("document.forms[0].submit()")
    assert answer.value.status == 403
    ask = "url => fetch(url).then(answer => answer.status, error => error.name)"
    assert page.evaluate(ask, f"{editor.site}/api/i/{ISSUE}") == "TypeError"
    assert page.evaluate(ask, f"{editor.site}/events") == "TypeError"
    page.goto(editor.url)
    assert page.evaluate(ask, f"{editor.site}/api/i/{ISSUE}") == 200
    email(page).get_by_role("heading", name="Post 14").wait_for()
