"""DG303 link-dead."""

from dataclasses import replace

from tests.checks.making import Example, asked, issue, post_says

RULE = "DG303"
URL = "https://e.org/a"
LINK = f'<a href="{URL}#part">A page</a>'
SEVERITIES = {
    "dead": "error",
    "nowhere": "error",
    "certificate": "error",
    "trouble": "warning",
    "insecure": "warning",
    "private": "warning",
    "unclear": "info",
    "unasked": "info",
    "personal": "info",
}


def on_the_web(severity):
    """An issue whose own page is not there, or is."""
    made = asked("", URL, severity, "answers 404 Not Found")
    mail = issue(body=f'<a href="{URL}">Read it on the web</a>')
    return replace(mail, edition=replace(mail.edition, web_page=URL), web=made.web)


EXAMPLES = (
    *(
        Example(
            lambda verdict=verdict: asked(LINK, URL, verdict, "is not well"),
            lambda: asked(LINK, URL, "alive", moved="https://e.org/b"),
            severity,
            'the link "A page": https://e.org/a#part is not well',
        )
        for verdict, severity in SEVERITIES.items()
    ),
    Example(
        lambda: asked('<a href="http://10.0.0.1/">A page</a>', "http://10.0.0.1/", "private"),
        lambda: asked('<a href="http://[::1]/">A page</a>', "http://[::1]/", "private"),
        "warning",
        "http://10.0.0.1/",
    ),
    Example(lambda: on_the_web("dead"), lambda: on_the_web("alive"), "warning", "404"),
)
SEEDS = (post_says("dead", "answers 404 Not Found"),)
