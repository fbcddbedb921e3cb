"""How a site is built."""

from dataclasses import dataclass

from digest.core.model import Source
from digest.sources.markdown.place import Place


@dataclass(frozen=True, slots=True)
class Rules:
    """How the site is built: its source, its pattern of permalinks, and what it leaves out."""

    source: Source
    permalink: str = ""
    flavour: str = "auto"
    drafts: bool = False

    def is_jekyll(self, where: Place) -> bool:
        """Whether a file is Jekyll's."""
        return self.flavour == "jekyll" or (self.flavour == "auto" and where.jekyll)
