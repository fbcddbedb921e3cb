"""listmonk: `{{ UnsubscribeURL }}`, in Go's templates.

Source, read in November 2026: listmonk.app/docs/templating (the tags, `?manage=true`, and
`https://...@TrackLink`). A string constant prints itself: go.dev/src/text/template/doc.go. Its
engine for HTML drops comments, those for Outlook among them; `Safe` is its way around that.
"""

import re

from digest.render.provider import Provider

NAME = ".Subscriber.Name"


def _name(fallback: str) -> str:
    tag = f"{{{{ {NAME} }}}}"
    return f"{{{{ if {NAME} }}}}{tag}{{{{ else }}}}{fallback}{{{{ end }}}}" if fallback else tag


PROVIDER = Provider(
    title="listmonk",
    tags={
        "unsubscribe_url": "{{ UnsubscribeURL }}",
        "preferences_url": "{{ UnsubscribeURL }}?manage=true",
        "web_url": "{{ MessageURL }}",
        "subscriber.email": "{{ .Subscriber.Email }}",
    },
    name=_name,
    syntax=re.compile(r"\{(?=\{)|@(?=TrackLink)"),
    in_text=lambda char: f'{{{{ "{char}" }}}}',
)
