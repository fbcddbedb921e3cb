"""DG415 font-size."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG415"
EXAMPLES = (
    in_body(
        '<div style="font-size:10px"><p>small print</p></div>',
        '<p style="font-size:1px">&nbsp;</p><p style="font-size:9pt">a</p>'
        '<p style="font-size:10px;display:none">a</p>',
        "warning",
        "10 pixels",
    ),
    in_body(
        "<style>.a { font-size: 60% }</style><div class='a'>a</div>",
        "<style>.a { font-size: 80% } @media print { p { font-size: 8px } }</style>"
        "<div class='a'>a<sup>1</sup></div><p>b</p><style>.unused { font-size: 8px }</style>",
        "warning",
        "set in 9.6 pixels",
    ),
    in_body(
        "<style>@media (max-width: 480px) { p { font-size: .7em !important } }</style><p>b</p>",
        "<style>@media (min-width: 900px) { p { font-size: .7em !important } }</style><p>b</p>",
        "warning",
        "set in 11.2 pixels on a phone",
    ),
)
SEEDS = (
    Foreign("word.html", "font-size:10.0pt", "font-size:7.0pt", 54, 20),
    Foreign("hybrid.html", "font-size:12px", "font-size:9px", 48, 9),
    Planted('<i style="font-size:9px">small</i>'),
)
