"""What the page shows stands in its URL, so that a reload, a bookmark and "back" keep it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

CHOICES = {
    "view": {"html": "HTML", "text": "Plain text"},
    "w": {"both": "Both", "375": "375 px", "700": "700 px"},
    "scheme": {"light": "Light", "dark": "Dark"},
}


@dataclass(frozen=True, slots=True)
class View:
    """The query of the page: part, width and colour scheme."""

    view: str = "html"
    w: str = "both"
    scheme: str = "light"

    @property
    def widths(self) -> tuple[str, ...]:
        """The widths in CSS pixels at which the HTML is shown."""
        return ("375", "700") if self.w == "both" else (self.w,)

    def url(self, **changes: str) -> str:
        """The query that shows this view with `changes`."""
        return "?" + urlencode(asdict(replace(self, **changes)))


def read(query: Mapping[str, str]) -> View:
    """The view a query asks for; what it does not know counts as not said."""
    return View(**{name: query[name] for name in CHOICES if query.get(name) in CHOICES[name]})
