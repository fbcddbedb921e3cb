"""DG503 client-hidden."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG503"
IMAGE = '<img style="display:none" src="https://e.org/a.png" alt="" width="9">'
TABLE = '<table role="none"><tr><td>Hidden</td></tr></table>'
EXAMPLES = (
    in_body(
        IMAGE,
        f"<!--[if !mso]><!-->{IMAGE}<!--<![endif]-->".replace("none", "block"),
        "warning",
        "display:none fails in Gmail (mobile web), Outlook (classic Windows)",
    ),
    in_body(
        f'<div style="display:none">{TABLE}</div>',
        f'<div style="display:none; mso-hide:all">{TABLE}</div>',
        "warning",
        "what is hidden is shown",
    ),
    in_body(
        '<p style="visibility:hidden">a</p>',
        '<p style="visibility:hidden; display:none">a</p>',
        "warning",
        "visibility fails in Gmail",
    ),
    in_body('<p style="opacity:0">a</p>', '<p style="opacity:.9">a</p>', "warning", "opacity"),
    in_body("<p hidden>a</p>", '<p hidden style="display:none">a</p>', "warning", "hidden attr"),
    in_body(
        '<video src="https://e.org/a.mp4"></video>',
        '<video src="https://e.org/a.mp4"><a href="https://e.org/">See the film</a></video>',
        "warning",
        "nothing is shown",
    ),
    in_body("<svg><path d=''></path></svg>", "<p>svg</p>", "warning", "<svg> image fails in Gmail"),
    in_body(
        '<p style="background-image:url(https://e.org/a.png)">a</p>',
        '<p style="background:#eeeeee url(https://e.org/a.png)">a</p>',
        "warning",
        "background-image fails in Outlook (classic Windows)",
    ),
    in_body(
        '<p style="background:linear-gradient(#ffffff, #eeeeee)">a</p>',
        '<p style="background-color:#eeeeee; background-image:linear-gradient(#fff, #eee)">a</p>',
        "warning",
        "the words on it may be unreadable",
    ),
)
SEEDS = (
    Foreign("hybrid.html", 'style="font-size:18px;"', 'style="opacity:0"', 36, 11),
    Planted("<svg><path></path></svg>"),
)
