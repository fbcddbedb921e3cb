"""The config files of generators, read as data and never run."""

import ast
import json
import logging
import re
import tomllib
from pathlib import Path

from digest.sources.markdown.frontmatter import BrokenError, Data, load_yaml, lowered

log = logging.getLogger("digest.sources.markdown")

SETTING = re.compile(r"(?:^|[{,])\s*(site|base|input)\s*:\s*[\"'`]([^\"'`]+)[\"'`]", re.MULTILINE)


def read(file: Path) -> Data:
    """What a config file says, its keys in lower case; a folder's files are read together.

    One that cannot be read is logged and says nothing. Of a program, only what is written out as a
    constant is known.
    """
    try:
        if file.is_dir():
            return _folder(file)
        return lowered(_parsed(file.suffix, file.read_text("utf-8")))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError, BrokenError, SyntaxError) as error:
        log.warning("%s: %s", file, error)
        return {}


def _folder(folder: Path) -> Data:
    """Hugo's config/_default: a file named like a key holds what is under it."""
    whole: Data = {}
    for file in sorted(folder.iterdir()):
        if file.suffix in (".toml", ".yaml", ".yml", ".json"):
            found = read(file)
            whole |= found if file.stem in ("hugo", "config") else {file.stem.lower(): found}
    return whole


def _parsed(suffix: str, text: str) -> object:
    if suffix == ".toml":
        return tomllib.loads(text)
    if suffix in (".yaml", ".yml"):
        return load_yaml(text, tags=True)
    if suffix == ".json":
        return json.loads(text)
    if suffix == ".py":
        return _constants(text)
    found = dict(reversed(SETTING.findall(text)))
    if "site" in found:
        found["site"] = found["site"].rstrip("/") + "/" + found.pop("base", "").strip("/")
    return found


def _constants(text: str) -> Data:
    """What a Python module assigns to a name, where that is a constant."""
    found: Data = {}
    for statement in ast.parse(text).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant):
            names = (target for target in statement.targets if isinstance(target, ast.Name))
            found |= {name.id: statement.value.value for name in names}
    return found
