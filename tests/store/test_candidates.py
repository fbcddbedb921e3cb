"""selection.json is read as it is written."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from digest.core.errors import DigestError
from digest.core.model import AlsoIn, Candidate, Post
from digest.core.when import When
from digest.store.candidates import read
from digest.store.posts import candidate_to_json

BERLIN = ZoneInfo("Europe/Berlin")
DAY = When(None, date(2026, 3, 4), "day", "March 4", "capture")
INSTANT = When(datetime(2026, 3, 4, 10, tzinfo=UTC), None, "instant", "now", "feed")
POST = Post(
    "a",
    "What a queue forgets",
    url="https://a.example.org/queue/",
    summary="About it.",
    published=INSTANT,
    authors=("Ann",),
    tags=("queues",),
    minutes=0,
    also_in=(AlsoIn("b", "https://b.example.org/queue/"), AlsoIn("c", None)),
)
CANDIDATES = (
    Candidate(POST, selected=True, code="selected", reason="in window"),
    Candidate(Post("b", "No Address", published=DAY), selected=False, code="dropped", reason="x"),
    Candidate(Post("b", "No date"), selected=False, code="undated-page", reason="a page"),
)


def stored(tmp_path: Path, candidates: object) -> Path:
    (tmp_path / "selection.json").write_text(json.dumps({"candidates": candidates}), "utf-8")
    return tmp_path


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    data = [candidate_to_json(candidate, BERLIN) for candidate in CANDIDATES]

    found = read(stored(tmp_path, data))

    assert [candidate_to_json(candidate, BERLIN) for candidate in found] == data


def test_a_post_is_known_by_all_its_addresses_or_by_its_title(tmp_path: Path) -> None:
    data = [candidate_to_json(candidate, BERLIN) for candidate in CANDIDATES]

    keys = [candidate.post.keys for candidate in read(stored(tmp_path, data))]

    assert keys[:2] == [
        ("a.example.org/queue", "b.example.org/queue"),
        ("title:b:no address",),
    ]


@pytest.mark.parametrize("candidates", [None, [{}], [{"url": 1}], "x"])
def test_a_broken_file_is_told(tmp_path: Path, candidates: object) -> None:
    with pytest.raises(DigestError, match=r"selection\.json: lacks"):
        read(stored(tmp_path, candidates))


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(DigestError, match=r"selection\.json"):
        read(tmp_path)
