"""A body put together from chunks, never larger than allowed."""

import zlib
from collections.abc import Iterable

PIECE = 65_536  # what is decompressed at a time: a bomb goes off in small pieces
EITHER = 47  # zlib's window bits for gzip or zlib, whichever it is


class TooLargeError(Exception):
    """The body is larger than allowed."""


def identity(chunks: Iterable[bytes], limit: int) -> bytes:
    """The body as it comes.

    Raises:
        TooLargeError: it has more than `limit` bytes.
    """
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > limit:
            raise TooLargeError
    return bytes(body)


def gunzip(chunks: Iterable[bytes], limit: int) -> bytes:
    """The body decompressed; no more than `limit` bytes of it ever exist.

    Raises:
        TooLargeError: it has more than `limit` bytes.
        zlib.error: it is no gzip, or ends too early.
    """
    body = bytearray()
    stream = zlib.decompressobj(EITHER)
    for chunk in chunks:
        rest = chunk
        while rest:
            if stream.eof:  # a gzip file may have several members
                stream = zlib.decompressobj(EITHER)
            body += stream.decompress(rest, PIECE)
            if len(body) > limit:
                raise TooLargeError
            rest = stream.unconsumed_tail or stream.unused_data
    if body and not stream.eof:
        raise zlib.error("the compressed data ends too early")
    return bytes(body)
