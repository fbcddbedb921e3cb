"""Compiled templates are kept for the next process, and only where nobody else can write."""

from inspect import getsourcefile
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from jinja2.defaults import DEFAULT_FILTERS

from digest.render.bytecode import SOURCES, kept
from digest.render.templates import Design, new_environment


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the user that is empty yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def rendered(source: str, *, autoescape: bool = False, own: Any = str) -> tuple[str, bool]:
    """What becomes of the template in a new environment, and whether it had to be compiled."""
    compiled = []

    class Watched(Environment):
        def _compile(self, source: str, filename: str) -> object:
            compiled.append(filename)
            return super()._compile(source, filename)

    made = Watched(loader=DictLoader({"a": source}), autoescape=autoescape)
    made.filters["own"] = own
    made.bytecode_cache = kept(autoescape=autoescape)
    return made.get_template("a").render(x="<"), bool(compiled)


def files(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file()]


def test_what_was_compiled_once_is_not_compiled_again(home: Path) -> None:
    assert rendered("a {{ x }}") == ("a <", True)
    assert rendered("a {{ x }}") == ("a <", False)


def test_a_changed_template_is_compiled_again(home: Path) -> None:
    rendered("a")
    assert rendered("b") == ("b", True)


def test_escaping_is_not_taken_from_a_template_that_does_not_escape(home: Path) -> None:
    rendered("{{ x }}")
    assert rendered("{{ x }}", autoescape=True) == ("&lt;", True)


@pytest.mark.parametrize("left", [0, 1, 20, 40, -1])
def test_a_file_that_is_cut_off_is_made_again(home: Path, left: int) -> None:
    rendered("a")
    [file] = files(home)
    file.write_bytes(file.read_bytes()[:left])
    assert rendered("a") == ("a", True)
    assert rendered("a") == ("a", False)


def test_damage_is_noticed_wherever_it_is(home: Path) -> None:
    rendered("text {{ x }} side")
    [file] = files(home)
    whole = file.read_bytes()
    for place in range(0, len(whole), 5):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert rendered("text {{ x }} side") == ("text < side", True)
        assert rendered("text {{ x }} side") == ("text < side", False)


def test_what_a_filter_once_made_of_a_constant_is_not_kept_longer_than_the_filter(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "filters.py"
    monkeypatch.setattr("digest.render.bytecode.SOURCES", (source,))
    source.write_text("as it was")
    assert rendered("{{ 'a' | own }}", own=str.upper) == ("A", True)
    source.write_text("as it is")
    assert rendered("{{ 'a' | own }}", own=str.title) == ("A", True)
    assert rendered("{{ 'a' | own }}", own=lambda text: text * 2) == ("A", False)
    source.write_text("as it will be")
    assert rendered("{{ 'a' | own }}", own=lambda text: text * 2) == ("aa", True)


def test_the_sources_that_the_byte_code_depends_on_are_those_of_the_environment() -> None:
    made = new_environment(Design("weekly", (), "en", ("weekly",)))
    ours = {f for name, f in made.filters.items() if DEFAULT_FILTERS.get(name) is not f}
    assert {Path(getsourcefile(f)) for f in [new_environment, *ours]} == set(SOURCES)


def test_a_folder_that_others_can_write_is_not_believed(home: Path) -> None:
    rendered("a")
    files(home)[0].parent.chmod(0o770)
    assert kept(autoescape=True) is None
    assert rendered("a") == ("a", True)


def test_a_link_to_another_folder_is_not_believed(home: Path) -> None:
    rendered("a")
    folder = files(home)[0].parent
    folder.rename(home / "elsewhere")
    folder.symlink_to(home / "elsewhere")
    assert kept(autoescape=True) is None


def test_nobody_else_may_read_what_is_kept(home: Path) -> None:
    rendered("a")
    assert files(home)[0].parent.stat().st_mode & 0o777 == 0o700


def test_a_place_that_cannot_be_written_is_no_mistake(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "file"))
    assert rendered("a") == ("a", True)


def test_a_relative_cache_folder_is_not_meant(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("HOME", str(home))
    rendered("a")
    assert files(home)[0].is_relative_to(home / ".cache/digest")
