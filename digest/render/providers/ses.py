"""Amazon SES: `{{amazonSESUnsubscribeUrl}}`, and Handlebars for its templates.

Sources, read in November 2026: docs.aws.amazon.com/ses/latest/dg, the pages
sending-email-subscription-management (with ListManagementOptions in the request) and
send-personalized-email-api (`name` and `email` are what the sender puts into TemplateData). No way
to escape a tag was found.
"""

from digest.render.provider import HANDLEBARS, Provider


def _name(fallback: str) -> str:
    tag = "{{name}}"
    return f"{{{{#if name}}}}{tag}{{{{else}}}}{fallback}{{{{/if}}}}" if fallback else tag


PROVIDER = Provider(
    title="Amazon SES",
    tags={"unsubscribe_url": "{{amazonSESUnsubscribeUrl}}", "subscriber.email": "{{email}}"},
    name=_name,
    missing={
        "preferences_url": "set preferences_url in [newsletter] to a page of your own",
        "web_url": "set web_url in [newsletter] to a page of your own",
    },
    syntax=HANDLEBARS,
)
