"""Every key that digest.toml and issue.toml understand has its words in the docs."""

from dataclasses import fields
from pathlib import Path

from digest.app.shelves import SourceKinds
from digest.config.settings import Audience, Checks, Delivery, Design, Links, Newsletter, Select
from digest.core.curation import Curation, Override, Own
from digest.core.mail.suppress import Ignore
from digest.core.model import SectionRule, Source
from digest.core.schedule import Schedule

TEXT = (Path(__file__).parents[2] / "docs/configuration.md").read_text("utf-8")
ELSEWHERE = {
    "sender": "from",
    "location": "url",
    "options": "kind",
    "links": "utm_source",
    "intro": "title",
    "outro": "title",
    "light": "ink",  # they have a heading of their own
    "dark": "ink",
    "written": "template",
}


def keys():
    tables = (Newsletter, Links, Schedule, Select, SectionRule, Source, Design, Audience, Delivery)
    for table in (*tables, Checks, Ignore, Curation, Override, Own):
        yield from (ELSEWHERE.get(field.name, field.name) for field in fields(table))
    kinds = SourceKinds()
    for kind in kinds.names():
        yield kind
        yield from kinds.options(kind)


def test_every_key_is_in_the_docs():
    forms = ("`{}`", "`[{}]`", "[[{}]]")
    undocumented = [key for key in keys() if not any(form.format(key) in TEXT for form in forms)]

    assert undocumented == []
