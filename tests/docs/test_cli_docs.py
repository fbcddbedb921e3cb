"""What docs/cli.md says of the commands is what they say themselves."""

import os
import re
from pathlib import Path

import pytest
import typer.main

from digest.app.choose import REASONS
from digest.cli.tree import tree

DOC = Path(__file__).parents[2] / "docs/cli.md"
COMMANDS = [
    "init", "sources list", "sources add", "sources test", "sources remove", "sources import",
    "sources export", "posts", "build", "check", "preview", "export", "send",
    "simulate", "doctor",
    "issues list", "issues show", "issues diff", "issues add", "issues pin", "issues drop",
    "issues move", "issues edit", "issues approve", "issues mark-sent", "issues delete",
    "templates list", "templates eject", "templates new",
]  # fmt: skip


def help_of(run_cli, monkeypatch, command):
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERMINAL_WIDTH", "100")
    text = run_cli([*command.split(), "--help"]).out
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


@pytest.mark.parametrize("command", COMMANDS)
def test_help_in_the_docs_is_current(run_cli, monkeypatch, command):
    block = f"### digest {command}\n\n```text\n{help_of(run_cli, monkeypatch, command)}\n```\n"
    if os.environ.get("UPDATE_GOLDEN"):
        head = DOC.read_text("utf-8")
        old = re.compile(rf"### digest {command}\n\n```text\n.*?\n```\n", re.DOTALL)
        new = old.sub(lambda _: block, head) if old.search(head) else f"{head.rstrip()}\n\n{block}"
        DOC.write_text(new, "utf-8")

    assert block in DOC.read_text("utf-8")


def test_every_command_is_in_the_docs():
    def leaves(group, prefix=""):
        for name, command in group.commands.items():
            if hasattr(command, "commands"):
                yield from leaves(command, f"{prefix}{name} ")
            else:
                yield prefix + name

    assert sorted(leaves(typer.main.get_command(tree()))) == sorted(COMMANDS)


def test_every_code_of_a_reason_is_in_the_docs():
    text = DOC.read_text("utf-8")

    assert [code for code in REASONS if f"`{code}`" not in text] == []


def test_every_exit_code_of_an_error_is_in_the_docs():
    from digest.core import errors

    classes = [c for c in vars(errors).values() if isinstance(c, type)]
    codes = {c.exit_code for c in classes if issubclass(c, errors.DigestError)}
    text = DOC.read_text("utf-8").partition("## Exit codes")[2]

    assert [code for code in codes if f"| {code} |" not in text] == []
