"""Ghost: `%%{unsubscribe_url}%%`, in an HTML card.

Sources, read in November 2026: the repository TryGhost/Ghost, replacement-strings.js (in an email
card `{name}` counts, too) and tests; excerpts of its email-renderer.js (the tags; a fallback may
stand between `&quot;`). It parses and prints the HTML before it looks for tags, which is supposed
to decode entities, so that only a word joiner keeps text from being a tag.
"""

import re

from digest.render.provider import Provider, curly, joined

PROVIDER = Provider(
    title="Ghost",
    tags={
        "unsubscribe_url": "%%{unsubscribe_url}%%",
        "preferences_url": "%%{manage_account_url}%%",
        "subscriber.email": "%%{email}%%",
    },
    name=lambda words: f'%%{{name, "{curly(words)}"}}%%' if words else "%%{name}%%",
    missing={"web_url": "set web_url in [newsletter], or leave it to Ghost's own header"},
    syntax=re.compile(r"%(?=%\{)|\{(?=\w*(?:\}|,? *(?:\"|&quot;|&#34;)))"),
    in_html=joined,
)
