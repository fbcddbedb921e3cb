"""Events for every open page, by server-sent events: https://html.spec.whatwg.org/#server-sent-events."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Mapping
from threading import Lock
from typing import NamedTuple

PING_S = 15.0
LEFT = 3
HELLO = b"retry: 1000\n\n"
PING = b": ping\n\n"


class _Listener(NamedTuple):
    """A page that listens; `issue` is what it shows."""

    issue: str
    loop: asyncio.AbstractEventLoop
    queue: "asyncio.Queue[bytes | None]"

    def hand(self, message: bytes | None) -> None:
        self.loop.call_soon_threadsafe(self.queue.put_nowait, message)


class Hub:
    """Who listens; every method may be called from any thread."""

    def __init__(self) -> None:
        self._listeners: dict[int, _Listener] = {}
        self._left: deque[str] = deque(maxlen=LEFT)
        self._lock = Lock()

    @property
    def shown(self) -> frozenset[str]:
        """The issues that somebody looks at, or did lately: a hidden page does not listen."""
        with self._lock:
            return frozenset((*self._left, *(each.issue for each in self._listeners.values())))

    def tell(self, event: str, data: Mapping[str, object]) -> None:
        """Tell every page."""
        self._hand(message(event, data))

    def close(self) -> None:
        """Say goodbye, and let every page go."""
        self.tell("bye", {})
        self._hand(None)

    async def listen(self, issue: str, hello: Mapping[str, object]) -> AsyncIterator[bytes]:
        """What a page that shows `issue` is told from now on, until `close`."""
        listener = _Listener(issue, asyncio.get_running_loop(), asyncio.Queue())
        with self._lock:
            self._listeners[id(listener)] = listener
        try:
            yield HELLO + message("hello", hello)
            while (said := await _next(listener.queue)) is not None:
                yield said
        finally:
            with self._lock:
                del self._listeners[id(listener)]
                if issue not in self._left:
                    self._left.append(issue)

    def _hand(self, said: bytes | None) -> None:
        with self._lock:
            for listener in self._listeners.values():
                listener.hand(said)


def message(event: str, data: Mapping[str, object]) -> bytes:
    """An event as it travels."""
    return f"event: {event}\ndata: {json.dumps(data)}\n\n".encode()


async def _next(queue: "asyncio.Queue[bytes | None]") -> bytes | None:
    """What is told next; after a while of silence a sign of life."""
    try:
        return await asyncio.wait_for(queue.get(), PING_S)
    except TimeoutError:
        return PING
