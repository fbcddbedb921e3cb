"""An SMTP session up to its first message: connected, encrypted, logged in; or why not.

Encryption and a certificate that holds are demanded as configured: there is no falling back.
A CredentialsError means that no further try will help, a DeliveryError that one may.
"""

import base64
import ipaddress
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from digest.core.errors import CredentialsError, DeliveryError

Security = Literal["starttls", "tls", "none"]
PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}

# What a client without a public name may say (RFC 5321, 4.1.4); it tells nothing of this machine.
CLIENT = "[127.0.0.1]"
# "Authentication required" and its like, whatever they answer to (RFC 4954, 6).
LOGIN_CODES = frozenset({530, 534, 535, 538})
SETTINGS = "see host, port, security and ca_file in [delivery]"
LOGIN = "see username and password in [delivery]"


def connect(
    host: str,
    port: int,
    security: Security,
    *,
    username: str | None,
    password: str | None,
    ca_file: Path | None,
    timeout_s: float,
) -> smtplib.SMTP:
    """A session that is ready for MAIL.

    Raises:
        CredentialsError: no login, no STARTTLS, or a certificate that does not hold.
        DeliveryError: the server is out of reach, or will not talk to us.
    """
    server = f"{host}:{port}"
    if username and not password:
        raise CredentialsError(f"{server}: no password for {username}", LOGIN)
    if username and security == "none" and not _is_loopback(host):
        raise CredentialsError(
            f"{server}: a password is never sent without encryption",
            'set security = "starttls" or "tls" in [delivery]',
        )
    with _translated(server):
        smtp = _greeted(host, port, security, ca_file, timeout_s)
        try:
            if security == "starttls":
                smtp.starttls(context=_context(ca_file))
            smtp.ehlo_or_helo_if_needed()
            if username and password:
                _login(smtp, server, username, password)
        except BaseException:
            smtp.close()
            raise
    return smtp


def wait_up_to(smtp: smtplib.SMTP, seconds: float) -> None:
    """Bound each answer of the server, from here on."""
    if smtp.sock:
        smtp.sock.settimeout(seconds)


def refused(server: str, code: int, text: bytes | str) -> CredentialsError | DeliveryError:
    """The error for a server that refuses us, rather than a recipient or a message."""
    told = f"{server}: {words(code, text)}"
    return CredentialsError(told, LOGIN) if code in LOGIN_CODES else DeliveryError(told, SETTINGS)


def words(code: int, text: bytes | str) -> str:
    """An answer of the server on one line, not too long."""
    said = text if isinstance(text, str) else text.decode("utf-8", "replace")
    return " ".join(f"{code} {said}".split())[:300]


@contextmanager
def _translated(server: str) -> Iterator[None]:
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        told = f"{server}: the certificate does not hold: {error.verify_message}"
        raise CredentialsError(told, SETTINGS) from error
    except smtplib.SMTPNotSupportedError as error:
        raise CredentialsError(f"{server}: {error}", SETTINGS) from error
    except smtplib.SMTPResponseException as error:
        raise refused(server, error.smtp_code, error.smtp_error) from error
    except UnicodeError as error:
        raise DeliveryError(f"{server}: no such name of a server can be", SETTINGS) from error
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryError(f"{server}: {error.strerror or error}", SETTINGS) from error


def _greeted(
    host: str, port: int, security: Security, ca_file: Path | None, timeout_s: float
) -> smtplib.SMTP:
    if security == "tls":
        context = _context(ca_file)
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, CLIENT, timeout=timeout_s, context=context
        )
    else:
        smtp = smtplib.SMTP(host, port, CLIENT, timeout=timeout_s)
    if smtp.sock:  # the dot that ends a message travels alone, and must not wait for an ACK
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return smtp


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _login(smtp: smtplib.SMTP, server: str, username: str, password: str) -> None:
    try:
        smtp.login(username, password)
    except smtplib.SMTPAuthenticationError as error:
        answer = _without(words(error.smtp_code, error.smtp_error), username, password)
        if 400 <= error.smtp_code < 500:
            raise DeliveryError(f"{server}: no login for now: {answer}") from None
        raise CredentialsError(f"{server}: login refused: {answer}", LOGIN) from None
    except UnicodeEncodeError:
        raise CredentialsError(f"{server}: a login must be plain ASCII", LOGIN) from None


def _context(ca_file: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        raise CredentialsError(f"{ca_file}: no usable certificates: {error}", SETTINGS) from error


def _without(answer: str, username: str, password: str) -> str:
    """The answer less our secret, which some servers repeat."""
    for secret in (password, f"\0{username}\0{password}"):
        answer = answer.replace(base64.b64encode(secret.encode()).decode(), "***")
        answer = answer.replace(secret, "***")
    return answer
