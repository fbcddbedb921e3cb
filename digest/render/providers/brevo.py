"""Brevo, which was Sendinblue: `{{ unsubscribe }}`, in a language like Django's.

Sources, read in November 2026: help.brevo.com, articles 4402386448530 (variables) and 4405381108626
(`default`); help.sendinblue.com, article 360000946299 (mirror, unsubscribe, update_profile). No way
to escape a tag was found, and that it has Django's comments is only supposed.
"""

from digest.render.provider import DJANGO, Provider, curly


def _name(fallback: str) -> str:
    otherwise = f"|default:'{curly(fallback)}'" if fallback else ""
    return f"{{{{ contact.FIRSTNAME{otherwise} }}}}"


PROVIDER = Provider(
    title="Brevo",
    tags={
        "unsubscribe_url": "{{ unsubscribe }}",
        "preferences_url": "{{ update_profile }}",
        "web_url": "{{ mirror }}",
        "subscriber.email": "{{ contact.EMAIL }}",
    },
    name=_name,
    syntax=DJANGO,
)
