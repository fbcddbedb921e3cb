"""The tags of an email, changed one by one; all between them stays byte for byte as it is."""

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape, unescape

from digest.core.quick import dataclass

COMMENT = r"<!--(?:-?>|.*?(?:--!?>|\Z))"  # ends where a browser ends it
TAG = re.compile(
    rf"(?P<other>{COMMENT}|<(?P<raw>style|script|title|textarea)\b.*?(?:</(?P=raw)\s*>|\Z))"
    r"|<(?P<name>[a-z][^\s/>]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^\"'>])*+)>",
    re.DOTALL | re.IGNORECASE,
)
# A browser makes a connection for what a policy then forbids it to load.
LOADERS = frozenset("base embed frame iframe link object".split())
LOADER = re.compile(rf"<(?=(meta|{'|'.join(sorted(LOADERS))})[\s/>])", re.IGNORECASE)
META = re.compile(  # one that nobody can read in two ways
    r"<meta(?P<rest>(?:\s++[\w:.-]++(?:=(?:\"[^\"]{0,999}\"|'[^']{0,999}'|[^\s\"'<>=`]++))?)*+)\s*+/?>",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"""([^\s=>/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that opens an element; names are lower case, values without entities."""

    name: str
    rest: str

    def get(self, name: str) -> str | None:
        """The value of an attribute, "" where it has none; None without the attribute."""
        for found in ATTRIBUTE.finditer(self.rest):
            if found[1].lower() == name:
                return unescape((found[2] or "").strip("\"'"))
        return None

    def without(self, names: Iterable[str]) -> "Tag":
        """The tag with these attributes taken away."""
        gone = frozenset(names)
        kept = ATTRIBUTE.sub(lambda at: "" if at[1].lower() in gone else at[0], self.rest)
        return Tag(self.name, kept)

    def having(self, values: Mapping[str, str]) -> "Tag":
        """The tag with these attributes, instead of those that it had."""
        rest = self.without(values).rest.rstrip()
        closed = rest.endswith("/")
        said = "".join(f' {name}="{escape(value)}"' for name, value in values.items())
        return Tag(self.name, f"{rest.removesuffix('/').rstrip()}{said}{' /' if closed else ''}")

    def __str__(self) -> str:
        return f"<{self.name}{self.rest}>"


def rewritten(html: str, change: Callable[[Tag], Tag | None]) -> str:
    """`html` with every opening tag as `change` wants it; None takes it away.

    Comments, style sheets and scripts are left alone.
    """

    def one(found: re.Match[str]) -> str:
        if found["other"]:
            return found[0]
        tag = Tag(found["name"], found["rest"])
        new = change(Tag(found["name"].lower(), found["rest"]))
        if new is None:
            return ""
        return found[0] if new.rest == tag.rest else str(new)

    return TAG.sub(one, html)


def defused(html: str) -> str:
    """`html` in which none of `LOADERS` and no refresh is left, wherever it stands.

    What a tag is to a browser depends on all that stands before it, so this goes by the letters:
    to be made after every other change.
    """

    def one(found: re.Match[str]) -> str:
        meta = META.match(html, found.start()) if found[1].lower() == "meta" else None
        said = Tag("meta", meta["rest"]).get("http-equiv") or "" if meta else "refresh"
        return "<x-" if said.lower() == "refresh" else "<"

    return LOADER.sub(one, html)


def count(html: str, name: str) -> int:
    """How many elements of that name there are."""
    return sum((found["name"] or "").lower() == name for found in TAG.finditer(html))
