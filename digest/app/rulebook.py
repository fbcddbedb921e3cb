"""The rules of the pre-flight: the files in `digest/checks`, and what they say of themselves."""

import inspect
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from digest.app.shelves import shelf
from digest.core.errors import UsageError
from digest.core.finding import Fault, Rule
from digest.core.mail.mail import Mail
from digest.core.mail.suppress import UNUSED


class Check(NamedTuple):
    """A rule, and the function that looks for faults."""

    rule: Rule
    look: Callable[[Mail], Iterable[Fault]]


@cache
def checks() -> tuple[Check, ...]:
    """Every rule with a file, by id."""
    modules = (import_module(f"digest.checks.{name}") for name in shelf("digest.checks"))
    found = (Check(_rule(module), module.check) for module in modules)
    return tuple(sorted(found, key=lambda check: check.rule.id))


def rules() -> tuple[Rule, ...]:
    """Every rule, by id; also the one about what is ignored in vain."""
    return (UNUSED, *(check.rule for check in checks()))


def named(rule: str) -> Rule:
    """The rule of that id or name.

    Raises:
        UsageError: there is none.
    """
    wanted = rule.strip().lower()
    for known in rules():
        if wanted in (known.id.lower(), known.name):
            return known
    raise UsageError(f"{rule}: no such rule", f"one of {', '.join(r.id for r in rules())}")


def page(rule: Rule) -> str:
    """What `--explain` and docs/checks.md say of a rule, in Markdown."""
    parts = [
        f"{rule.id} {rule.name}",
        rule.title,
        rule.why,
        f"Severity: {rule.severity}. {rule.grades}".strip(),
        _needs(rule),
        "\n".join(f"- {name}: {value}" for name, value in rule.limits),
        f"What to do: {rule.fix}." if rule.fix else "",
        f"In a mail of another program: {rule.fix_elsewhere}." if rule.fix_elsewhere else "",
    ]
    return "\n\n".join(part for part in parts if part)


def _needs(rule: Rule) -> str:
    seen = ", ".join(need for need in rule.needs if need != "online")
    asks = "Servers are asked, so it needs `--online`." if "online" in rule.needs else ""
    return " ".join(part for part in (f"Looks at: {seen}." if seen else "", asks) if part)


def _rule(module: ModuleType) -> Rule:
    title, _, why = inspect.cleandoc(module.__doc__ or "").partition("\n")
    return Rule(
        module.ID,
        module.NAME,
        module.SEVERITY,
        tuple(module.NEEDS),
        module.FIX,
        title.strip(),
        why.strip(),
        inspect.getdoc(module.check) or "",
        tuple(
            (name.lower().replace("_", " "), f"{value:,}")
            for name, value in vars(module).items()
            if name.isupper() and type(value) in (int, float)
        ),
        getattr(module, "FIX_ELSEWHERE", ""),
    )
