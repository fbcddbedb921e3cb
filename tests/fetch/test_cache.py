import os
from pathlib import Path

import pytest

from digest.core.errors import SourceError
from digest.core.ports import Document
from digest.fetch.cache import KEPT_S, TRUST_S, Answer, Cache, body_hash
from digest.fetch.hosts import Hosts

URL = "https://example.org/feed.xml"


def answer(body: bytes = b"one\ntwo\n", **more: object) -> Answer:
    return Answer(URL, body_hash(body), "text/xml", '"e"', "then", body=body, **more)  # type: ignore[arg-type]


def only_file(cache: Cache) -> Path:
    (file,) = cache.folder.iterdir()
    return file


def test_an_answer_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "http")
    cache.keep(URL, answer(fetched=5.0))
    found = cache.find(URL)
    assert found
    assert (found.location, found.etag, found.last_modified) == (URL, '"e"', "then")
    assert (found.hash, found.fetched) == (body_hash(b"one\ntwo\n"), 5.0)
    assert found.document() == Document(b"one\ntwo\n", URL, "text/xml")
    assert cache.find(URL + "?other") is None


def test_a_file_that_is_not_whole_counts_as_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.keep(URL, answer())
    file = only_file(cache)
    whole = file.read_bytes()
    for size in range(len(whole)):
        file.write_bytes(whole[:size])
        assert cache.find(URL) is None
    file.write_bytes(b"[]\n")
    assert cache.find(URL) is None


def test_what_is_kept_holds_nothing_of_the_question(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.keep(URL, answer())
    assert b"User-Agent" not in only_file(cache).read_bytes()
    assert only_file(cache).name.isalnum()


def test_a_confirmed_answer_is_kept_as_if_it_were_new(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.keep(URL, answer())
    os.utime(only_file(cache), (1000, 1000))
    old = cache.find(URL)
    assert old
    cache.confirm(old)
    cache.prune()
    assert cache.find(URL) == old


def test_a_server_is_not_believed_for_ever_that_nothing_changed(tmp_path: Path) -> None:
    cache = Cache(tmp_path, clock=lambda: 1e9)
    assert cache.trusts(answer(fetched=1e9 - TRUST_S + 1))
    assert not cache.trusts(answer(fetched=1e9 - TRUST_S - 1))
    assert not cache.trusts(answer(fetched=1e9 + 1))


def test_a_copy_that_was_deleted_meanwhile_is_a_source_error(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.keep(URL, answer())
    found = cache.find(URL)
    assert found
    only_file(cache).unlink()
    cache.confirm(found)
    with pytest.raises(SourceError):
        found.document()


def test_a_cache_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    (tmp_path / "http").write_text("a file where the folder should be")
    cache = Cache(tmp_path / "http")
    cache.keep(URL, answer())
    assert cache.find(URL) is None


def test_what_nobody_asks_for_any_more_is_thrown_away(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "http", clock=lambda: 1e9)
    cache.prune()
    for url, checked in ((URL, 1e9 - KEPT_S + 1), (URL + "?old", 1e9 - KEPT_S - 1)):
        cache.keep(url, answer())
        kept = cache.find(url)
        assert kept
        assert kept.file
        os.utime(kept.file, (checked, checked))
    cache.prune()
    assert cache.find(URL)
    assert cache.find(URL + "?old") is None


def test_a_wait_is_remembered_until_it_is_over(tmp_path: Path) -> None:
    file, now = tmp_path / "waits.json", [100.0]
    Hosts(file, clock=lambda: now[0]).close("example.org", 160.0)
    later = Hosts(file, clock=lambda: now[0])
    assert later.closed_until("example.org") == 160.0
    assert later.closed_until("example.net") is None
    now[0] = 161.0
    assert later.closed_until("example.org") is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": "b"}', '{"a": null}'])
def test_a_broken_file_of_waits_holds_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "waits.json"
    file.write_text(text)
    assert Hosts(file).closed_until("a") is None
