"""Features of CSS in which mail programs differ, under the names that caniemail.com has for them.

Looked for is only what a rule may tell of. A declaration that its own block makes up for is passed
over: by an earlier one of the same property, or by a colour behind a picture.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from digest.core.mail import css
from digest.core.mail.features_values import Part, Styled, declared, has_colour

GROUPS = frozenset({"media", "supports"})
MEDIA = frozenset("prefers-color-scheme prefers-reduced-motion orientation hover".split())
COMBINATORS = {
    ">": Part("css-selector-child"),
    "+": Part("css-selector-adjacent-sibling"),
    "~": Part("css-selector-general-sibling"),
    "*": Part("css-selector-universal"),
}
OTHERS = {"=": "~=", "~=": "="}  # the comparison that a program knows instead, of attributes
MEDIA_QUERY = Part("css-at-media")
TEXT_MAKERS = frozenset({"before", "after"})
HIDDEN = Part("css-display-none")
HIDING = frozenset({"css-visibility", "css-opacity"})
PICTURES = frozenset(
    "css-background-image css-linear-gradient css-radial-gradient css-conic-gradient".split()
)
SPOILING = frozenset({"css-rgb", "css-modern-color"})  # Gmail drops all that stands beside them
ANYWHERE = PICTURES | SPOILING  # what they cost is the same in every property


class Ruled(NamedTuple):
    """What a style sheet uses, and the parts without which a program never comes to see it."""

    styled: Styled
    needs: tuple[Part, ...]


class Block(NamedTuple):
    """The declarations of a block: their properties, what they use, and whether one is a colour."""

    names: frozenset[str]
    parts: frozenset[Part]
    coloured: bool

    def makes_up_for(self, part: Part) -> bool:
        """Whether readers miss nothing where `part` is unknown."""
        if part.feature in PICTURES:
            return self.coloured
        if part == HIDDEN:
            return "mso-hide" in self.names
        if part.feature in HIDING:
            return HIDDEN in self.parts or "max-height" in self.names
        is_button = self.coloured and "mso-padding-alt" not in self.names
        return part.feature == "css-padding" and not is_button


@lru_cache(maxsize=4096)
def in_style(style: str) -> tuple[Styled, ...]:
    """What the declarations of a style attribute use."""
    return tuple(_block(css.contents(style)))


@lru_cache(maxsize=64)
def in_sheet(sheet: str) -> tuple[Ruled, ...]:
    """What the rules of a style sheet use."""
    return tuple(_rules(css.nodes(sheet), ()))


def _rules(nodes: Iterable[Any], needs: tuple[Part, ...]) -> Iterator[Ruled]:
    import tinycss2

    for node in nodes:
        if node.type == "qualified-rule":
            content = tinycss2.parse_blocks_contents(node.content)
            selector = tuple(_selector(node.prelude))
            yield from (Ruled(each, (*needs, *selector)) for each in _block(content))
            yield from (Ruled(each, needs) for each in _text_made(selector, content))
            if MEDIA_QUERY in needs:
                yield from (Ruled(Styled(each), needs) for each in _by_attribute(node.prelude))
        elif node.type == "at-rule" and node.content and node.lower_at_keyword in GROUPS:
            part = Part(f"css-at-{node.lower_at_keyword}")
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True)
            yield from _rules(inner, (*needs, part, *_media(node.prelude)))


def _media(prelude: Iterable[Any]) -> Iterator[Part]:
    """The features that a media query asks about."""
    for token in prelude:
        if token.type == "() block":
            for name in (each.lower_value for each in token.content if each.type == "ident"):
                if name in MEDIA:
                    yield Part(f"css-at-media-{name}")
                elif name.endswith("device-pixel-ratio"):
                    yield Part("css-at-media-device-pixel-ratio")


def _selector(prelude: Iterable[Any]) -> Iterator[Part]:
    """The parts of the language of selectors that not every program knows."""
    colons = 0
    for node in prelude:
        if node.type == "[] block":
            yield Part("css-selector-attribute")
        elif node.type == "literal" and node.value in COMBINATORS:
            yield COMBINATORS[node.value]
        elif colons and node.type in {"ident", "function"}:
            name = node.lower_value if node.type == "ident" else node.lower_name
            kind = "element" if colons == 2 or name in TEXT_MAKERS else "class"
            yield Part(f"css-pseudo-{kind}-{name}")
        colons = colons + 1 if node == ":" else 0


def _by_attribute(prelude: Sequence[Any]) -> Iterator[Part]:
    """The attributes that all selectors of a list go by, as one without would make up for them."""
    found: list[list[Any]] = [[]]
    for node in prelude:
        if node == ",":
            found.append([])
        elif node.type == "[] block":
            found[-1].append(node)
    for block in (block for each in found for block in each if all(found)):
        sign = next((str(each.value) for each in block.content if each.type == "literal"), "")
        other = OTHERS.get(sign, "~?=")
        yield Part("css-selector-attribute", rf"Only supports `\[attr{other}value")


def _text_made(selector: Iterable[Part], content: Iterable[Any]) -> Iterator[Styled]:
    """Text that a rule puts before or behind an element."""
    texts = [
        token
        for node in content
        if node.type == "declaration" and node.lower_name == "content"
        for token in node.value
        if token.type == "string" and token.value.strip()
    ]
    for part in selector if texts else ():
        if part.feature.rpartition("-")[2] in TEXT_MAKERS:
            yield Styled(part)


def _block(content: Sequence[Any]) -> Iterator[Styled]:
    """What declarations use, as far as no other of them makes up for it."""
    if any(node.type == "qualified-rule" for node in content):
        yield Styled(Part("css-nesting"))
    used = [
        (node, tuple(declared(node.lower_name, node.value)))
        for node in content
        if node.type == "declaration"
    ]
    block = Block(
        frozenset(node.lower_name for node, _ in used),
        frozenset(styled.part for _, each in used for styled in each),
        any(has_colour(node.lower_name, node.value, each) for node, each in used),
    )
    plain: set[str] = set()
    for node, each in used:
        for styled in each:
            spoils = styled.part.feature in SPOILING
            if spoils or not (styled.prop in plain or block.makes_up_for(styled.part)):
                yield Styled(styled.part) if styled.part.feature in ANYWHERE else styled
        if not any(styled.prop for styled in each):
            plain.add(node.lower_name)
