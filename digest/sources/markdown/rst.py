"""reStructuredText, as far as a reader needs it: as Markdown, with its field list as front matter.

Source: docs.getpelican.com/en/latest/content.html#file-metadata
"""

import re

from digest.sources.markdown.frontmatter import Data

RULE = r"([=\-`:'\"~^_*+#<>.])\1{2,}[ \t]*\n"
TITLE = re.compile(rf"\s*(?:{RULE})?[ \t]*(\S.*)\n{RULE.replace('1', '3')}")
HEADING = re.compile(rf"^(?!\s)(\S.*)\n{RULE.replace('1', '2')}", re.MULTILINE)
FIELDS = re.compile(r"\s*((?:^:[\w -]+:(?:.*)\n(?:[ \t]+\S.*\n)*)+)", re.MULTILINE)
FIELD = re.compile(r"^:([\w -]+):(.*\n(?:[ \t]+\S.*\n)*)", re.MULTILINE)
INDENTED = r"((?:[ \t]+.*\n|[ \t]*\n)*)"
CODE = re.compile(
    rf"^\.\. (?:code|code-block|sourcecode|highlight)::(.*)\n{INDENTED}", re.MULTILINE
)
OTHER = re.compile(rf"^\.\. .*\n{INDENTED}", re.MULTILINE)
LITERAL = re.compile(rf"^(.*):{{2}}[ \t]*\n[ \t]*\n{INDENTED}", re.MULTILINE)
INLINE = (
    (re.compile(r"``(.+?)``"), r"`\1`"),
    (re.compile(r":[\w:+-]+:`([^`<]+?)(?:\s*<[^`>]*>)?`"), r"`\1`"),
    (re.compile(r"`([^`<]+?)\s*<([^`>]*)>`__?"), r"[\1](<\2>)"),
    (re.compile(r"`([^`]+)`__?"), r"\1"),
    (re.compile(r"\b(\w+)_(?=[\s.,;:!?)]|$)"), r"\1"),
    (re.compile(r"\|([^|\s][^|]*)\|"), r"\1"),
)


def split(text: str) -> tuple[Data, str]:
    """The title and the fields of a text, and its body as Markdown."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n") + "\n"
    data: Data = {}
    if found := TITLE.match(text):
        data["title"] = found[2].strip()
        text = text[found.end() :]
    if found := FIELDS.match(text):
        data |= {name.strip().lower(): value.strip() for name, value in FIELD.findall(found[1])}
        text = text[found.end() :]
    return data, _markdown(text)


def _markdown(text: str) -> str:
    text = CODE.sub(lambda code: _fenced(re.sub(r"\A(?:[ \t]+:.*\n)+", "", code[2])), text)
    text = OTHER.sub("", text)
    text = LITERAL.sub(
        lambda code: f"{code[1]}{':' if code[1] else ''}\n\n{_fenced(code[2])}", text
    )
    text = HEADING.sub(r"## \1\n", text)
    parts = re.split(r"(^```\n.*?^```\n)", text, flags=re.DOTALL | re.MULTILINE)
    return "".join(part if part.startswith("```\n") else _inline(part) for part in parts)


def _fenced(code: str) -> str:
    return f"```\n{code.strip(chr(10))}\n```\n\n"


def _inline(text: str) -> str:
    for pattern, kept in INLINE:
        text = pattern.sub(kept, text)
    return text
