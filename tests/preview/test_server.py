"""Where the preview listens."""

import socket

import pytest

from digest.core.errors import UsageError
from digest.preview import server


def test_server_listens_on_loopback_only():
    with server.listen(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


def test_port_in_use_is_named():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} cannot be used") as told:
            server.listen(port)
    assert "leave it out" in told.value.hint


def test_next_free_port_is_taken(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(server, "PORTS", (port, 0))
        with server.listen(None) as listening:
            assert listening.getsockname()[1] != port


def test_no_free_port_asks_for_one(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setattr(server, "PORTS", (taken.getsockname()[1],))
        with pytest.raises(UsageError, match="no free port"):
            server.listen(None)
