import gzip
import tracemalloc
import zlib
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.fetch.bounded import TooLargeError, gunzip, identity


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


@given(st.binary(max_size=300), st.integers(1, 50))
def test_what_was_compressed_comes_out_in_any_pieces(data: bytes, size: int) -> None:
    assert gunzip(pieces(gzip.compress(data), size), 300) == data
    assert gunzip(pieces(zlib.compress(data), size), 300) == data
    assert identity(pieces(data, size), 300) == data


def test_all_members_of_a_gzip_file_are_read() -> None:
    assert gunzip([gzip.compress(b"one ") + gzip.compress(b"two")], 100) == b"one two"


def test_a_gzip_bomb_never_exists_in_memory() -> None:
    bomb = gzip.compress(bytes(100_000_000))
    tracemalloc.start()
    with pytest.raises(TooLargeError):
        gunzip([bomb], 1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_an_endless_body_ends_at_the_limit() -> None:
    with pytest.raises(TooLargeError):
        identity(repeat(b"x" * 1000), 10_000)


def test_the_limit_itself_is_allowed() -> None:
    assert len(identity([b"x" * 10], 10)) == 10
    assert len(gunzip([gzip.compress(b"x" * 10)], 10)) == 10
    with pytest.raises(TooLargeError):
        gunzip([gzip.compress(b"x" * 11)], 10)


@pytest.mark.parametrize("data", [b"no gzip", gzip.compress(b"cut short" * 99, mtime=0)[:-9]])
def test_broken_compression_is_an_error(data: bytes) -> None:
    with pytest.raises(zlib.error):
        gunzip([data], 10_000)
