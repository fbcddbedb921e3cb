"""DG502 client-layout."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG502"
FLEX = '<div style="display:flex"><p>One</p><p>Two</p></div>'
EXAMPLES = (
    in_body(
        FLEX,
        '<div style="display:flex"><p>Alone</p></div>',
        "warning",
        "display:flex fails in Outlook (classic Windows), GMX (web), WEB.DE (web)",
    ),
    in_body(
        FLEX,
        f"<!--[if mso]><table><tr><td><![endif]-->{FLEX}",
        "warning",
        "its parts lie below each other",
    ),
    in_body(
        '<div style="display:grid; grid-template-columns:1fr 1fr"><p>One</p><p>Two</p></div>',
        '<div style="display:grid; grid-template-columns:1fr 1fr"><p>Alone</p></div>',
        "warning",
        "display:grid fails",
    ),
    in_body(
        '<p style="position:absolute">a</p>',
        '<p style="position:relative">a</p>',
        "warning",
        "position fails in Gmail",
    ),
    in_body(
        '<p style="float:left">a</p>',
        '<table align="left" style="float:left" role="none"><tr><td>a</td></tr></table>',
        "warning",
        "float fails in Outlook (classic Windows)",
    ),
    in_body(
        '<p style="color:rgb(0 0 0 / 50%)">a</p>',
        '<p style="color:rgb(0, 0, 0)">a</p>',
        "warning",
        "rgb() fails in Gmail",
    ),
    in_body(
        '<p style="width:calc(100% - 20px)">a</p>',
        '<p style="width:90%; width:calc(100% - 20px)">a</p>',
        "warning",
        "calc() function in width fails in Outlook",
    ),
    in_body(
        '<p style="background:var(--ink)">a</p>',
        '<p style="background:#ffffff; background:var(--ink)">a</p>',
        "warning",
        "the background is lost",
    ),
    in_body("<style>p { margin:0 }</style>", "<style> </style>", "warning", "<style> element"),
)
SEEDS = (
    Foreign("hybrid.html", 'style="max-width:600px;', 'style="position:absolute;', 22, 3),
    Planted(FLEX),
)
