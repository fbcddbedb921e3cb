"""DG603 hidden-text."""

from tests.checks.making import Foreign, in_body, swapped

RULE = "DG603"
WORDS = "queues " * 60
SHOWN = "<style>@media (max-width:600px) { .phone { display:block !important } }</style>"


def hidden(by):
    return f'<div style="{by}"><p>{WORDS}</p></div>'


def by(bad, good):
    return in_body(hidden(bad), hidden(good), "warning", "characters of text are hidden")


EXAMPLES = (
    by("display:none", "display:block"),
    by("visibility:hidden", "visibility:visible"),
    by("opacity:0", "opacity:0.9"),
    by("max-height:0;overflow:hidden", "max-height:0"),
    by("height:0px;overflow:hidden", "height:100px;overflow:hidden"),
    by("text-indent:-9999px", "text-indent:-12px"),
    by("position:absolute;left:-5000px", "left:-1px"),
    in_body(
        hidden("display:none"),
        f'{SHOWN}<div class="phone" style="display:none">{WORDS}</div>',
        "warning",
        "characters of text are hidden",
    ),
    in_body(
        hidden("display:none"),
        f'<p style="display:none">{"&#847;&zwnj;&nbsp;" * 300}</p>',
        "warning",
        "characters of text are hidden",
    ),
)
SEEDS = (
    swapped("</h1>", f'<i style="display:none">{WORDS}</i></h1>'),
    Foreign(
        "hybrid.html",
        "fourteen months",
        f'fourteen <i style="display:none">{WORDS}</i>months',
        32,
        54,
    ),
)
