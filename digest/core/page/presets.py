"""Rules for the themes that most blogs have, each told by marks that no other page has.

Before them stand two conventions that any theme may follow: microformats and microdata.
"""

from collections.abc import Mapping
from types import MappingProxyType

from digest.core.page.rule import Rule

CHROME = "nav, aside, body > footer, .sidebar, .widget, .related, [role=navigation]"

CONVENTIONS: Mapping[str, Rule] = MappingProxyType({
    # As microformats.org/wiki/h-entry has it
    "microformats": Rule(
        item=".h-entry",
        title=".p-name",
        link="a.u-url, .u-url a, a.p-name, .p-name a",
        summary=".p-summary, .e-content",
        date=".dt-published",
        updated=".dt-updated",
        author=".p-author",
        tags=".p-category",
        image="img.u-photo, img.u-featured",
        skip=f"{CHROME}, .h-entry .h-entry",
    ),
    # Source: microformats.org/wiki/hatom; classic themes of WordPress, and Pelican's
    "hatom": Rule(
        item=".hentry",
        title=".entry-title",
        link=".entry-title a, a[rel~=bookmark]",
        summary=".entry-summary, .entry-content",
        date=".published, .entry-date, .entry-meta time",
        updated=".updated:not(.published)",
        author=".author .fn, .author.fn, .author .n",
        tags="a[rel~=tag]",
        image="img.wp-post-image",
        skip=CHROME,
    ),
    # Source: schema.org/BlogPosting as attributes
    "microdata": Rule(
        item="[itemtype$='schema.org/BlogPosting'], [itemtype$='schema.org/Article'], "
        "[itemprop='blogPost']",
        title="[itemprop~='headline'], h1, h2, h3",
        link="[itemprop~='headline'] a, a[itemprop~='url'], a[itemprop='mainEntityOfPage']",
        summary="[itemprop~='description']:not(meta), [itemprop~='articleBody'], p",
        date="[itemprop~='datePublished']",
        updated="[itemprop~='dateModified']",
        author="[itemprop~='author'] [itemprop~='name'], [itemprop~='author']:not(:has(*))",
        tags="[itemprop~='keywords']:not(meta), [rel~='tag']",
        image="img[itemprop~='image'], [itemprop~='image'] img",
        skip=CHROME,
    ),
})  # fmt: skip

PRESETS: Mapping[str, Rule] = MappingProxyType({
    # Hugo. Source: adityatelange/hugo-PaperMod, layouts of 2020 (a bare `time`) to 2026
    "papermod": Rule(
        item="article.post-entry, article.first-entry, article.tag-entry, .archive-entry",
        title=".entry-header h1, .entry-header h2, .archive-entry-title",
        link="a.entry-link",
        summary=".entry-content",
        date=".entry-footer > span[title], .archive-meta > span[title]",
        meta=".entry-footer, .archive-meta",
        image=".entry-cover img",
        skip=".home-info",
    ),
    "hugo-stack": Rule(
        item=".article-list article, .article-list--compact article",
        title=".article-title",
        summary=".article-subtitle, .article-preview",
        date=".article-time--published, .article-time time, time",
        tags=".article-category a",
        image=".article-image img",
    ),
    "hugo-coder": Rule(
        item=".content.list ul li", title="a.title", summary="p", date=".date"
    ),
    "bear": Rule(item="ul.blog-posts > li", title="a", summary="", date="time"),
    # Jekyll. Source: jekyll/minima _layouts/home.html, 2.x and 3.x
    "minima": Rule(
        item=".post-list > li",
        title=".post-link, h2, h3",
        summary="p, .post-excerpt",
        date=".post-meta time, .post-meta",
        author=".post-meta .p-author",
    ),
    "minimal-mistakes": Rule(
        item=".list__item > article.archive__item, .archive > .archive__item",
        title=".archive__item-title",
        summary=".archive__item-excerpt",
        date=".page__date time, .page__meta-date time",
        image=".archive__item-teaser img",
    ),
    "chirpy": Rule(
        item="#post-list > article, #post-list > .post-preview",
        title=".card-title, h1",
        summary=".card-text, .post-content",
        date=".post-meta time, .post-meta em",
        image=".preview-img img",
    ),
    # Hexo. Source: hexojs/hexo-theme-landscape; NexT writes microdata
    "hexo-landscape": Rule(
        item="article.article-type-post",
        title=".article-title",
        link="a.article-title, .article-title a",
        summary=".article-entry",
        date=".article-date time, time",
        tags=".article-tag-list-link",
    ),
    # Ghost. Source: TryGhost/Casper partials/post-card.hbs, TryGhost/Source
    "ghost": Rule(
        item="article.post-card, article.gh-card",
        title=".post-card-title, .gh-card-title",
        link="a.post-card-content-link, a.gh-card-link",
        summary=".post-card-excerpt, .gh-card-excerpt",
        author=".author-name-tooltip, .gh-card-author",
        tags=".post-card-primary-tag, .post-card-tags, .gh-card-tag",
        image="img.post-card-image, .gh-card-image img",
    ),
    # WordPress. Source: developer.wordpress.org/block-editor, the block core/post-template
    "wordpress": Rule(
        item=".wp-block-post-template > .wp-block-post",
        title=".wp-block-post-title",
        summary=".wp-block-post-excerpt__excerpt, .wp-block-post-content",
        date=".wp-block-post-date time, .wp-block-post-date",
        author=".wp-block-post-author__name, .wp-block-post-author-name",
        tags=".wp-block-post-terms a",
        image=".wp-block-post-featured-image img",
    ),
    "docusaurus": Rule(
        item="article[itemprop='blogPost'], .blog-list-page main article",
        title="header h1, header h2",
        summary=".markdown",
        date="time",
        author="[itemprop='author'] [itemprop='name'], [class*='authorName'], .avatar__name",
        tags="ul[class*='tags'] a",
    ),
    # Astro. Source: withastro/astro examples/blog, src/pages/blog/index.astro
    "astro": Rule(
        item="main > section > ul > li:has(time)",
        title=".title, h2, h3, h4",
        summary="p:not(.date)",
        date="time",
        image="a > img",
    ),
    # Eleventy. Source: 11ty/eleventy-base-blog
    "eleventy": Rule(
        item="ol.postlist > li, .postlist-item",
        title="a.postlist-link",
        summary="",
        date="time",
    ),
    "mkdocs-material": Rule(
        item="article.md-post--excerpt",
        title=".md-post__content h1, .md-post__content h2",
        summary=".md-post__content",
        date=".md-post__meta time",
        tags=".md-post__meta a",
    ),
    "quarto": Rule(
        item=".quarto-post",
        title=".listing-title",
        summary=".listing-description",
        date=".listing-date",
        author=".listing-author",
        tags=".listing-category",
        image="img.thumbnail-image",
    ),
    "substack": Rule(
        item=".post-preview, [class*='post-preview']:has([data-testid='post-preview-title'])",
        title="a[data-testid='post-preview-title'], .post-preview-title",
        summary=".post-preview-description",
        date="time",
    ),
})  # fmt: skip
