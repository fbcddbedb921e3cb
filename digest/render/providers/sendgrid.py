"""SendGrid: `{{{unsubscribe}}}`, for Single Sends and dynamic templates (Handlebars).

Sources, read in November 2026: sendgrid.com/docs/for-developers/sending-email/using-handlebars;
exports of its own editor in public repositories (unsubscribe, unsubscribe_preferences, and
`<%asm_group_unsubscribe_raw_url%>`, which it replaces as well). That `weblink` is the web version
was found in code of users only. No way to escape a tag was found.
"""

import re

from digest.render.provider import HANDLEBARS, Provider


def _name(fallback: str) -> str:
    tag = "{{first_name}}"
    return f"{{{{#if first_name}}}}{tag}{{{{else}}}}{fallback}{{{{/if}}}}" if fallback else tag


PROVIDER = Provider(
    title="SendGrid",
    tags={
        "unsubscribe_url": "{{{unsubscribe}}}",
        "preferences_url": "{{{unsubscribe_preferences}}}",
        "web_url": "{{{weblink}}}",
        "subscriber.email": "{{email}}",
    },
    name=_name,
    syntax=re.compile(
        rf"{HANDLEBARS.pattern}|<(?=%)|\[(?=(?:unsubscribe|weblink|%)[\w%]*\])", re.IGNORECASE
    ),
)
