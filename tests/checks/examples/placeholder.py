"""DG702 placeholder."""

from tests.checks.making import (
    SUBJECT,
    Example,
    Foreign,
    Planted,
    in_body,
    in_message,
    in_text,
    issue,
    post,
    told_in_text,
)

RULE = "DG702"
EXAMPLES = (
    in_body("<p>Lorem ipsum dolor</p>", "<p>Why lorem and ipsum</p>", "warning", "Lorem ipsum"),
    in_body("<p>TODO: write this</p>", "<p>My todo: less TODO lists</p>", "warning", "TODO:"),
    in_body("<b>undefined</b>", "<p>undefined behaviour</p>", "warning", "undefined"),
    in_body("<p>Hello undefined, how</p>", "<p>Hello null pointers</p>", "warning", "undefined"),
    in_body("<p>By [object Object].</p>", "<code>[object Object]</code>", "warning", "[object"),
    in_message((SUBJECT, "Subject: Lorem ipsum"), "warning", '"Lorem ipsum" in the subject'),
    in_text("Lorem ipsum dolor", "    Lorem ipsum dolor", "warning", "Lorem ipsum"),
    Example(
        lambda: issue(post(), body="<p>Out on Invalid Date</p>"),
        lambda: issue(post("Whence Invalid Date comes"), body="<p>Whence Invalid Date comes</p>"),
        "warning",
        "Invalid Date",
    ),
)
SEEDS = (
    Foreign("word.html", "the spring term", "TODO: the spring term", 39, 1),
    Foreign("hybrid.html", "fourteen months", "TODO: how many months", 32, 11),
    Planted("<i>Lorem ipsum dolor</i>"),
    told_in_text("TODO: the rest"),
)
