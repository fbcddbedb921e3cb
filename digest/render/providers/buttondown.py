"""Buttondown: `{{ unsubscribe_url }}`, in a language like Django's.

Sources, read in November 2026: the repository buttondown/docs, template-variables.mdx;
docs.buttondown.com/portal (manage_subscription_url); docs.buttondown.com/advanced-features/metadata
(names live in metadata, as in `first_name`). No way to escape a tag was found.
"""

from digest.render.provider import DJANGO, Provider

FIRST = "subscriber.metadata.first_name"


def _name(fallback: str) -> str:
    tag = f"{{{{ {FIRST} }}}}"
    return f"{{% if {FIRST} %}}{tag}{{% else %}}{fallback}{{% endif %}}" if fallback else tag


PROVIDER = Provider(
    title="Buttondown",
    tags={
        "unsubscribe_url": "{{ unsubscribe_url }}",
        "preferences_url": "{{ manage_subscription_url }}",
        "web_url": "{{ email_url }}",
        "subscriber.email": "{{ subscriber.email }}",
    },
    name=_name,
    syntax=DJANGO,
)
