"""`[links]`, and `max_bytes` of `[design]`."""

import pytest

from digest.config import load
from digest.config.settings import Design, Links, Settings
from digest.core.errors import ConfigError

START = '[newsletter]\ntitle = "T"\nfrom = "t@example.org"\n'


@pytest.fixture
def loaded(tmp_path):
    def read(text: str) -> Settings:
        file = tmp_path / "digest.toml"
        file.write_text(START + text, "utf-8")
        return load.load(file, {}, (), ("weekly",))  # type: ignore[arg-type]

    return read


def test_without_the_table_links_stay_as_they_are(loaded) -> None:
    assert loaded("").newsletter.links == Links()


def test_parameters_and_hosts_are_read(loaded) -> None:
    text = (
        '[links]\nutm_source = "digest"\nutm_campaign = "{issue}"\nuntagged = ["Files.example.org"]'
    )
    links = loaded(text).newsletter.links
    assert links == Links("digest", None, "{issue}", ("files.example.org",))
    assert links.of("2026-W09").parameters == (
        ("utm_source", "digest"),
        ("utm_campaign", "2026-W09"),
    )


def test_every_mistake_is_told(loaded) -> None:
    text = '[links]\nutm_campaign = "{week}"\nutm_medum = "x"\nuntagged = ["https://e.org/"]'
    with pytest.raises(ConfigError) as caught:
        loaded(text)
    told = [problem.message for problem in caught.value.problems]
    assert told == [
        'utm_campaign = "{week}": {week} is not known',
        "unknown key utm_medum in [links]",
        'untagged: "https://e.org/" is no host',
    ]


@pytest.mark.parametrize(
    ("value", "limit"), [("false", 0), ("0", 0), ("80000", 80_000), (None, Design().max_bytes)]
)
def test_the_size_that_fits_can_be_set_and_switched_off(loaded, value, limit) -> None:
    line = f"max_bytes = {value}" if value else ""
    assert loaded(f"[design]\n{line}").design.max_bytes == limit


@pytest.mark.parametrize("value", ["true", "-1", '"90 KB"'])
def test_another_size_is_a_mistake(loaded, value) -> None:
    with pytest.raises(ConfigError, match="1 mistake"):
        loaded(f"[design]\nmax_bytes = {value}")
