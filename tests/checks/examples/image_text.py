"""DG602 image-text."""

from dataclasses import replace

from tests.checks.making import Changed, Foreign, html, in_body

RULE = "DG602"
PICTURE = '<img src="https://e.org/a.png" alt="A queue" width="600">'
LOGO = '<img src="https://e.org/a.png" alt="A queue" width="200" height="60">'
EXAMPLES = (
    in_body(PICTURE, LOGO, "warning", "19"),
    in_body(PICTURE, f"{PICTURE}<p>{{{{ body }}}}</p>", "warning", "19"),
    in_body(
        PICTURE.replace("600", "100%"), PICTURE.replace("600", "90px"), "warning", "19 characters"
    ),
    in_body(
        f"{PICTURE}<p>{'word ' * 60}</p>",
        f"<p>{'word ' * 120}</p>{PICTURE}",
        "info",
        "318",
    ),
    in_body(
        f'{PICTURE}<p style="display:none">{"word " * 120}</p>',
        f'{PICTURE.replace("600", "1")}<p style="display:none">{"word " * 120}</p>',
        "warning",
        "19 characters",
    ),
)
SEEDS = (
    Changed(
        lambda mail: replace(
            mail, html=html('<img src="https://e.org/a.png" alt="" width="600" height="400">').html
        ),
        also=("DG210",),
    ),
    Foreign("hybrid.html", 'width="200" height="50"', 'width="600" height="400"', 26, 11),
)
