"""Mailchimp: `*|UNSUB|*`.

Sources, read in November 2026: mailchimp.com/developer/marketing/docs/merge-fields (FNAME, EMAIL);
kb.mailchimp.com/tag/unsubscribe ("HTML code for footer tags"); the list of tags in the WordPress
plugin newspack-newsletters (UPDATE_PROFILE); public templates for ARCHIVE and `*|IF:FNAME|*`. Its
page "All the merge tags" could not be read. No way to escape a tag was found.
"""

import re

from digest.render.provider import Provider


def _name(fallback: str) -> str:
    return f"*|IF:FNAME|**|FNAME|**|ELSE:|*{fallback}*|END:IF|*" if fallback else "*|FNAME|*"


PROVIDER = Provider(
    title="Mailchimp",
    tags={
        "unsubscribe_url": "*|UNSUB|*",
        "preferences_url": "*|UPDATE_PROFILE|*",
        "web_url": "*|ARCHIVE|*",
        "subscriber.email": "*|EMAIL|*",
    },
    name=_name,
    syntax=re.compile(r"\*(?=\|)"),
)
