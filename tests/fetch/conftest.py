import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from digest.fetch import client
from tests.fetch.server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.http.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.stop.set()
    server.http.shutdown()
    thread.join()
    server.http.server_close()


@pytest.fixture
def tls(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The server with a certificate for blog.example.org, from an authority that is trusted."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("blog.example.org").configure_cert(context)
    server.http.socket = context.wrap_socket(server.http.socket, server_side=True)
    client._tls.cache_clear()
    yield server
    client._tls.cache_clear()
