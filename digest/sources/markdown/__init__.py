"""Source kind "markdown": the posts of a folder, as the generator of its site would publish them.

Of a post far from the window, only the head of its file is read, and of an unchanged file nothing.
"""

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from digest.core.errors import SourceError
from digest.core.horizon import Horizon
from digest.core.model import Post, Source
from digest.core.ports import Web
from digest.core.quick import dataclass
from digest.sources.markdown.marks import MARKS, config_paths

log = logging.getLogger("digest.sources.markdown")


@dataclass(frozen=True, slots=True)
class Adapter:
    """`flavour` is hugo, jekyll, zola, pelican, eleventy, astro, mkdocs, or auto, which detects it.

    `permalink` is a pattern as that generator has it, such as `/blog/:year/:slug/`. `drafts` takes
    drafts too. Where neither `base_url` nor the site's config says where the site is, posts have no
    address. What is known of unchanged files lies in `cache`; `complain` is told of broken ones.
    """

    source: Source
    web: Web
    cache: Path | None = None
    horizon: Horizon | None = None
    complain: Callable[[str], None] = log.warning
    permalink: str = ""
    flavour: str = "auto"
    drafts: bool = False

    def posts(self) -> Iterator[Post]:
        """The posts in the order of their paths; a file that cannot be read is told and skipped.

        Raises:
            SourceError: there is no such folder, or none of its files can be read.
        """
        from digest.sources.markdown.detect import find_site
        from digest.sources.markdown.folder import read_folder

        folder = self._folder()
        site = find_site(folder, self.source, self.flavour, self.permalink, drafts=self.drafts)
        return read_folder(folder, site, self.horizon, self.cache, self.complain)

    def _folder(self) -> Path:
        if self.flavour not in ("auto", *MARKS):
            raise SourceError(
                f'{self.source.name}: unknown flavour "{self.flavour}"',
                hint=f"flavour is one of auto, {', '.join(MARKS)}",
            )
        folder = Path(self.source.location)
        if not folder.is_dir():
            found = "is not a folder" if folder.exists() else "no such folder"
            raise SourceError(
                f"{folder}: {found}", hint="name a folder of Markdown files in `path`"
            )
        if not os.access(folder, os.R_OK | os.X_OK):
            raise SourceError(f"{folder}: cannot be read", hint="look at its permissions")
        return folder


def also_read(source: Source) -> Iterator[Path]:
    """The files outside of the folder that its posts depend on."""
    return config_paths(Path(source.location))
