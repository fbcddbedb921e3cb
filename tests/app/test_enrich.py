"""What a listing does not say of an issue's posts is asked from their own pages."""

import json

import pytest

LISTING = """<html><body><main>
<article class="post-entry"><header class="entry-header"><h2>What a queue forgets</h2></header>
<footer class="entry-footer"><span title="2026-11-16 00:00:00 +0000 UTC">November 16, 2026</span>
</footer><a class="entry-link" href="/queue/"></a></article>
<article class="post-entry"><header class="entry-header"><h2>Retries need a budget</h2></header>
<footer class="entry-footer"><span title="2026-11-12 00:00:00 +0000 UTC">November 12, 2026</span>
</footer><a class="entry-link" href="/retries/"></a></article>
<article class="post-entry"><header class="entry-header"><h2>Older than the window</h2></header>
<footer class="entry-footer"><span title="2026-09-01 00:00:00 +0000 UTC">September 1, 2026</span>
</footer><a class="entry-link" href="/older/"></a></article>
</main></body></html>"""
ARTICLE = """<html><head><title>{title}</title><script type="application/ld+json">
{{"@context": "https://schema.org", "@type": "BlogPosting", "headline": "{title}",
"datePublished": "2026-11-16T08:30:00Z", "description": "{about}",
"author": {{"@type": "Person", "name": "Ann Lee"}}}}</script></head>
<body><article><h1>{title}</h1><p>Text.</p></article></body></html>"""


@pytest.fixture
def listed(newsletter, site):
    """A newsletter that follows a listing page which shows titles and dates only."""
    site.answers["/"] = site.says(200, LISTING, Content_Type="text/html")
    about = {"queue": "How messages get lost.", "retries": "How many tries are too many."}
    titles = {"queue": "What a queue forgets", "retries": "Retries need a budget"}
    for slug, title in titles.items():
        body = ARTICLE.format(title=title, about=about[slug])
        site.answers[f"/{slug}/"] = site.says(200, body, Content_Type="text/html")
    return newsletter.table(
        f'[[sources]]\nname = "blog"\nkind = "listing"\nurl = "{site.url}/"\nallow_private = true'
    )


def built(newsletter):
    ran = newsletter.run("build", "--month", "2026-11", "--now", "2026-12-02", "--json")
    assert ran.code == 0, ran.err
    return (newsletter.folder / "issues/2026-11/issue.txt").read_text("utf-8")


def test_summary_and_author_come_from_the_post_s_own_page(listed):
    text = built(listed)

    assert "How messages get lost." in text
    assert "How many tries are too many." in text
    assert text.count("Ann Lee") == 2


def test_only_the_pages_of_chosen_posts_are_asked(listed, site):
    built(listed)

    assert "/queue/" in site.asked
    assert "/older/" not in site.asked


def test_a_page_that_is_gone_leaves_its_post_as_it_was(listed, site):
    del site.answers["/queue/"]

    text = built(listed)

    assert "What a queue forgets" in text
    assert "How many tries are too many." in text


def test_a_description_that_pages_share_is_of_the_site_and_not_taken(listed, site):
    for slug, title in {
        "queue": "What a queue forgets",
        "retries": "Retries need a budget",
    }.items():
        body = ARTICLE.format(title=title, about="A blog about systems.")
        site.answers[f"/{slug}/"] = site.says(200, body, Content_Type="text/html")

    assert "A blog about systems." not in built(listed)


def test_the_listing_s_own_date_wins(listed):
    built(listed)

    manifest = json.loads((listed.folder / "issues/2026-11/manifest.json").read_text("utf-8"))
    assert [post["published"][:10] for post in manifest["posts"]] == ["2026-11-16", "2026-11-12"]
