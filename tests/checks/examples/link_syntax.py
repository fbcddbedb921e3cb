"""DG301 link-syntax."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG301"
EXAMPLES = (
    in_body('<a href="">a</a>', '<a name="x">a</a>', "error", "no address"),
    in_body('<a href="#top">a</a>', '<a href="#s">a</a><h2 id="s">s</h2>', "error", "#top"),
    in_body('<a href="/page">a</a>', '<a href="mailto:a@e.org">a</a>', "error", "relative"),
    in_body('<a href="javascript:x()">a</a>', '<a href="tel:1">a</a>', "error", "javascript:"),
    in_body(
        '<a href="http://localhost:8000/">a</a>',
        '<a href="https://localhost.example.org/">a</a>',
        "warning",
        "machine of the sender",
    ),
    in_body(
        '<a href="mailto:">a</a>',
        '<a href="mailto:?subject=Read%20this">a</a><a href="mailto:a%40e.org,b@e.org?cc=c">b</a>',
        "error",
        "names nobody: mailto:",
    ),
    in_body('<a href="mailto:me">a</a>', '<a href="mailto:{{ m }}">a</a>', "error", "names nobody"),
    in_body('<a href="tel:">a</a>', '<a href="TEL:+1-800-POSTS">a</a>', "error", "names nobody"),
    in_body('<a href="sms:x">a</a>', '<a href="sms:?body=Hi">a</a>', "error", "names nobody"),
    in_body(
        '<a href="webcal://e.org/a.ics">a</a>',
        '<a href="https://e.org/a.ics">a</a>',
        "info",
        "a calendar",
    ),
    in_body('<a href="https://">a</a>', '<a href="https://e.org">a</a>', "error", "broken"),
    in_body(
        '<a href="https://e.org:99999/">a</a>',
        '<a href="https://e.org:8443/">a</a><a href="{unsubscribe_url}">b</a>',
        "error",
        "broken",
    ),
)
SEEDS = (
    Foreign("components.html", "https://relay.example/routes", "/routes", 8, 1),
    Foreign("hybrid.html", "https://harbour.example.org/12.html", "#", 49, 11),
    Planted('<a href="/page">Elsewhere</a>'),
)
