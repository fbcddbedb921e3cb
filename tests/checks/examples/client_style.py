"""DG504 client-style."""

from digest.core.mail.mail import Mail
from tests.checks.making import HTML, Example, Foreign, Planted, in_body

RULE = "DG504"


def on_a_phone(selector):
    """An HTML file with a rule for small screens."""
    rule = f"<style>@media (max-width:600px) {{ {selector} {{ width:100% }} }}</style></head>"
    return lambda: Mail(html=HTML.format(body="<p>a</p>").replace("</head>", rule))


EXAMPLES = (
    Example(
        on_a_phone("table[class=body] h1"),
        on_a_phone(".body h1, table[class=body] h1"),
        "info",
        "Attribute selector fails in Gmail (web, iOS, Android), Proton Mail",
    ),
    Example(
        on_a_phone('td[class~="body"]'),
        on_a_phone("td.body"),
        "info",
        "Attribute selector fails in Yahoo, AOL, Proton Mail",
    ),
    in_body(
        '<p style="transform:rotate(3deg)">a</p>',
        '<p style="transform:none; border-radius:9px; box-shadow:0 0 9px #000000">a</p>',
        "info",
        "transform fails in Gmail, Outlook, Yahoo, AOL",
    ),
    in_body(
        '<p style="font-size:2rem">a</p>',
        '<p style="font-size:32px; font-size:2rem">a</p>',
        "info",
        "rem unit in font-size fails in Outlook (classic Windows)",
    ),
    in_body('<p style="margin:0 -9px">a</p>', '<p style="margin:9px">a</p>', "info", "moved apart"),
    in_body(
        '<a style="padding:9px; background:#000000" href="https://e.org/">Go on</a>',
        '<a style="padding:9px; background:#000000; mso-padding-alt:0" href="https://e.org/">Go</a>',
        "info",
        "the button is as small as its words",
    ),
    in_body(
        '<div style="max-width:600px"><table role="none"><tr><td>a</td></tr></table></div>',
        '<p style="max-width:600px">a</p>',
        "info",
        "it is as wide as the window",
    ),
    in_body(
        '<code style="white-space:pre">a</code>',
        '<pre style="white-space:pre">a</pre>',
        "info",
        "the lines are broken elsewhere",
    ),
)
SEEDS = (
    Foreign("letter.eml", "font: 16px/1.5", "writing-mode:vertical-rl; font: 16px/1.5"),
    Planted('<p style="padding-inline-start:9px">A note</p>'),
)
