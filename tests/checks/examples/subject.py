"""DG201 subject."""

from tests.checks.making import SUBJECT, Foreign, header, in_message

RULE = "DG201"
EXAMPLES = (
    in_message((SUBJECT, "Subject:"), "error", "empty"),
    in_message((SUBJECT, f"Subject: {'x' * 90}"), "warning", "90 characters"),
    in_message((SUBJECT, "Subject: READ THIS TODAY"), "warning", "capitals"),
    in_message((SUBJECT, "Subject: Read this!!"), "warning", "!!"),
    in_message((SUBJECT, "Subject:"), "error", "empty", good=(SUBJECT, "Subject: ABC, 第 12 号")),
)
SEEDS = (
    Foreign("plain.eml", "a short book about", "READ!! it,"),
    Foreign("letter.eml", "=?utf-8?q?Was_im_M=C3=A4rz_gebaut_wurde?=", ""),
    header("Subject", ""),
)
