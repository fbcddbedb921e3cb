"""A DNS server on the loopback, by UDP and TCP, for zones of a few lines."""

import socket
import struct
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

Zone = Mapping[str, Sequence[str]]
SERVFAIL, SILENT, WHOLE_BY_TCP = "SERVFAIL", "SILENT", "TRUNCATED"
ANSWER_BYTES = 60_000
STRING_BYTES = 255


class NameServer:
    """`zone` has lines of `TYPE value` by name, or one of the words above; CNAMEs are followed.

    Names in values are whole, with or without a last dot. `asked` holds the questions as they came,
    with the protocol. A line that cannot be read is answered by SERVFAIL, and raised by `stop`.
    """

    def __init__(self, zone: Zone) -> None:
        self.zone = {name.lower().rstrip("."): tuple(lines) for name, lines in zone.items()}
        self.asked: list[tuple[str, str, str]] = []
        self._mistakes: list[dns.exception.DNSException] = []
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._tcp.getsockname()[1]
        self._udp.bind(("127.0.0.1", self.port))
        self._udp.settimeout(0.02)
        self._tcp.settimeout(0.02)
        self._ends = threading.Event()
        self._threads = [
            threading.Thread(target=t, daemon=True) for t in (self._datagrams, self._streams)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def stop(self) -> None:
        self._ends.set()
        for thread in self._threads:
            thread.join()
        self._udp.close()
        self._tcp.close()
        if self._mistakes:
            raise self._mistakes[0]

    def _datagrams(self) -> None:
        while not self._ends.is_set():
            with suppress(TimeoutError):
                data, client = self._udp.recvfrom(4096)
                if answer := self._answer(data, "udp"):
                    self._udp.sendto(answer, client)

    def _streams(self) -> None:
        while not self._ends.is_set():
            with suppress(TimeoutError):
                stream, _ = self._tcp.accept()
                with stream:
                    size = struct.unpack("!H", stream.recv(2, socket.MSG_WAITALL))[0]
                    answer = self._answer(stream.recv(size, socket.MSG_WAITALL), "tcp")
                    if answer:
                        stream.sendall(struct.pack("!H", len(answer)) + answer)

    def _answer(self, data: bytes, protocol: str) -> bytes | None:
        question = dns.message.from_wire(data)
        asked = question.question[0]
        name = asked.name.to_text(omit_final_dot=True).lower()
        kind = dns.rdatatype.to_text(asked.rdtype)
        self.asked.append((name, kind, protocol))
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.RA
        lines = self.zone.get(name, ())
        if SILENT in lines:
            return None
        if SERVFAIL in lines:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif WHOLE_BY_TCP in lines and protocol == "udp":
            answer.flags |= dns.flags.TC
        else:
            self._try_to_fill(answer, name, kind)
        return answer.to_wire(max_size=ANSWER_BYTES)

    def _try_to_fill(self, answer: dns.message.Message, name: str, kind: str) -> None:
        try:
            self._fill(answer, name, kind)
        except dns.exception.DNSException as error:
            self._mistakes.append(error)
            answer.set_rcode(dns.rcode.SERVFAIL)

    def _fill(self, answer: dns.message.Message, name: str, kind: str) -> None:
        if not self._exists(name):
            answer.set_rcode(dns.rcode.NXDOMAIN)
            return
        entries = [line.partition(" ")[::2] for line in self.zone.get(name, ())]
        for what, value in entries:
            if what == "CNAME":
                answer.answer.append(_records(name, "CNAME", [value]))
                self._fill(answer, value.rstrip("."), kind)
        if values := [_written(kind, value) for what, value in entries if what == kind]:
            answer.answer.append(_records(name, kind, values))

    def _exists(self, name: str) -> bool:
        """As RFC 8020 has it: a name with another below it exists."""
        return any(known == name or known.endswith(f".{name}") for known in self.zone)


@contextmanager
def name_server(zone: Zone) -> Iterator[NameServer]:
    server = NameServer(zone)
    try:
        yield server
    finally:
        server.stop()


def _records(name: str, kind: str, values: Sequence[str]) -> dns.rrset.RRset:
    root = dns.name.root
    return dns.rrset.from_text_list(
        f"{name}.", 60, "IN", kind, values, origin=root, relativize=False
    )


def _written(kind: str, value: str) -> str:
    """A value in the form of a zone file; a TXT becomes strings of up to 255 bytes."""
    if kind != "TXT":
        return value
    parts = (value[n : n + STRING_BYTES] for n in range(0, len(value), STRING_BYTES))
    return " ".join('"' + part.replace("\\", "\\\\").replace('"', '\\"') + '"' for part in parts)
