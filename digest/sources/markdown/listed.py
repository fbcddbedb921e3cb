"""What of a site's files is published as a post, and for how long."""

from digest.core.when import When
from digest.sources.markdown.fields import flag, line, mapping, moment
from digest.sources.markdown.frontmatter import Data
from digest.sources.markdown.place import Place
from digest.sources.markdown.site import Site

EXPIRES = ("expirydate", "unpublishdate")
UNLISTED = ("draft", "hidden", "skip", "private", "unpublished")


def is_draft(data: Data, where: Place) -> bool:
    """Whether it is not published yet.

    Sources: gohugo.io/methods/page/draft, jekyllrb.com/docs/front-matter,
    docs.getpelican.com/en/latest/content.html#publishing-drafts.
    """
    return (
        where.draft
        or flag(data, "draft")
        or flag(data, "isdraft")
        or not flag(data, "published", default=True)
        or line(data, "status").lower() in UNLISTED
    )


def is_hidden(data: Data) -> bool:
    """Whether it is never listed.

    Sources: gohugo.io/content-management/build-options, 11ty.dev/docs/collections.
    """
    build = mapping(data, "build") or mapping(data, "_build")
    return (
        flag(data, "headless")
        or flag(data, "eleventyexcludefromcollections")
        or not flag(data, "permalink", default=True)
        or str(build.get("list", "")).lower() in ("never", "false")
        or str(build.get("render", "")).lower() in ("never", "false")
    )


def expires(data: Data, site: Site) -> When | None:
    """From when on the site shows it no more."""
    return moment(data, *EXPIRES, zone=site.zone)[0]
