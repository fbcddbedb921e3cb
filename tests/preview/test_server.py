"""Where the preview listens."""

import socket

import pytest

from digest.core.errors import UsageError
from digest.preview import server


def test_server_listens_on_loopback_only():
    with server.listen(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


def test_next_free_port_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with server.listen(port) as listening:
            assert port < listening.getsockname()[1] < port + server.TRIES


def test_no_free_port_asks_for_another(monkeypatch):
    monkeypatch.setattr(server, "TRIES", 1)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} cannot be used") as told:
            server.listen(port)
    assert "--port" in told.value.hint
