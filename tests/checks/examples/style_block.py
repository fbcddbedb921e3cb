"""DG103 style-block."""

from tests.checks.making import in_body, swapped

RULE = "DG103"
EXAMPLES = (
    in_body(
        f"<style>{'p{color:red}' * 700}</style>",
        f"<style>{'p{color:red}' * 600}</style>" * 2,
        "warning",
        "8,400 characters",
    ),
)
SEEDS = (swapped("</head>", f"<style>{'p{color:red}' * 700}</style></head>"),)
