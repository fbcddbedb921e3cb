"""Postmark: `{{{ pm:unsubscribe }}}`, and Mustachio for its templates.

Sources, read in November 2026: postmarkapp.com/support/article/1208-how-to-add-an-unsubscribe-link
(as a link's address, too); postmarkapp.com/support/article/1077-template-syntax. `name` and `email`
are what the sender puts into the template model; `{{^name}}` is Mustache's group for what is
missing. No way to escape a tag was found.
"""

from digest.render.provider import BRACES, Provider

PROVIDER = Provider(
    title="Postmark",
    tags={"unsubscribe_url": "{{{ pm:unsubscribe }}}", "subscriber.email": "{{ email }}"},
    name=lambda fallback: (
        "{{ name }}" + (f"{{{{^name}}}}{fallback}{{{{/name}}}}" if fallback else "")
    ),
    missing={
        "preferences_url": "set preferences_url in [newsletter] to a page of your own",
        "web_url": "set web_url in [newsletter] to a page of your own",
    },
    syntax=BRACES,
)
