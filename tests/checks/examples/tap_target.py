"""DG419 tap-target."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG419"
BUTTON = '<table><tr><td bgcolor="#222222"><a href="https://e.org/{}" style="{}">Read</a></td></tr>'
LINK = '<div style="line-height:18px;{1}"><a href="https://e.org/{0}">Part {0}</a></div>'
ICON = '<p><a href="https://e.org/"><img src="https://e.org/i.png" alt="i" height="{}"></a></p>'
EXAMPLES = (
    in_body(
        BUTTON.format(1, "color:#fff;line-height:20px;padding:1px 20px"),
        BUTTON.format(1, "color:#fff;line-height:20px;padding:12px 20px")
        + '<p>A word or <a href="https://e.org/2" style="padding:1px">two</a></p>',
        "warning",
        "a button is 22 pixels high",
    ),
    in_body(
        BUTTON.format(1, "color:#fff;line-height:1.5;padding:6px 20px"),
        '<p style="line-height:18px"><a href="https://e.org/">a link of its own</a></p>',
        "info",
        "a button is 36 pixels high",
    ),
    in_body(
        BUTTON.format(1, "color:#fff;line-height:20px"),
        BUTTON.format(1, "color:#fff;line-height:20px;border:12px solid #222"),
        "info",
        "a button is 20 pixels high",
    ),
    in_body(
        LINK.format(1, "") + LINK.format(2, ""),
        LINK.format(1, "padding:3px 0")
        + LINK.format(2, "padding:3px 0")
        + "<p>words</p>"
        + LINK.format(3, "")
        + "<p>words between</p>"
        + LINK.format(4, "")
        + "<p>words</p><table><tr><td>"
        + LINK.format(5, "")
        + "</td><td>"
        + LINK.format(6, "")
        + "</td></tr></table>",
        "warning",
        "a link is 18 pixels high, right beside another",
    ),
    in_body(
        ICON.format(16),
        ICON.format(48) + ICON.format("auto"),
        "warning",
        "a button is 16 pixels high",
    ),
)
SEEDS = (
    Foreign("hybrid.html", "padding:13px 17px", "padding:1px 17px", 34, 49),
    Planted(
        '<p><a href="https://example.org/x" style="padding:1px;line-height:16px">Read on</a></p>',
        "<a",
        also=("DG209",),
    ),
)
