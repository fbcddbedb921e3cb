"""DG701 leftover."""

from digest.core.mail import eml
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

RULE = "DG701"
PLAIN = "Subject: One\n\nHello {}\n"
EXAMPLES = (
    in_body("<p>Hi {{ name }}</p>", "<p><code>{{ name }}</code></p>", "warning", "{{ name }}"),
    in_body('<a href="*|URL|*">a</a>', "<p>2 * 3 | 4</p>", "warning", "*|URL|*"),
    in_body(
        '<a href="*|URL|*">a</a><p>{{ name }} {{ name }}</p>',
        "<p>a</p>",
        "warning",
        "tags that are to be filled in: {{ name }}, *|URL|*",
    ),
    in_message(("Some words", "Hi %%name%%"), "error", "%%name%%"),
    in_message((SUBJECT, "Subject: Hi [First Name]"), "error", "[First Name] in the subject"),
    Example(
        lambda: issue(post(), body="<p>{% if x %}</p>"),
        lambda: issue(post("What {% if x %} does"), body="<p>What {% if x %} does</p>"),
        "error",
        "{% if x %}",
    ),
    in_message(("Some words", "Hi {FirstName}"), "error", "{FirstName}"),
    in_body("<p>Hi {$name}</p>", "<p>From {a} to [[b]], for $5 {each}</p>", "warning", "{$name}"),
    in_body(
        '<a href="[[leave]]">a</a>', '<a href="{unsubscribe_url}">a</a>', "warning", "[[leave]]"
    ),
    in_text("Hello *|FNAME|*", "Hello `*|FNAME|*`\n\n    *|FNAME|*", "error", "*|FNAME|*"),
    Example(
        lambda: eml.read(PLAIN.format("{{ name }}").encode()),
        lambda: eml.read(PLAIN.format("{name}").encode()),
        "error",
        "{{ name }} in the text",
    ),
)
SEEDS = (
    Foreign("campaign.html", "Broad beans, straight", "Broad beans, *|WHEN|*", 55, 21),
    Foreign("hybrid.html", "fourteen months", "{{ months }} months", 32, 11),
    Foreign("plain.eml", "Dear members", "Dear {{ name }}"),
    Planted("<i>{{ name }}</i>"),
    told_in_text("Hello {{ name }}"),
)
