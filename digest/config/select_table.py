"""What chooses posts in digest.toml: `[select]`, `[[sections]]`, and the filter rules of both."""

import re
from datetime import timedelta
from math import isfinite
from typing import get_args

from digest.config.reader import Table, nearest
from digest.config.settings import Select
from digest.config.toml_text import Toml
from digest.core.errors import Problem
from digest.core.model import OrderKey, SectionRule, Thin
from digest.core.rules import parse
from digest.core.thin import LONGEST
from digest.core.window import duration

LANGUAGE = re.compile(r"[a-z]{2,3}([-_][a-z0-9]+)*", re.IGNORECASE)
RULE = 'as in "tag:release", "title:weekly links" or "/v[0-9]+/"'


def read_select(table: Table) -> Select:
    """`[select]`: which posts, how many, how late, and in which order."""
    default = Select()
    least = table.positive("min_posts") or default.min_posts
    most = table.positive("max_posts") or default.max_posts
    if least > most:
        table.problem("min_posts", f"min_posts = {least} is more than max_posts = {most}")
    select = Select(
        min_posts=least,
        max_posts=most,
        max_age=_duration(table, "max_age") or default.max_age,
        include=rules(table, "include"),
        exclude=rules(table, "exclude"),
        languages=_languages(table),
        min_words=table.positive("min_words"),
        order=_order(table),
        weights=_weights(table),
        thin=table.choice("thin", get_args(Thin)) or default.thin,  # type: ignore[arg-type]
    )
    table.close()
    return select


def read_sections(toml: Toml, problems: list[Problem]) -> tuple[SectionRule, ...]:
    """`[[sections]]`: the headings in their order; at most one takes what is left."""
    tables = toml.data.get("sections", [])
    if not isinstance(tables, list):
        line = toml.lines.get(("sections",))
        problems.append(Problem("sections should be written as [[sections]]", line))
        return ()
    found: list[SectionRule] = []
    for number, data in enumerate(tables):
        table = Table(toml, ("sections", number), data, problems)
        section = _section(table)
        if section.title and section.title in (other.title for other in found):
            table.problem("title", f'two sections have the title "{section.title}"', "rename one")
        elif not table.wrote("match") and any(not other.match for other in found):
            table.problem(None, "two sections have no match", "one takes what no other takes")
        found.append(section)
    return tuple(found)


def rules(table: Table, key: str) -> tuple[str, ...]:
    """The filter rules of `key`, each of them readable."""
    found = table.texts(key)
    return tuple(rule for rule in found if _is_rule(table, key, rule, f'{key} = "{rule}"'))


def weight(table: Table, key: str) -> float | None:
    """A number of nought or more."""
    value = table.get(key, float)
    if value is not None and not (isfinite(value) and value >= 0):
        table.problem(key, f"{key} = {value}: expected a number of 0 or more")
        return None
    return value


def _section(table: Table) -> SectionRule:
    section = SectionRule(
        table.get("title", str, required=True) or "",
        rules(table, "match"),
        table.positive("max_posts"),
    )
    table.close()
    return section


def _is_rule(table: Table, key: str, rule: str, told: str) -> bool:
    try:
        parse(rule)
    except ValueError as error:
        table.problem(key, f"{told}: {error}", RULE)
        return False
    return True


def _languages(table: Table) -> tuple[str, ...]:
    codes = table.texts("languages")
    for code in codes:
        if not LANGUAGE.fullmatch(code):
            table.problem("languages", f'languages = "{code}": no code', 'as in ["en", "pt-BR"]')
    return codes


def _order(table: Table) -> tuple[OrderKey, ...]:
    """All keys, those that are not given after the others."""
    known: tuple[OrderKey, ...] = Select().order
    given = table.texts("order")
    for key in given:
        if key not in known:
            near = nearest(key, known)
            hint = f'did you mean "{near}"?' if near else ""
            table.problem("order", f'order = "{key}": expected {", ".join(known)}', hint)
        elif given.count(key) > 1:
            table.problem("order", f'order names "{key}" twice', "each key counts once")
            break
    return tuple(sorted(known, key=(*given, *known).index))


def _weights(table: Table) -> tuple[tuple[str, float], ...]:
    table.known.add("weights")
    data = table.data.get("weights")
    factors = Table(table.toml, (*table.path, "weights"), data, table.problems)
    found = ((rule, weight(factors, rule)) for rule in factors.data)
    return tuple(
        (rule, factor)
        for rule, factor in found
        if factor is not None and _is_rule(factors, rule, rule, f'weights: "{rule}"')
    )


def _duration(table: Table, key: str) -> timedelta | None:
    text = table.get(key, str)
    length = duration(text) if text else None
    hint = 'as in "4 weeks" or "10 days"'
    if text is not None and not length:
        table.problem(key, f'{key} = "{text}": not a length of time', hint)
    if length and length > LONGEST:
        table.problem(key, f'{key} = "{text}": longer than there are blogs', hint)
    return length
