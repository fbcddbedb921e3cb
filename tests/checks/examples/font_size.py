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
        "<style>@media print { .a { font-size: 8px } }</style>",
        "<style>.a { font-size: 80%; } .b { font-size: 0 }</style>",
        "warning",
        ".a has a font-size of 8 pixels",
    ),
)
SEEDS = (
    Foreign("hybrid.html", "font-size:12px", "font-size:9px", 48, 9),
    Planted('<i style="font-size:9px">small</i>'),
)
