"""How a mail looks on a screen: the computed style of every element, and what there is to read."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from digest.core.mail.blanks import only_steers
from digest.core.mail.cascade import Cascade, Kind
from digest.core.mail.computed import Style, styled
from digest.core.mail.media import Screen
from digest.core.mail.page import Page, Words
from digest.core.mail.paint import WHITE, Paint

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LIGHT = Style()
DARK = Style(WHITE, Paint(18, 18, 18), Paint(158, 158, 255))  # the empty page of Chromium


class Looks:
    """Each screen is worked out once."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def styles(self, screen: Screen) -> "Mapping[HtmlElement, Style]":
        """The style of each element."""
        return self._view(screen).styles

    def declared(self, element: "HtmlElement", screen: Screen) -> Mapping[str, str]:
        """The values that win at an element."""
        return self._view(screen).declared[self.cascade.kinds[element]]

    def texts(self, screen: Screen) -> tuple[tuple[Words, Style], ...]:
        """What there is to read, with its style; what is hidden is left out."""
        return self._view(screen).texts

    @cached_property
    def cascade(self) -> Cascade:
        """What wins at each element."""
        return Cascade(self.page)

    @cached_property
    def has_dark_rules(self) -> bool:
        """Whether style sheets have rules for the dark."""
        conditions = {"".join(rule.condition.lower().split()) for rule in self.page.sheets}
        return any("(prefers-color-scheme:dark)" in condition for condition in conditions)

    @cached_property
    def schemes(self) -> str:
        """The colour schemes that the page says it has, such as `light dark`."""
        kind = self.cascade.kinds[self.page.root]
        said = self.cascade.declared(kind, self.cascade.rules(Screen())).get("color-scheme", "")
        metas = self.page.root.xpath("//meta[@name='color-scheme']/@content")
        return said or next(iter(metas), "").lower()

    @cached_property
    def _views(self) -> "dict[object, View]":
        return {}

    def _view(self, screen: Screen) -> "View":
        if screen not in self._views:
            rules, canvas = self.cascade.rules(screen), self._canvas(screen)
            same = self._views.get((rules, canvas)) or View(self.cascade, rules, canvas)
            self._views[rules, canvas] = self._views[screen] = same
        return self._views[screen]

    def _canvas(self, screen: Screen) -> Style:
        """What lies under the page."""
        may, must = "dark" in self.schemes, "light" not in self.schemes
        return DARK if may and (must or screen.scheme == "dark") else LIGHT


class View:
    """A page where certain rules hold, and what lies under it."""

    def __init__(self, cascade: Cascade, rules: tuple[bool | None, ...], canvas: Style) -> None:
        self.cascade, self.rules, self.canvas = cascade, rules, canvas

    @cached_property
    def declared(self) -> Mapping[Kind, Mapping[str, str]]:
        """The values that win at elements of a kind."""
        kinds = set(self.cascade.kinds.values())
        return {kind: self.cascade.declared(kind, self.rules) for kind in kinds}

    @cached_property
    def styles(self) -> "Mapping[HtmlElement, Style]":
        """The style of each element, worked out once for all of a kind with the same around it."""
        found: dict[HtmlElement, Style] = {}
        known: dict[tuple[int, int], Style] = {}
        for element, kind in self.cascade.kinds.items():
            parent = found.get(element.getparent(), self.canvas)
            same = id(parent), id(kind)  # both live on, so that no other takes their id
            if same not in known:
                known[same] = styled(element, self.declared[kind], parent, self.canvas)
            found[element] = known[same]
        return found

    @cached_property
    def texts(self) -> tuple[tuple[Words, Style], ...]:
        """What there is to read, with its style."""
        found = ((words, self.styles[words.within]) for words in self.cascade.page.words)
        return tuple(
            (words, style)
            for words, style in found
            if style.is_read and not only_steers(words.text)
        )
