"""Where a template that Jinja cannot read went wrong: Jinja tells where it noticed."""

import re

from digest.render.open_blocks import BLOCKS, SKIPPED, Mistake, block_mistake

BEGIN = re.compile(rf"{SKIPPED}|(?P<mark>\{{[{{%])", re.DOTALL)
PIECE = re.compile(
    r"(?P<end>[%}]\})|(?P<begin>\{[{%#])"
    r"|(?P<quote>[\"'])(?:(?P<words>(?:(?!(?P=quote))[^\\]|\\.)*)(?P=quote))?",
    re.DOTALL,
)
MARK = re.compile(r"\{[{%]|[%}]\}")
NO_WORD = re.compile(r"unexpected char '(.)' at (\d+)$")
MEANT = {"&": "and", "|": "or", "!": "not", "?": "a if b else c"}
AT_THE_END = "Unexpected end of template"
OF_BLOCKS = re.compile(
    rf"{AT_THE_END}|unknown tag '(?:end(?:{'|'.join(sorted(BLOCKS))})|else|elif|else?if)'|got 'if'$"
)


def syntax_mistake(source: str, said: str, line: int) -> Mistake | None:
    """What it is, when Jinja says `said` of `line`; None where that is right already."""
    until = len(source) if said.startswith(AT_THE_END) else _end_of(source, line)
    mistake = _unclosed(source)
    if (mistake is None or mistake.at >= until) and OF_BLOCKS.search(said):
        mistake = block_mistake(source)
    if mistake and mistake.at < until:
        return mistake
    strange = NO_WORD.search(said)
    return _no_word(strange[1], int(strange[2])) if strange else None


def _no_word(found: str, at: int) -> Mistake:
    meant = f"; did you mean {MEANT[found]!r}?" if found in MEANT else ""
    return Mistake(at, f"unexpected {found!r}{meant}")


def _end_of(source: str, line: int) -> int:
    return sum(len(text) + 1 for text in source.split("\n")[:line])


def _unclosed(source: str) -> Mistake | None:
    """The first `{{`, `{%` or quote without its end."""
    done = 0
    while begin := BEGIN.search(source, done):
        done = begin.end()
        while begin["mark"]:
            piece = PIECE.search(source, done)
            if piece and piece["end"]:
                done = piece.end()
                break
            if piece is None or piece["begin"] or _runs_on(piece):
                return _told(source, begin, piece)
            done = piece.end()
    return None


def _runs_on(piece: re.Match[str]) -> bool:
    """Whether a quote has no end, or one so late that it must be another's."""
    return piece["words"] is None or bool(MARK.search(piece["words"]))


def _told(source: str, begin: re.Match[str], piece: re.Match[str] | None) -> Mistake:
    """A quote in the line of the mark, else the mark: text after it has quotes of its own."""
    if piece and piece["quote"] and "\n" not in source[begin.end() : piece.start()]:
        return Mistake(piece.start(), f"{piece['quote']} is never closed")
    end = "}}" if begin["mark"] == "{{" else "%}"
    return Mistake(begin.start(), f"{begin['mark']} is never closed; expected {end}")
