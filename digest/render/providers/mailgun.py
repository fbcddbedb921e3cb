"""Mailgun: `%unsubscribe_url%`, and `%recipient.name%` out of the recipient variables of a batch.

Sources, read in November 2026: documentation.mailgun.com/docs/mailgun/user-manual, the pages
tracking-messages (unsubscribe variables), sending-messages/batch-sending (recipient variables:
whoever sends gives `name` and `email` for each recipient) and sending-messages/send-templates (a
stored template knows `{{name}}`). No fallback and no way to escape a variable was found.
"""

import re

from digest.core.errors import UsageError
from digest.render.provider import Provider


def _name(fallback: str) -> str:
    if fallback:
        raise UsageError(
            f"Mailgun has no fallback for {{subscriber.name|{fallback}}}",
            "write {subscriber.name}, and give every recipient a name",
        )
    return "%recipient.name%"


PROVIDER = Provider(
    title="Mailgun",
    tags={"unsubscribe_url": "%unsubscribe_url%", "subscriber.email": "%recipient.email%"},
    name=_name,
    missing={
        "preferences_url": "set preferences_url in [newsletter] to a page of your own",
        "web_url": "set web_url in [newsletter] to a page of your own",
    },
    syntax=re.compile(r"%(?=(?:recipient[\w.]*|(?:tag_|mailing_list_)?unsubscribe_\w+)%)|\{(?=\{)"),
)
