"""DG305 link-mismatch."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG305"
EXAMPLES = (
    in_body(
        '<a href="https://evil.example/">www.bank.com</a>',
        '<a href="https://www.bank.com/x">bank.com</a><a href="https://e.org/">Node.js</a>',
        "warning",
        "shows www.bank.com and leads to evil.example",
    ),
)
SEEDS = (
    Foreign("publication.html", ">in the archive of drawings<", ">www.drawings.com<", 55, 67),
    Foreign("hybrid.html", "View as a web page", "www.example.com", 49, 11),
    Planted('<a href="https://e.org/">www.bank.com</a>', also=("DG209",)),
)
