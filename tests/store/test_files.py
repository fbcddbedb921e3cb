from pathlib import Path

import pytest

from digest.core.errors import DigestError
from digest.store.files import read_json, sha256, write, write_json


def test_a_file_is_written_whole_with_its_folders(tmp_path: Path) -> None:
    file = tmp_path / "issues" / "2026-W09" / "issue.html"
    write(file, "Grüße\n")
    assert file.read_bytes() == "Grüße\n".encode()
    assert [entry.name for entry in file.parent.iterdir()] == ["issue.html"]


def test_a_file_that_holds_the_data_already_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "issue.html"
    write(file, b"same")
    before = file.stat()
    write(file, "same")
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    write(file, "other")
    assert file.read_text() == "other"
    assert file.stat().st_ino != before.st_ino


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "sent.json"
    write(file, "old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DigestError, match="No space left"):
        write(file, "new")
    assert file.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["sent.json"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "issues").write_text("a file where a folder should be")
    with pytest.raises(DigestError, match="cannot be written") as caught:
        write(tmp_path / "issues" / "seen.jsonl", "x")
    assert "file" in caught.value.hint


def test_json_reads_well_in_a_diff_and_comes_back(tmp_path: Path) -> None:
    data = {"title": "Größe", "posts": [1, None], "empty": {}}
    write_json(tmp_path / "a.json", data)
    assert (tmp_path / "a.json").read_text("utf-8").startswith('{\n  "title": "Größe",\n')
    assert read_json(tmp_path / "a.json") == data


def test_a_missing_file_is_none_and_a_broken_one_is_named(tmp_path: Path) -> None:
    assert read_json(tmp_path / "a.json") is None
    for text in (b"{", b"[]", b"null", b"\xff", b""):
        (tmp_path / "a.json").write_bytes(text)
        with pytest.raises(DigestError, match=r"a\.json") as caught:
            read_json(tmp_path / "a.json")
        assert caught.value.hint == "restore it from git"


def test_a_folder_in_a_files_place_is_not_restored_but_moved(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(DigestError, match=r"a\.json: cannot be read \(Is a directory\)") as caught:
        read_json(tmp_path / "a.json")
    assert "move the folder away" in caught.value.hint


def test_text_and_its_bytes_have_one_hash() -> None:
    assert sha256("Größe") == sha256("Größe".encode())
    assert sha256("a") != sha256("b")
