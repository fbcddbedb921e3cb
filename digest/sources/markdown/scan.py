"""The files of a folder, each with what tells whether it has changed."""

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from digest.sources.markdown.place import HIDDEN
from digest.sources.markdown.site import Flavour

INDEX = re.compile(r"index(?:\.[\w-]+)?\.(?:md|markdown)")


class Entry(NamedTuple):
    """A file: its path below the root, where it is, and its `mark`: size, mtime and ctime."""

    path: str
    file: str
    mark: tuple[int, int, int]


def scan(folder: str, prefix: str, flavour: Flavour) -> Iterator[Entry]:
    """The files in `folder` and below that may be posts, in the order of their names.

    `prefix` leads to the folder from the root. READMEs are none, nor is what begins with a dot
    or a low line, nor what lies in a bundle beside its index.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    bundle = bool(prefix) and flavour.bundles and any(INDEX.fullmatch(e.name) for e in entries)
    folders = []
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry)
        elif _is_read(prefix, entry.name, flavour) and (not bundle or INDEX.fullmatch(entry.name)):
            stat = _stat(entry)
            if stat:
                mark = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
                yield Entry(prefix + entry.name, entry.path, mark)
    for entry in folders:
        if not bundle and _holds_posts(entry.name):
            yield from scan(entry.path, f"{prefix}{entry.name}/", flavour)


def _stat(entry: os.DirEntry[str]) -> os.stat_result | None:
    """What is known of a file, or None for a link to nowhere."""
    try:
        return entry.stat()
    except OSError:
        return None


def _is_read(prefix: str, name: str, flavour: Flavour) -> bool:
    if flavour.shares and flavour.shares.fullmatch(prefix + name):
        return True
    known = name.endswith(flavour.suffixes) and name[0] not in "._#"
    return known and name.partition(".")[0].upper() != "README"


def _holds_posts(folder: str) -> bool:
    """Folders such as `.git`, `_site` and `node_modules` hold no posts."""
    return folder in HIDDEN or (folder[0] not in "._" and folder != "node_modules")
