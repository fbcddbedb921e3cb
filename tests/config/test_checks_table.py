"""`[checks]`: where SpamAssassin's daemon listens, and which mail programs matter."""

import pytest

from digest.config import load
from digest.config.settings import Settings
from digest.core.errors import ConfigError

START = '[newsletter]\ntitle = "T"\nfrom = "t@example.org"\n[checks]\n'


@pytest.fixture
def loaded(tmp_path):
    def read(text: str) -> Settings:
        file = tmp_path / "digest.toml"
        file.write_text(START + text, "utf-8")
        return load.load(file, {}, (), ("weekly",))  # type: ignore[arg-type]

    return read


@pytest.mark.parametrize(
    "address", ["127.0.0.1:783", "spam.example.org:783", "[::1]:783", "/run/spamd.sock"]
)
def test_spamd_is_a_host_with_a_port_or_a_path(loaded, address) -> None:
    assert loaded(f'spamd = "{address}"').checks.spamd == address


def test_without_it_there_is_no_daemon(loaded) -> None:
    assert loaded("").checks.spamd is None


@pytest.mark.parametrize("address", ["", "localhost", "783", "http://e.org:783", "run/spamd.sock"])
def test_another_address_is_a_mistake(loaded, address) -> None:
    with pytest.raises(ConfigError) as caught:
        loaded(f'spamd = "{address}"')

    (problem,) = caught.value.problems
    assert (problem.line, problem.hint) == (5, 'write spamd = "127.0.0.1:783"')


def test_the_mail_programs_that_matter_are_families_that_the_data_know(loaded) -> None:
    assert loaded('clients = ["gmail", "web-de"]').checks.clients == ("gmail", "web-de")
    assert loaded("").checks.clients == ()


@pytest.mark.parametrize(
    ("name", "hint"), [("gmial", 'did you mean "gmail"?'), ("lotus", "one of gmail, outlook, ")]
)
def test_an_unknown_mail_program_is_a_mistake_with_the_nearest(loaded, name, hint) -> None:
    with pytest.raises(ConfigError) as caught:
        loaded(f'clients = ["{name}"]')
    (problem,) = caught.value.problems

    assert f'clients = "{name}"' in problem.message
    assert problem.hint.startswith(hint)
