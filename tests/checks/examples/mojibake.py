"""DG703 mojibake."""

from tests.checks.making import Foreign, Planted, in_body, in_text, told_in_text

RULE = "DG703"
EXAMPLES = (
    in_body("<p>cafÃ© au lait</p>", "<p>CAFÉ, ÂGE, Ã, ’</p>", "warning", "cafÃ©"),
    in_body("<p>donâ€™t</p>", "<p>â and € are fine</p>", "warning", "donâ€™t"),
    in_body("<p>a \ufffd b</p>", "<p><code>\ufffd</code></p>", "warning", "\ufffd"),
    in_text("cafÃ© au lait", "café `cafÃ©` au lait", "warning", "cafÃ©"),
)
SEEDS = (
    Foreign("components.html", "a café", "a cafÃ©", 7, 1),
    Foreign("hybrid.html", "fourteen months", "fÃ¼nf months", 32, 11),
    Planted("<i>cafÃ©</i>"),
    told_in_text("cafÃ©"),
)
