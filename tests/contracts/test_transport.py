"""What every provider must do, done with each: the real adapter against a real server."""

import asyncio
import pkgutil
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from digest.core.errors import CredentialsError
from digest.core.message import Accepted, Message, Rejected
from digest.core.ports import Transport
from digest.delivery import transports
from digest.delivery.smtp_session import Security
from digest.delivery.transports import outbox, smtp

# aiosmtpd does not count a TLS socket as encrypted, nor the loopback as safe.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

SECRET = "correct horse"
HEAD = b"From: digest@example.org\r\nTo: ann@example.net\r\nSubject: Hello\r\n\r\n"


@dataclass
class Case:
    transport: Transport
    received: Callable[[], list[bytes]]


class Inbox:
    """A server's memory: whom it took which message for."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.recipients: list[str] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.bodies.append(envelope.original_content)
        self.recipients += envelope.rcpt_tos
        return "250 2.0.0 queued"


class FreePort(Controller):
    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


def only_ann(_server: object, _session: object, _envelope: object, method: str, data: Any) -> Any:
    assert isinstance(data, LoginPassword)
    right = (data.login, data.password) == (b"ann", SECRET.encode())
    return AuthResult(success=right, handled=False)


@contextmanager
def server(inbox: Inbox, **options: Any) -> Iterator[int]:
    controller = FreePort(inbox, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return path


@pytest.fixture
def server_tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture(params=["starttls", "tls"])
def security(request: pytest.FixtureRequest) -> Security:
    chosen: Security = request.param
    return chosen


@contextmanager
def outbox_case(folder: Path, _ca: Path, _tls: ssl.SSLContext) -> Iterator[Case]:
    transport = outbox.Adapter(folder / "outbox")
    written = (folder / "outbox").glob
    yield Case(
        transport,
        lambda: [
            path.read_bytes() for path in sorted(written("*"), key=lambda p: p.stat().st_mtime_ns)
        ],
    )


@contextmanager
def smtp_case(security: Security, ca_file: Path, **options: Any) -> Iterator[Case]:
    inbox = Inbox()
    with server(inbox, **options) as port:
        transport = smtp.Adapter("127.0.0.1", port, security, "ann", SECRET, ca_file)
        yield Case(transport, lambda: inbox.bodies)
        transport.close()


def plain(_folder: Path, ca_file: Path, _tls: ssl.SSLContext) -> AbstractContextManager[Case]:
    options = {"authenticator": only_ann, "auth_require_tls": False, "auth_required": True}
    return smtp_case("none", ca_file, **options)


def starttls(_folder: Path, ca_file: Path, tls: ssl.SSLContext) -> AbstractContextManager[Case]:
    options = {"authenticator": only_ann, "require_starttls": True, "auth_required": True}
    return smtp_case("starttls", ca_file, tls_context=tls, **options)


def implicit(_folder: Path, ca_file: Path, tls: ssl.SSLContext) -> AbstractContextManager[Case]:
    options = {"authenticator": only_ann, "auth_require_tls": False, "auth_required": True}
    return smtp_case("tls", ca_file, ssl_context=tls, **options)


CASES = {"outbox": outbox_case, "smtp": starttls, "smtp tls": implicit, "smtp none": plain}


@pytest.fixture(params=CASES)
def case(
    request: pytest.FixtureRequest, tmp_path: Path, ca_file: Path, server_tls: ssl.SSLContext
) -> Iterator[Case]:
    with CASES[request.param](tmp_path, ca_file, server_tls) as opened:
        yield opened


def message(body: bytes, number: int = 1, to: str = "ann@example.net") -> Message:
    return Message("digest@example.org", to, f"<{number}@example.org>", HEAD + body)


def test_every_provider_is_under_this_contract() -> None:
    names = {module.name for module in pkgutil.iter_modules(transports.__path__)}
    assert names == {name.split()[0] for name in CASES}


@pytest.mark.parametrize(
    "body",
    [
        b"plain\r\n",
        b".\r\n..\r\n.hidden\r\n\r\n.",
        b"x" * 998 + b"\r\n",
        b"\r\n" * 5,
        b"line =E2=80=94\r\n" * 6000,
    ],
    ids=["plain", "dots", "longest line", "empty lines", "84 KB"],
)
def test_message_arrives_byte_for_byte(case: Case, body: bytes) -> None:
    assert isinstance(case.transport.send(message(body)), Accepted)
    whole = HEAD + body
    assert case.received() == [whole if case.received()[0] == whole else whole + b"\r\n"]


def test_every_message_of_a_session_arrives_in_order(case: Case) -> None:
    sent = [message(b"number %d\r\n" % number, number) for number in range(5)]
    assert all(isinstance(case.transport.send(one), Accepted) for one in sent)
    assert case.received() == [one.data for one in sent]


def test_closing_is_no_end(case: Case) -> None:
    case.transport.close()
    case.transport.send(message(b"first\r\n"))
    case.transport.close()
    case.transport.close()
    assert isinstance(case.transport.send(message(b"second\r\n", 2)), Accepted)
    assert len(case.received()) == 2


def test_no_secret_shows_in_its_text(case: Case) -> None:
    assert SECRET not in repr(case.transport)


def test_smtp_certificate_of_an_unknown_authority_is_refused(
    server_tls: ssl.SSLContext, security: Security
) -> None:
    inbox = Inbox()
    key = "tls_context" if security == "starttls" else "ssl_context"
    with server(inbox, **{key: server_tls}) as port:
        transport = smtp.Adapter("127.0.0.1", port, security, "ann", SECRET)
        with pytest.raises(CredentialsError, match="certificate does not hold"):
            transport.send(message(b"Hello\r\n"))
    assert inbox.bodies == []


def test_smtp_certificate_of_another_host_is_refused(
    server_tls: ssl.SSLContext, ca_file: Path, security: Security
) -> None:
    inbox = Inbox()
    key = "tls_context" if security == "starttls" else "ssl_context"
    with server(inbox, **{key: server_tls}) as port:
        transport = smtp.Adapter("localhost", port, security, "ann", SECRET, ca_file)
        with pytest.raises(CredentialsError, match="certificate does not hold"):
            transport.send(message(b"Hello\r\n"))
    assert inbox.bodies == []


def test_smtp_wrong_password_is_about_credentials(
    server_tls: ssl.SSLContext, ca_file: Path
) -> None:
    inbox = Inbox()
    with server(inbox, authenticator=only_ann, auth_required=True, tls_context=server_tls) as port:
        transport = smtp.Adapter("127.0.0.1", port, "starttls", "ann", "wrong", ca_file)
        with pytest.raises(CredentialsError, match="login refused: 535"):
            transport.send(message(b"Hello\r\n"))
    assert inbox.bodies == []


def test_smtp_international_address_goes_to_a_server_that_takes_it() -> None:
    inbox = Inbox()
    with server(inbox, enable_SMTPUTF8=True) as port:
        transport = smtp.Adapter("127.0.0.1", port, "none")
        outcomes = [
            transport.send(message("Grüße\r\n".encode(), to="jörg@bücher.example")),
            transport.send(message(b"Hello\r\n", 2)),
        ]
        transport.close()
    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    assert inbox.recipients == ["jörg@xn--bcher-kva.example", "ann@example.net"]
    assert inbox.bodies[0].endswith("Grüße\r\n".encode())


def test_smtp_line_that_the_server_finds_too_long_is_rejected_and_spares_the_next() -> None:
    inbox = Inbox()
    with server(inbox) as port:
        transport = smtp.Adapter("127.0.0.1", port, "none")
        outcome = transport.send(message(b"x" * 2000 + b"\r\n"))
        after = transport.send(message(b"Hello\r\n", 2))
        transport.close()
    assert isinstance(outcome, Rejected)
    assert outcome.code.startswith("500")
    assert isinstance(after, Accepted)
    assert len(inbox.bodies) == 1
