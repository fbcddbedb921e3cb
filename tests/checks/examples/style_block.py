"""DG103 style-block."""

from tests.checks.making import Foreign, in_body, swapped

RULE = "DG103"
EXAMPLES = (
    in_body(
        f"<style>{'p{color:red}' * 700}</style>",
        f"<style>{'p{color:red}' * 600}</style>" * 2,
        "warning",
        "8,400 characters",
    ),
    in_body(
        "<style>p { color: red } }</style>",
        "<style>p::before { content: '}' } /* } */ a { color: red }</style>",
        "error",
        "a closing brace too many",
    ),
    in_body(
        "<style>@media screen { p { color: red }</style>",
        "<style>p { color: {{ colour }}; {% if x %} top: 0 } {% else %} } {% endif %}</style>",
        "error",
        "lacks a closing brace",
    ),
)
SEEDS = (
    Foreign("hybrid.html", "\n  </style>", "\n  }</style>", 8, 3),
    Foreign("campaign.html", "#outlook a", f"{'p{margin:0px}' * 700} #outlook a", 18, 5),
    swapped("</head>", f"<style>{'p{color:red}' * 700}</style></head>"),
)
