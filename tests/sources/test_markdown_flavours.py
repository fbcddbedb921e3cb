"""Which generator a folder belongs to, and the addresses that it gives.

What stands here of Hugo was compared with Hugo 0.168.
"""

from pathlib import Path

import pytest

from digest.core.model import Post, Source
from digest.core.ports import Document
from digest.sources.markdown import Adapter

SITE = "https://example.org/"
POST = "---\ntitle: 'A title: so & so'\ndate: 2026-02-05\n---\nText.\n"


class NoWeb:
    def get(self, location: str, *, allow_private: bool = False) -> Document:
        raise AssertionError("a folder needs no web")


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def read(folder: Path, flavour: str = "auto", permalink: str = "") -> list[Post]:
    source = Source("s", "markdown", str(folder), base_url=SITE, timezone="UTC")
    return list(Adapter(source, NoWeb(), permalink=permalink, flavour=flavour).posts())


def urls(folder: Path, **options: str) -> list[str]:
    return [(post.url or "").removeprefix(SITE) for post in read(folder, **options)]


# Detection


@pytest.mark.parametrize(
    ("files", "below", "url"),
    [
        ({"hugo.toml": "", "content/posts/2026-02-05-x.md": POST}, "", "posts/2026-02-05-x/"),
        ({"hugo.yaml": "", "content/posts/x.md": POST}, "content/posts", "posts/x/"),
        ({"config.toml": "", "content/posts/x.md": POST}, "content/posts", "posts/x/"),
        (
            {"config/_default/permalinks.toml": 'posts = "/:slug/"', "content/posts/x.md": POST},
            "content",
            "a-title-so-so/",
        ),
        ({"_config.yml": "permalink: pretty", "_posts/2026-02-05-x.md": POST}, "", "2026/02/05/x/"),
        ({"_posts/2026-02-05-x.md": POST}, "_posts", "2026/02/05/x.html"),
        ({"blog/_posts/2026-02-05-x.md": POST}, "", "blog/2026/02/05/x.html"),
        ({"config.toml": 'base_url = "x"', "content/a/A_b.md": POST}, "content/a", "a/a-b/"),
        ({"content/a.md": "+++\ntitle = 'A'\npath = 'p/q'\n+++\n"}, "content", "p/q/"),
        ({"pelicanconf.py": "", "content/x.md": "Title: A b\n\nText"}, "content", "a-b.html"),
        ({"x.md": "Title: A b\nDate: 2026-02-05\n\nText"}, "", "a-b.html"),
        ({"x.rst": "A b\n###\n\n:date: 2026-02-05\n\nText\n"}, "", "a-b.html"),
        ({".eleventy.js": "", "posts/2026-02-05-x.md": POST}, "posts", "posts/2026-02-05-x/"),
        ({"x.md": POST.replace("date", "tags: post\ndate")}, "", "x/"),
        ({"astro.config.ts": "", "src/content/blog/x.md": POST}, "src/content/blog", "blog/x/"),
        ({"src/pages/a/x.mdx": POST.replace("date", "pubDate")}, "src/pages", "a/x/"),
        (
            {"mkdocs.yml": "", "docs/blog/posts/x.md": POST},
            "docs",
            "blog/2026/02/05/a-title-so-so/",
        ),
        (
            {"docs/blog/posts/x.md": "---\ndate:\n  created: 2026-02-05\n---\n# A b\n"},
            "docs/blog",
            "blog/2026/02/05/a-b/",
        ),
        ({"posts/x.md": POST}, "", "posts/x/"),
    ],
)
def test_the_flavour_is_seen_in_the_folder(
    tmp_path: Path, files: dict[str, str], below: str, url: str
) -> None:
    assert urls(write(tmp_path, files) / below) == [url]


def test_the_flavour_may_be_said(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": "", "content/2026-02-05-x.md": POST})
    assert urls(tmp_path / "content", flavour="jekyll") == ["2026/02/05/x.html"]
    assert urls(tmp_path / "content", flavour="mkdocs") == ["2026/02/05/a-title-so-so/"]


def test_the_nearest_config_counts_and_none_above_the_repository(tmp_path: Path) -> None:
    files = {"hugo.toml": "", "repo/.git/HEAD": "", "repo/posts/x.md": POST}
    write(tmp_path, files)
    (named,) = read(write(tmp_path, {"repo/posts/2026-02-05-y.md": "Text."}) / "repo/posts")[:1]
    assert named.published is not None
    write(tmp_path, {"repo/hugo.toml": ""})
    (named,) = read(tmp_path / "repo/posts")[:1]
    assert named.published is None


@pytest.mark.parametrize("text", ["[", "base_url = 1\nbase_url = 2", "\x00"])
def test_a_config_that_cannot_be_read_is_told_and_says_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    write(tmp_path, {"hugo.toml": text, "content/posts/x.md": POST})
    assert urls(tmp_path) == ["posts/x/"]
    assert "hugo.toml: " in caplog.text


def test_a_program_is_read_and_never_run(tmp_path: Path) -> None:
    conf = "raise SystemExit\nARTICLE_URL = 'p/{slug}/'\nARTICLE_URL_2 = open('/')\n"
    assert urls(write(tmp_path, {"pelicanconf.py": conf, "content/x.md": POST})) == [
        "p/a-title-so-so/"
    ]


# Hugo


@pytest.mark.parametrize(
    ("config", "path", "head", "url"),
    [
        ("", "posts/a - b.md", "", "posts/a---b/"),
        ("", "posts/c++ & go.md", "", "posts/c++--go/"),
        ("", "posts/a.b.md", "slug: C++ a - b", "posts/c-a-b/"),
        ("", "posts/x.fr.md", "", "posts/x.fr/"),
        ("", "posts/x.en.md", "", "posts/x/"),
        ("", "posts/x.md", "url: a/b", "a/b/"),
        ("uglyURLs = true", "posts/a.b.md", "", "posts/a.b.html"),
        ("uglyURLs = true", "posts/x.md", "url: a/b", "a/b/"),
        ("disablePathToLower = true", "Posts/A.md", "", "Posts/A/"),
        ("removePathAccents = true", "posts/\u00dcn\u00ef.md", "", "posts/uni/"),
        ("[languages.fr]", "posts/x.fr.md", "", "fr/posts/x/"),
        ("[languages.fr]", "posts/x.fr.md", "url: /a/", "a/"),
        ("[languages.fr]", "posts/x.fr.md", "url: a/", "fr/a/"),
        ("defaultContentLanguageInSubdir = true", "posts/x.md", "", "en/posts/x/"),
        ("[permalinks]\nposts = '/:title'", "posts/x.md", "title: a/b \u2013 C++", "a-b-c/"),
        ("[permalinks]\nposts = '/:filename'", "posts/c++ & go.md", "", "c-go/"),
        ("[permalinks.page]\nposts = '/:sections/:slug/'", "posts/a/b/x.md", "slug: s", "posts/s/"),
        ("[permalinks]\nposts = '/:sections/:slug/'", "posts/c/d/x.md", "slug: s", "posts/c/s/"),
        ("[permalinks]\nposts = '/:sections[1:]/:slug/'", "posts/c/x.md", "slug: s", "c/s/"),
        ("[permalinks]\nposts = '/:sections[last]/:slug/'", "posts/c/x.md", "slug: s", "c/s/"),
        (
            "[permalinks]\nposts = '/:yearday/:weekday/:monthname/'",
            "posts/x.md",
            "",
            "36/4/february/",
        ),
        ("[frontmatter]\ndate = [':filename']", "posts/2026-02-05-x.md", "", "posts/x/"),
    ],
)
def test_an_address_is_the_one_that_hugo_gives(
    tmp_path: Path, config: str, path: str, head: str, url: str
) -> None:
    sections = {"content/posts/c/_index.md": "---\ntitle: C\n---\n"}
    text = f"---\ndate: 2026-02-05\n{head}\n---\n"
    config = f"title = 'A'\n{config}"
    write(tmp_path, {"hugo.toml": config, f"content/{path}": text, **sections})
    assert urls(tmp_path) == [url]


def test_folders_of_languages_are_roots(tmp_path: Path) -> None:
    config = "[languages.en]\ncontentDir = 'content/english'\n"
    write(tmp_path, {"hugo.toml": config, "content/english/posts/x.md": POST})
    assert urls(tmp_path) == urls(tmp_path / "content/english/posts") == ["posts/x/"]


def test_a_cascade_reaches_the_pages_below_it(tmp_path: Path) -> None:
    cascade = "---\ncascade:\n  draft: true\n---\n"
    targeted = "---\ncascade:\n  - target: {kind: section}\n    draft: true\n---\n"
    names = ["a/x.md", "a/b/y.md", "c/z.md"]
    write(tmp_path, {"hugo.toml": "", **{f"content/{name}": POST for name in names}})
    write(tmp_path, {"content/a/_index.md": cascade, "content/c/_index.md": targeted})
    write(tmp_path, {"content/a/own.md": POST.replace("date", "draft: false\ndate")})
    assert urls(tmp_path) == ["a/own/", "c/z/"]


@pytest.mark.parametrize(
    ("config", "body", "words"),
    [("", "one \u5b57 \u5b57\u5b57", 3), ("hasCJKLanguage = true", "one \u5b57 \u5b57\u5b57", 4)],
)
def test_one_cjk_character_counts_where_the_site_says_so(
    tmp_path: Path, config: str, body: str, words: int
) -> None:
    plenty = "word " * 20
    files = {"hugo.toml": config, "content/x.md": f"---\ntitle: A\n---\n{plenty}{body}\n"}
    assert read(write(tmp_path, files))[0].words == 20 + words


# Others


@pytest.mark.parametrize(
    ("permalink", "url"),
    [
        ("weekdate", "c-d/2026/W06/Thu/x.html"),
        ("/:slugified_categories/:short_month/:hour-:minute/:title", "c-d/Feb/23-30/x"),
        ("/:long_day/:w_year/:w_day/:name/", "Thursday/2026/4/2026-02-05-x/"),
    ],
)
def test_an_address_is_the_one_that_jekyll_gives(tmp_path: Path, permalink: str, url: str) -> None:
    text = "---\ncategories: [c-d]\ndate: 2026-02-05 23:30\n---\n"
    write(tmp_path, {"_config.yml": f"permalink: {permalink}", "_posts/2026-02-05-x.md": text})
    assert urls(tmp_path) == [url]


@pytest.mark.parametrize(
    ("title", "url"),
    [("Caf\u00e9 & C\u00f4", "a/cafe-co/"), ("\u65e5\u672c", ""), ("d_e f", "a/d-e-f/")],
)
def test_an_address_that_takes_a_transliteration_is_unknown(
    tmp_path: Path, title: str, url: str
) -> None:
    write(tmp_path, {"zola.toml": 'base_url = "x"', f"content/a/{title}.md": POST})
    assert urls(tmp_path) == [url]


@pytest.mark.parametrize(
    ("permalink", "url"),
    [
        ("posts/{date:%Y}/{date:%b}/{slug}.html", "posts/2026/Feb/a-title-so-so.html"),
        ("{category}/{slug}/index.html", "deep/a-title-so-so/"),
        ("{author}/{slug}", ""),
    ],
)
def test_an_address_is_the_one_that_pelican_gives(tmp_path: Path, permalink: str, url: str) -> None:
    text = "Title: A title: so & so\nDate: 2026-02-05\n\nText"
    write(tmp_path, {"pelicanconf.py": "", "content/Deep/x.md": text})
    assert urls(tmp_path, permalink=permalink) == [url]


@pytest.mark.parametrize(
    ("permalink", "url"),
    [
        ("/{{ title | slugify }}/", "a-title-so-so/"),
        ("{{ page.filePathStem }}.html", "posts/2026-02-05-x.html"),
        ("/b/{{ page.fileSlug }}/index.html", "b/x/"),
        ("/{{ page.date | date: '%Y/%m' }}/{{ page.fileSlug }}/", "2026/02/x/"),
        ("/{{ locale }}/{{ page.fileSlug }}/", ""),
        ("{% if a %}x{% endif %}", ""),
    ],
)
def test_a_permalink_of_eleventy_is_filled_in_or_unknown(
    tmp_path: Path, permalink: str, url: str
) -> None:
    data = f'{{"permalink": "{permalink}"}}'
    write(tmp_path, {".eleventy.js": "", "posts/posts.json": data, "posts/2026-02-05-x.md": POST})
    assert urls(tmp_path) == [url]


def test_an_address_is_the_one_that_mkdocs_gives(tmp_path: Path) -> None:
    config = (
        "plugins:\n- blog:\n    post_url_date_format: yyyy/MM\n"
        '    post_url_format: "{categories}/{date}/{file}"\n'
    )
    text = "---\ndate: 2026-02-05\ncategories: [Two Words, b]\n---\n# A\n"
    write(tmp_path, {"mkdocs.yml": config, "docs/blog/posts/x.md": text})
    assert urls(tmp_path) == ["blog/two-words/2026/02/x/"]
