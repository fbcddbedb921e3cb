"""What the page shows stands in its URL, so that a reload, a bookmark and "back" keep it."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from urllib.parse import urlencode

from digest.core.quick import dataclass

CHOICES = {
    "view": {
        "html": "HTML",
        "text": "Text",
        "source": "Source",
        "mjml": "MJML",
        "headers": "Headers",
        "raw": "Raw",
    },
    "w": {"both": "Both", "375": "375", "700": "700"},
    "scheme": {"light": "Light", "dark": "Dark", "forced": "Forced dark"},
    "images": {"local": "Local images", "remote": "All images", "off": "No images"},
}
NUMBERS = {"w": range(200, 2001), "zoom": range(50, 201)}
PART = {"source": "html"}  # what a view shows of the letter's sources, where the names differ


@dataclass(frozen=True, slots=True)
class View:
    """The query of the page: part, width in CSS pixels, colour scheme, images and zoom."""

    view: str = "html"
    w: str = "both"
    scheme: str = "light"
    images: str = "local"
    zoom: str = "fit"

    @property
    def widths(self) -> tuple[str, ...]:
        """The widths in CSS pixels at which the HTML is shown."""
        return ("375", "700") if self.w == "both" else (self.w,)

    @property
    def part(self) -> str:
        """Which of the letter's sources the view shows."""
        return PART.get(self.view, self.view)

    @property
    def frame(self) -> str:
        """The query of the frame that shows the email like this."""
        return "?" + urlencode({"scheme": self.scheme, "images": self.images})

    def url(self, **changes: str) -> str:
        """The query that shows this view with `changes`."""
        return "?" + urlencode(asdict(replace(self, **changes)))


def read(query: Mapping[str, str]) -> View:
    """The view a query asks for; what it does not know counts as not said."""
    names = (*CHOICES, *NUMBERS)
    return View(**{name: query[name] for name in names if _is_known(name, query.get(name, ""))})


def _is_known(name: str, value: str) -> bool:
    if value in CHOICES.get(name, {}):
        return True
    return name in NUMBERS and value.isdecimal() and int(value) in NUMBERS[name]
