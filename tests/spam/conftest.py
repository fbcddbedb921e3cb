"""A spamd that says what it is told to, and a program that stands in for SpamAssassin."""

import socket
import threading
from contextlib import contextmanager

import pytest

from digest.spam import program as client


@pytest.fixture
def spamd():
    """Serves one answer on loopback, and keeps what it was asked."""

    @contextmanager
    def serve(answer, listener=None, *, linger=None):
        listener = listener or socket.create_server(("127.0.0.1", 0))
        asked = []

        def talk():
            connection, _ = listener.accept()
            with connection:
                while some := connection.recv(65_536):
                    asked.append(some)
                for piece in answer:
                    try:
                        connection.sendall(piece)
                    except OSError:
                        return
                if linger:
                    linger.wait(10)

        thread = threading.Thread(target=talk)
        thread.start()
        try:
            name = listener.getsockname()
            yield name if isinstance(name, str) else f"{name[0]}:{name[1]}", asked
        finally:
            if linger:
                linger.set()
            thread.join(10)
            listener.close()

    return serve


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Puts a `spamassassin` on PATH, written in shell."""

    def install(script):
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        file = folder / "spamassassin"
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        monkeypatch.setattr(client, "NAME", "spamassassin")
        return str(file)

    return install
