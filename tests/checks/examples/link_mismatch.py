"""DG305 link-mismatch."""

from tests.checks.making import Example, Foreign, Planted, in_body, issue, post

RULE = "DG305"
LINK = '<a href="https://e.org/">Letter.dev</a>'
EXAMPLES = (
    in_body(
        '<a href="https://evil.example/">www.bank.com</a>',
        '<a href="https://www.bank.com/x">bank.com</a><a href="https://e.org/">Node.js</a>',
        "warning",
        "shows www.bank.com and leads to evil.example",
    ),
    in_body(
        '<a href="https://evil.example/">bank.net</a>',
        '<a href="https://e.org/">ASP.NET</a><a href="https://e.org/2">Socket.IO</a>',
        "warning",
        "shows bank.net",
    ),
    Example(
        lambda: issue(post("A post"), body=LINK),
        lambda: issue(post("Letter.dev", "https://e.org/"), body=LINK),
        "warning",
        "shows Letter.dev and leads to e.org",
    ),
)
SEEDS = (
    Foreign("publication.html", ">in the archive of drawings<", ">www.drawings.com<", 55, 67),
    Foreign("hybrid.html", "View as a web page", "www.example.com", 49, 11),
    Planted('<a href="https://e.org/">www.bank.com</a>', also=("DG209",)),
)
