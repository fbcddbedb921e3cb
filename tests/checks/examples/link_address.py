"""DG604 link-address."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG604"


def link(bad, good, severity, told):
    return in_body(f'<a href="{bad}">a</a>', f'<a href="{good}">a</a>', severity, told)


EXAMPLES = (
    link("https://93.184.216.34/a", "https://93-184-216-34.e.org/a", "warning", "a number"),
    link("https://0x5db8d822/", "https://1234.org/", "warning", "a number"),
    link("https://[2001:db8::1]/", "https://[::1]/", "warning", "a number"),
    link("http://1572395042/", "http://127.0.0.1:8000/", "warning", "a number"),
    link("https://bank.com@evil.example/", "https://e.org/@me", "warning", "before its site"),
    link("https://e%2eorg/", "https://e.org/%2e", "warning", "escaped"),
    link("https://xn--pple-43d.com/", "https://xn--mller-kva.de/", "warning", "foreign letters"),
    link("https://b\u0430nk.com/", "https://пример.рф/", "warning", "foreign letters"),
    link("https://xn--80ak6aa92e.com/", "https://xn--n3h.net/", "warning", "foreign letters"),
    link("https://e.org:8888/", "https://e.org:8080/", "info", "the port 8888"),
    link("https://e.org:81/", "https://m\u00fcnchen.de:443/", "info", "the port 81"),
)
SEEDS = (
    Foreign(
        "publication.html",
        "https://lights.example/drawings",
        "https://bank.com@lights.example",
        55,
        67,
    ),
    Planted('<a href="https://93.184.216.34/">An address</a>', also=("DG209",)),
)
