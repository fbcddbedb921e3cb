"""`[links]` in digest.toml: what is added to the addresses of posts."""

import re

from digest.config.reader import Table
from digest.config.settings import Links

HOST = re.compile(r"[\w-]+(\.[\w-]+)*")
KEYS = ("utm_source", "utm_medium", "utm_campaign")


def read_links(table: Table) -> Links:
    """`[links]`: parameters for statistics, and the hosts that do not get them."""
    words = {key: table.get(key, str) for key in KEYS}
    for key, value in words.items():
        for placeholder in re.findall(r"\{[^{}]*\}", value or ""):
            if placeholder != "{issue}":
                hint = "{issue} is the issue's id"
                table.problem(key, f'{key} = "{value}": {placeholder} is not known', hint)
    hosts = table.texts("untagged")
    for host in hosts:
        if not HOST.fullmatch(host):
            table.problem("untagged", f'untagged: "{host}" is no host', 'as in "example.org"')
    table.close()
    return Links(**words, untagged=tuple(host.lower() for host in hosts))
