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
)
SEEDS = (
    Foreign("campaign.html", "#outlook a", f"{'p{margin:0px}' * 700} #outlook a", 18, 5),
    swapped("</head>", f"<style>{'p{color:red}' * 700}</style></head>"),
)
