"""How much, and how long."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """`body_bytes` counts after decompression; `total_s` counts from the first connection on."""

    body_bytes: int = 10_000_000
    redirects: int = 5
    connect_s: float = 5.0
    read_s: float = 10.0
    total_s: float = 20.0


DEFAULT = Limits()
