"""Provider "outbox": each message becomes an .eml file in a folder; nothing is sent."""

import hashlib
from pathlib import Path

from digest.core.errors import DeliveryError
from digest.core.message import Accepted, Message, Outcome
from digest.core.quick import dataclass


@dataclass(frozen=True, slots=True)
class Adapter:
    """`folder` is made when the first message comes."""

    folder: Path

    def send(self, message: Message) -> Outcome:
        """Write the message; the same message again replaces its file.

        Raises:
            DeliveryError: the folder cannot be written.
        """
        path = self.folder / file_name(message.message_id)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            whole = path.with_suffix(".tmp")
            whole.write_bytes(message.data)
            whole.replace(path)
        except OSError as error:
            raise DeliveryError(f"{self.folder}: {error.strerror}", "make it writable") from error
        return Accepted(path.name)

    def close(self) -> None:
        """Nothing is open between messages."""


def file_name(message_id: str) -> str:
    """A name that is safe on any disk, the same for the same id, and holds no address."""
    return hashlib.sha256(message_id.encode()).hexdigest()[:32] + ".eml"
