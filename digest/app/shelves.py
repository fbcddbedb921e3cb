"""The shelves of kinds, providers and rules: the one place that knows which files are on them."""

import dataclasses
import pkgutil
import typing
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from digest.core.horizon import Horizon
from digest.core.model import Source
from digest.core.ports import PostSource, Web

HANDED_IN = ("source", "web", "cache", "horizon", "complain")  # fields that are no options


class SourceKinds:
    """The source kinds: the files in `digest/sources`, their options the fields of `Adapter`."""

    def names(self) -> tuple[str, ...]:
        """All kinds."""
        return shelf("digest.sources")

    def options(self, kind: str) -> Mapping[str, type]:
        """The keys of one kind beyond those of every source."""
        return _options(kind)


@cache
def _options(kind: str) -> Mapping[str, type]:
    adapter = import_module(f"digest.sources.{kind}").Adapter
    hints = typing.get_type_hints(adapter)
    own = [f.name for f in dataclasses.fields(adapter) if f.name not in HANDED_IN]
    return {name: typing.get_origin(hints[name]) or hints[name] for name in own}


@cache
def shelf(package: str) -> tuple[str, ...]:
    """The names of the modules in a package: the file name is the registration."""
    path = import_module(package).__path__
    return tuple(sorted(m.name for m in pkgutil.iter_modules(path) if m.name[0] != "_"))


def rules() -> Iterator[str]:
    """The ids of the rules of the pre-flight; they are loaded for a digest.toml that names some."""
    yield "DG001"  # of what is ignored in vain: core.mail.suppress
    for name in shelf("digest.checks"):
        yield import_module(f"digest.checks.{name}").ID


def source_adapter(
    source: Source,
    web: Web,
    cache: Path | None = None,
    horizon: Horizon | None = None,
    complain: Callable[[str], None] | None = None,
) -> PostSource:
    """The adapter that reads `source`.

    One that has a field for it is told where the cache lies, how far the run looks, and who wants
    to hear of the posts that it must leave out.
    """
    kind = import_module(f"digest.sources.{source.kind}").Adapter
    fields = {field.name for field in dataclasses.fields(kind)}
    offered: dict[str, object] = {"cache": cache, "horizon": horizon}
    if complain:
        offered["complain"] = complain
    wanted = {name: value for name, value in offered.items() if name in fields}
    adapter: PostSource = kind(source, web, **wanted, **source.options)
    return adapter


def files_of(source: Source) -> tuple[Path, ...]:
    """The file or folder of a source, and what else its kind says that its posts depend on."""
    also = getattr(import_module(f"digest.sources.{source.kind}"), "also_read", None)
    return (Path(source.location), *(also(source) if also else ()))
