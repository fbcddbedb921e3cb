"""DG702 placeholder."""

from tests.checks.making import Foreign, Planted, in_body

RULE = "DG702"
EXAMPLES = (
    in_body("<p>Lorem ipsum dolor</p>", "<p>Why lorem and ipsum</p>", "warning", "Lorem ipsum"),
    in_body("<p>TODO: write this</p>", "<p>My todo: less TODO lists</p>", "warning", "TODO:"),
    in_body("<b>undefined</b>", "<p>undefined behaviour</p>", "warning", "undefined"),
)
SEEDS = (
    Foreign("word.html", "the spring term", "TODO: the spring term", 39, 1),
    Foreign("hybrid.html", "fourteen months", "TODO: how many months", 32, 11),
    Planted("<i>Lorem ipsum dolor</i>"),
)
