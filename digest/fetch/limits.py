"""How much, how long, how often."""

from digest.core.quick import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """`body_bytes` counts after decompression; `total_s` counts the time that we are connected.

    `retries` are made after a pause of `pause_s`, then of twice that, each up to half as long
    again. A server that asks us to come back is waited for when that is within `wait_s`.
    `per_host` is how many connections one host has to bear.
    """

    body_bytes: int = 10_000_000
    redirects: int = 5
    connect_s: float = 5.0
    read_s: float = 10.0
    total_s: float = 20.0
    retries: int = 2
    pause_s: float = 0.5
    wait_s: float = 5.0
    per_host: int = 2


DEFAULT = Limits()
