"""`digest export --to page`: one file that says all, the same every time, and trusts nothing."""

import re
from html import unescape

import pytest


@pytest.fixture
def exported(built):
    """Exports the issue; gives the page and what stands in its frames."""

    def export():
        ran = built.run("export", "--to", "page", "-o", str(built.folder / "page.html"))
        assert ran.code == 0, ran.err
        page = (built.folder / "page.html").read_text("utf-8")
        frames = [unescape(found) for found in re.findall(r'srcdoc="([^"]*)"', page)]
        return page, frames

    return export


def test_page_has_every_width_and_scheme_text_and_findings(built, exported):
    built.write("issues/2026-03/intro.md", "See [click here](https://plain.example.net/) first.\n")
    built.run("build", "--month", "2026-03")
    page, frames = exported()
    names = re.findall(r'title="The email, (\w+), (\d+) pixels wide"', page)
    assert names == [(scheme, width) for scheme in ("light", "dark") for width in ("375", "700")]
    assert all("What a queue forgets" in frame for frame in frames)
    assert "(min-width:0)" in frames[2]  # the rules for dark apply, whatever the reader prefers
    assert "What a queue forgets\n" in page
    for told in ("DG304 link-text", "templates/weekly/", "Gmail on a phone", "A Letter"):
        assert told in page


def test_page_is_the_same_twice(exported):
    assert exported() == exported()


def test_page_has_no_script_and_asks_for_nothing(exported):
    page, frames = exported()
    assert "<script" not in page
    assert "default-src &#39;none&#39;" in page
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page
    loads = r"<(?:link|img|script|iframe)[^>]*(?:src|href)=\"(?!data:)"
    assert not [each for each in (page, *frames) if re.search(loads, each)]


def test_picture_in_the_issue_s_folder_is_in_the_file(built, exported):
    html = built.folder / "issues/2026-03/issue.html"
    (built.folder / "issues/2026-03/dot.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'/>"
    )
    html.write_text(
        html.read_text("utf-8").replace("</body>", '<img src="dot.svg" alt="x"></body>')
    )
    _, frames = exported()
    assert all('src="data:image/svg+xml;base64,' in frame for frame in frames)


def test_words_of_a_post_stay_words(built, exported):
    built.write("issues/2026-03/issue.toml", 'subject = "</style><script>alert(1)</script>"\n')
    built.run("build", "--month", "2026-03")
    page, _ = exported()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
