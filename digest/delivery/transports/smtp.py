"""Provider "smtp": one session, one message after another, through the standard library.

What became of a message (RFC 5321, 4.2.5 and 4.5.4; RFC 1047): no server takes it before the final
dot, so every failure up to there means "not sent". From the dot on, only an answer can tell.
"""

import smtplib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from digest.core.addresses import mailbox
from digest.core.errors import DeliveryError
from digest.core.message import Accepted, Message, Outcome, Rejected, Retry, Unknown
from digest.delivery.smtp_session import (
    LOGIN_CODES,
    PORTS,
    Security,
    connect,
    refused,
    wait_up_to,
    words,
)

CLOSING = 421  # whatever it answers to: the server ends the session
QUIT_TIMEOUT_S = 5.0


@dataclass(slots=True)
class Adapter:
    """`ca_file` holds the certificates to trust instead of the system's.

    The waits are those of RFC 5321, 4.5.3.2. A shorter `final_timeout_s`, the one after the dot,
    leaves more addresses unknown.
    """

    host: str
    port: int | None = None
    security: Security = "starttls"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    connect_timeout_s: float = 60.0
    reply_timeout_s: float = 300.0
    final_timeout_s: float = 600.0
    _smtp: smtplib.SMTP | None = field(default=None, init=False, repr=False)

    def send(self, message: Message) -> Outcome:
        """Hand over one message.

        Raises:
            CredentialsError: the server refuses our login, or cannot be trusted.
            DeliveryError: the server is out of reach, or refuses our sender address.
        """
        try:
            return self._send(message)
        except BaseException:  # an interrupt, too, leaves a session in the middle of something
            self._drop()
            raise

    def close(self) -> None:
        """Say QUIT, if a session is open."""
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                wait_up_to(self._smtp, QUIT_TIMEOUT_S)
                self._smtp.quit()
        self._drop()

    def _send(self, message: Message) -> Outcome:
        try:
            to = mailbox(message.to)
        except ValueError as error:
            return Rejected(str(error))
        sender = _sender(message.sender)
        body = wire(message.data)
        try:
            if refusal := self._envelope(sender, to, len(body)):
                return refusal
            self._session().send(body)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Retry(f"the connection was lost before the message was whole: {error}")
        return self._finish()

    def _envelope(self, sender: str, to: str, size: int) -> Outcome | None:
        """MAIL, RCPT, DATA; None when the server now waits for the message."""
        if not to.isascii() and not self._session().has_extn("smtputf8"):
            return Rejected("the server takes no address with other than ASCII characters")
        code, text = self._mail(sender, size, utf8=not to.isascii())
        if 500 <= code < 600:
            raise refused(self._name, code, text)
        if 200 <= code < 300:
            code, text = self._session().rcpt(to)
            if 200 <= code < 300:
                code, text = self._session().docmd("DATA")
                if code == 354:
                    return None
        return self._refusal(code, text)

    def _mail(self, sender: str, size: int, *, utf8: bool) -> tuple[int, bytes]:
        """Begin a message, in a new session if the old one has been idle for too long."""
        kept = self._smtp is not None
        try:
            smtp = self._session()
            options = ["SMTPUTF8", "BODY=8BITMIME"] if utf8 else []
            options += [f"SIZE={size}"] if smtp.has_extn("size") else []
            code, text = smtp.mail(sender, options)
        except (smtplib.SMTPException, OSError):
            if not kept:
                raise
            code, text = CLOSING, b""
        if code == CLOSING and kept:
            self._drop()
            return self._mail(sender, size, utf8=utf8)
        return code, text

    def _finish(self) -> Outcome:
        """The final dot, and the answer to it."""
        smtp = self._session()
        try:
            wait_up_to(smtp, self.final_timeout_s)
            smtp.send(b".\r\n")
            code, text = smtp.getreply()
            wait_up_to(smtp, self.reply_timeout_s)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Unknown(f"the message was written, but never answered: {error}")
        if 200 <= code < 300:
            return Accepted(words(code, text))
        if code != CLOSING and 400 <= code < 600:
            return _verdict(code, text)
        self._drop()  # the session ended before the message was judged, or makes no sense
        return Unknown(words(code, text))

    def _refusal(self, code: int, text: bytes) -> Outcome:
        """What a refused command means for its message; the next one starts afresh."""
        if code in LOGIN_CODES:
            raise refused(self._name, code, text)
        judged = code != CLOSING and 400 <= code < 600
        try:
            reset = judged and self._session().rset()[0] == 250
        except (smtplib.SMTPException, OSError):
            reset = False
        if not reset:
            self._drop()
        return _verdict(code, text)

    def _session(self) -> smtplib.SMTP:
        if self._smtp is None:
            self._smtp = self._open()
        return self._smtp

    def _open(self) -> smtplib.SMTP:
        smtp = connect(
            self.host,
            self._port,
            self.security,
            username=self.username,
            password=self.password,
            ca_file=self.ca_file,
            timeout_s=self.connect_timeout_s,
        )
        wait_up_to(smtp, self.reply_timeout_s)
        return smtp

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None

    @property
    def _port(self) -> int:
        return self.port or PORTS[self.security]

    @property
    def _name(self) -> str:
        return f"{self.host}:{self._port}"


def wire(data: bytes) -> bytes:
    """The message as it travels, up to the final dot: CRLF line ends, leading dots doubled."""
    lines = (b"." + line if line.startswith(b".") else line for line in data.splitlines())
    return b"".join(line + b"\r\n" for line in lines)


def _verdict(code: int, text: bytes) -> Outcome:
    told = words(code, text)
    return Rejected(told) if 500 <= code < 600 else Retry(told)


def _sender(address: str) -> str:
    try:
        sender = mailbox(address)
        sender.encode("ascii")  # servers of readers that take no other must be able to answer
    except ValueError as error:
        raise DeliveryError(
            f"{address!r} cannot be a sender: {error}", "see from in [newsletter]"
        ) from error
    return sender
