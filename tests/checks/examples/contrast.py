"""DG416 contrast."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG416"
EXAMPLES = (
    in_body(
        '<div style="background:#222222; color:#222222">Hello {% if x %}</div>',
        '<div style="background:#222222; color:#222222">{% if x %}'
        '<p style="background:{{ c }}; color:#ffffff">Go</p>{% endif %}</div>',
        "error",
        "#222222 on #222222",
    ),
    in_body(
        '<p style="color:#999">pale</p>',
        '<p style="color:#767676">grey</p><p style="color:#999;display:none">pale</p>',
        "error",
        "text of 16 pixels in #999999 on #ffffff has a contrast of 2.84, not 4.5; #757575 would do",
    ),
    in_body(
        '<table bgcolor="#eeeeee"><tr><td><p style="color:#777">grey</p></td></tr></table>',
        '<table bgcolor="#eeeeee"><tr><td bgcolor="white"><font color="#767676">grey</font></td>'
        '<td background="a.png"><p style="color:#eee">over a picture</p></td></tr></table>',
        "warning",
        "#777777 on #eeeeee has a contrast of 3.85",
    ),
    in_body(
        '<p style="font-size:23px;color:#888">large</p>',
        '<p style="font-size:24px;color:#888">large</p><b style="font-size:14pt;color:#888">b</b>',
        "warning",
        "text of 23 pixels",
    ),
    in_body(
        "<style>.m { display: none } @media (max-width: 480px) { .m { display: block } }</style>"
        '<p class="m" style="color:#888">on a phone only</p>',
        "<style>.m { display: none } @media (max-width: 80px) { .m { display: block } }</style>"
        '<p class="m" style="color:#888">nowhere</p>',
        "warning",
        "#888888 on #ffffff",
    ),
    in_body(
        '<h2 style="color:rgba(0,0,0,.3)">a<br>b</h2>',
        '<h2 style="color:rgba(0,0,0,.5)">a</h2><p style="color:transparent">a</p>',
        "error",
        "bold text of 24 pixels in #b2b2b2 on #ffffff has a contrast of 2.12, not 3",
    ),
    in_body(
        '<p style="background:#3b82f6;color:#fff">white</p>',
        '<p style="background:#3472d7;color:#fff">white</p>'
        '<p style="background:#3b82f6;color:#1c1c1c">dark</p>',
        "warning",
        "not 4.5; #1c1c1c or a ground of #3472d7 would do",
    ),
    in_body(
        "<style>p { color: #aaa }</style><p>pale</p><p>pale too</p>",
        '<style>p { color: #aaa } @media print { b { color: #bbb } }</style><p class="x" '
        'style="color:#333">dark</p><p aria-hidden="true">··· a ···</p><p>···</p><b>b</b>',
        "error",
        "#aaaaaa",
    ),
)
SEEDS = (
    Foreign("hybrid.html", "text-align:center; color:#595959", "color:#aaaaaa", 48, 9),
    Foreign("hybrid.html", "background:#222222", "background:#dddddd", 34, 49, ("DG417",)),
    Planted('<i style="color:#bbbbbb">pale</i>'),
)
