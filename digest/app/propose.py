"""Use case: what could be followed, at a web address or on this machine."""

from collections.abc import Mapping
from pathlib import Path

from digest.app.discover import Proposal, discover
from digest.app.shelves import SourceKinds, source_adapter
from digest.config.edit import add_sources
from digest.core import fields
from digest.core.errors import SourceError, UsageError
from digest.core.model import Source
from digest.core.ports import Web

SURE = 1.0  # the confidence of what was not inferred


def propose(
    where: str, base: Path, web: Web, *, kind: str | None = None, allow_private: bool = False
) -> tuple[Proposal, ...]:
    """The sources at an address, or at a path that starts from `base`; the best comes first.

    Raises:
        SourceError: nothing can be read or found there.
        UsageError: there is no such file, no such kind, or nothing of that kind.
    """
    if kind and kind not in SourceKinds().names():
        raise UsageError(f"no kind {kind}", f"the kinds are: {', '.join(SourceKinds().names())}")
    found = (
        discover(where, web, allow_private=allow_private)
        if "://" in where
        else _local(_existing(where, base), web, kind)
    )
    fitting = tuple(proposal for proposal in found if kind in (None, proposal.kind))
    if not fitting:
        kinds = ", ".join(dict.fromkeys(proposal.kind for proposal in found))
        raise UsageError(f"{where}: nothing of kind {kind}, but: {kinds}", "leave out --kind")
    return fitting


def refuse_guess(proposal: Proposal, keys: Mapping[str, object]) -> None:
    """What was inferred is written only when a person has looked at it.

    Raises:
        UsageError: with what to type instead.
    """
    if proposal.confidence < SURE:
        told = f"{proposal.url}: its posts were only guessed ({proposal.found_by})"
        toml = add_sources("", [keys]).strip()
        raise UsageError(told, f"type digest sources add at a terminal, or add it by hand:\n{toml}")


def _existing(where: str, base: Path) -> Path:
    path = (base / Path(where).expanduser()).resolve()
    if path.exists():
        return path
    hint = f"for a web address type https://{where}" if "." in where else "look for a typing error"
    raise UsageError(f"{where}: no such file or folder", hint)


def _local(path: Path, web: Web, kind: str | None) -> tuple[Proposal, ...]:
    """A folder is Markdown; a file is what it looks like."""
    if kind in (None, "feed", "listing") and path.is_file():
        start = web.get(str(path)).body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        if start in (b"<", b"{", b"["):
            return discover(str(path), web)
    guess = "markdown" if path.is_dir() else "capture"
    return (_read(path, kind or guess, web),)


def _read(path: Path, kind: str, web: Web) -> Proposal:
    posts = tuple(source_adapter(Source("", kind, str(path)), web).posts())
    if not posts:
        raise SourceError(f"{path}: no posts in it", "name the folder or file that holds them")
    missing = tuple(f for f, count in fields.missing(posts).items() if count == len(posts))
    found_by = "folder" if path.is_dir() else "file"
    return Proposal(kind, str(path), posts, found_by, missing=missing)
