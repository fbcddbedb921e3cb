"""Does a link's address look like a phisher's?

A number instead of a name, a name and `@` before the site, or letters of another alphabet that look
like Latin ones hide where a link leads; other ports are closed in many offices. Source:
spamassassin.apache.org, rules NUMERIC_HTTP_ADDR, WEIRD_PORT and HTTP_ESCAPED_HOST; the Chromium
projects, "Internationalized Domain Names (IDN) in Google Chrome".
"""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from unicodedata import name
from urllib.parse import urlsplit

from digest.core.finding import Fault, Severity
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG604", "link-address", "warning", ("html",)
FIX = "link to the site by its own plain name"
NUMBER = re.compile(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}")
USUAL_PORTS = (None, 80, 443, 8080)
OTHER_SCRIPTS = frozenset(("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"))
TWINS = frozenset(  # Cyrillic letters that look like Latin ones
    "\u0430\u0441\u0501\u0435\u04bb\u0456\u0458\u04cf\u043e\u0440\u051b\u0455\u051d\u0445\u0443"
)


def check(mail: Mail) -> Iterator[Fault]:
    """A warning for each site that an address hides; another port is information."""
    for link in mail.page.all("a", "area"):
        href = (link.get("href") or "").strip()
        for told, severity in _oddities(href):
            about = f"{urlsplit(href).hostname} {told}"
            yield Fault(f"{href} {told}", link, about=about, severity=severity)


def _oddities(href: str) -> Iterator[tuple[str, Severity]]:
    try:
        parts = urlsplit(href)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return  # DG301 tells
    if parts.scheme not in ("http", "https") or _is_loopback(host):
        return
    if NUMBER.fullmatch(host) or ":" in host:
        yield "has a number for its site", "warning"
    if "@" in parts.netloc:
        yield f"has a name before its site, {host}", "warning"
    if "%" in host and "%%" not in host:
        yield "has an escaped site", "warning"
    if any(_imitates(label) for label in host.split(".")):
        yield "has foreign letters that look like Latin ones", "warning"
    if port not in USUAL_PORTS:
        yield f"has the port {port}", "info"


def _is_loopback(host: str) -> bool:
    """Of those DG301 tells."""
    try:
        return ip_address(host).is_loopback or ip_address(host).is_unspecified
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _imitates(label: str) -> bool:
    """Whether it mixes alphabets, or is Cyrillic and could be read as Latin."""
    if label.isascii() and not label.startswith("xn--"):
        return False
    try:
        shown = label[4:].encode("ascii").decode("punycode") if label.isascii() else label
    except UnicodeError:
        return False
    letters = {char for char in shown if char.isalpha()}
    scripts = {name(char, "").partition(" ")[0] for char in letters}
    mixed = "LATIN" in scripts and not scripts.isdisjoint(OTHER_SCRIPTS)
    return mixed or bool(letters and letters <= TWINS)
