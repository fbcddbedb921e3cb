"""DG704 double-escape."""

from tests.checks.making import Foreign, Planted, in_body, in_text, told_in_text

RULE = "DG704"
EXAMPLES = (
    in_body("<p>Q&amp;amp;A</p>", "<p>Q&amp;A &amp; co; AT&amp;T</p>", "warning", "&amp;"),
    in_body(
        "<p>&lt;p&gt;Text&lt;/p&gt;</p>",
        "<p><code>&lt;p&gt;</code> a &lt; b: why &lt;b&gt; breaks</p>",
        "warning",
        "<p>",
    ),
    in_text("Q&amp;A", "Q&A, and `&amp;`", "warning", "&amp;"),
)
SEEDS = (
    Foreign("campaign.html", "Peas, under", "Peas &amp;amp; beans", 56, 21),
    Foreign("hybrid.html", "fourteen months", "12 &amp;amp; more months", 32, 11),
    Planted("<i>Q&amp;amp;A</i>"),
    told_in_text("Q&nbsp;A"),
)
