from pathlib import Path

import pytest

from digest.core.errors import DeliveryError
from digest.core.message import Accepted, Message
from digest.delivery.transports.outbox import Adapter

MESSAGE = Message("digest@example.org", "ann@example.net", "<../ann@example.net>", b"Hello\r\n")


def test_file_name_is_safe_and_holds_no_address(tmp_path: Path) -> None:
    outcome = Adapter(tmp_path / "outbox").send(MESSAGE)
    (written,) = tmp_path.rglob("*.eml")
    assert outcome == Accepted(written.name)
    assert written.parent == tmp_path / "outbox"
    assert "ann" not in written.name


def test_same_message_again_replaces_its_file(tmp_path: Path) -> None:
    adapter = Adapter(tmp_path)
    adapter.send(MESSAGE)
    adapter.send(MESSAGE)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"Hello\r\n"]


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file")
    with pytest.raises(DeliveryError, match="outbox"):
        Adapter(tmp_path / "outbox").send(MESSAGE)
