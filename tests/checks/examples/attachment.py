"""DG605 attachment."""

from dataclasses import replace

from tests.checks.making import Changed, Example, Foreign, message

RULE = "DG605"
PART = """
--b
Content-Type: {kind}
Content-Disposition: {disposition}; filename="{name}"

x
--b--"""


def with_file(name, kind="application/octet-stream", disposition="attachment"):
    part = PART.format(name=name, kind=kind, disposition=disposition)
    return message(swap=("\n--b--", part))


def file(bad, severity, told, good=("queue.png", "image/png", "inline")):
    return Example(lambda: with_file(*bad), lambda: with_file(*good), severity, told)


SIGNATURE = ("signature.asc", "application/pgp-signature")
EXAMPLES = (
    file(["setup.EXE"], "error", "Gmail refuses messages with setup.EXE"),
    file(["=?utf-8?q?queue=2Ejs?="], "error", "queue.js", SIGNATURE),
    file(["form.html", "text/html"], "warning", "distrust messages with form.html"),
    file(["posts.zip"], "warning", "posts.zip"),
    file(["queue.pdf", "application/pdf"], "info", "queue.pdf is attached"),
    file(["queue.pdf", "application/pdf", "inline"], "info", "queue.pdf is attached"),
)
SEEDS = (
    Changed(lambda mail: replace(mail, message=b"Content-Type: a/b; name=a.exe\n\nx\n")),
    Foreign(
        "letter.eml",
        "--outer\nContent-Type: image/png",
        "--outer\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf"
        "\n\nx\n--outer\nContent-Type: image/png",
    ),
)
