import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from digest.config.secrets import resolve
from digest.core.errors import CredentialsError


def test_env_reads_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", " a:b ")
    assert resolve("env:SMTP_PASSWORD") == " a:b "


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_file_is_read_from_the_project_without_its_line_end(tmp_path: Path, ending: str) -> None:
    (tmp_path / "secret").write_bytes(f" pass word {ending}".encode())
    assert resolve("file:secret", folder=tmp_path) == " pass word "
    assert resolve(f"file:{tmp_path}/secret") == " pass word "


def test_file_may_lie_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "secret").write_text("horse")
    assert resolve("file:~/secret") == "horse"


def test_keyring_is_asked_for_service_and_user(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = {("smtp.example.org", "ann/b"): "horse"}
    keyring = SimpleNamespace(
        get_password=lambda service, user: entries.get((service, user)),
        errors=SimpleNamespace(KeyringError=RuntimeError),
    )
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    assert resolve("keyring:smtp.example.org/ann/b") == "horse"
    with pytest.raises(CredentialsError, match=r"keyring:smtp\.example\.org/bob"):
        resolve("keyring:smtp.example.org/bob")


def test_keyring_without_its_package_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(CredentialsError) as refusal:
        resolve("keyring:smtp.example.org/ann")
    assert "pip install keyring" in refusal.value.hint


def test_keyring_that_is_locked_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_service: str, _user: str) -> str:
        raise RuntimeError("locked")

    keyring = SimpleNamespace(
        get_password=locked, errors=SimpleNamespace(KeyringError=RuntimeError)
    )
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    with pytest.raises(CredentialsError, match="locked"):
        resolve("keyring:smtp.example.org/ann")


@pytest.mark.parametrize("reference", ["env:DIGEST_TEST_UNSET", "file:missing", "file:empty"])
def test_nothing_behind_a_reference_names_the_reference(tmp_path: Path, reference: str) -> None:
    (tmp_path / "empty").write_text("\n")
    with pytest.raises(CredentialsError, match=reference.partition(":")[2]) as refusal:
        resolve(reference, folder=tmp_path)
    assert refusal.value.hint


@pytest.mark.parametrize("literal", ["hunter2", "hunter:two", "env:", "", "ENV:hunter2"])
def test_written_out_password_is_refused_and_not_repeated(literal: str) -> None:
    with pytest.raises(CredentialsError) as refusal:
        resolve(literal)
    assert "hunter" not in f"{refusal.value.message} {refusal.value.hint}"
    assert "env:SMTP_PASSWORD" in refusal.value.hint
