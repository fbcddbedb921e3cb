"""Kit, which was ConvertKit: `{{ unsubscribe_url }}`, in Liquid.

Sources, read in November 2026: help.kit.com, articles 4600311 (subscriber_preferences_url) and
2810454 (unsubscribe_url); developers.kit.com, "Liquid templates"; for email_address and `default`
draftship.io/guides/use-draftship-with-convertkit. That a string prints itself in all versions of
Liquid: taylor.fausak.me/2013/02/03/escaping-liquid-tags. No tag for a web version was found.
"""

from digest.render.provider import BRACES_AND_TAGS, Provider, curly


def _name(fallback: str) -> str:
    otherwise = f" | default: '{curly(fallback)}'" if fallback else ""
    return f"{{{{ subscriber.first_name{otherwise} }}}}"


PROVIDER = Provider(
    title="Kit",
    tags={
        "unsubscribe_url": "{{ unsubscribe_url }}",
        "preferences_url": "{{ subscriber_preferences_url }}",
        "subscriber.email": "{{ subscriber.email_address }}",
    },
    name=_name,
    missing={"web_url": "set web_url in [newsletter] to a page of your own"},
    syntax=BRACES_AND_TAGS,
    in_text=lambda char: f"{{{{ '{char}' }}}}",
)
