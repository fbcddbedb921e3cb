from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from digest.config.load import find, load
from digest.config.settings import Audience, Delivery, Design, Select, Settings
from digest.core.errors import ConfigError, Problem
from digest.core.model import SectionRule
from digest.core.schedule import Schedule

LEAST = """\
[newsletter]
title = "Systems"
from = "Systems <digest@example.org>"
"""
SOURCE = """
[[sources]]
name = "notes"
kind = "feed"
url = "https://notes.example.org/index.xml"
"""
SECTION = "\n[[sections]]\ntitle = 'More'\n"


class Kinds:
    """Two source kinds, one of them with options of its own."""

    def names(self) -> tuple[str, ...]:
        return ("feed", "listing")

    def options(self, kind: str) -> Mapping[str, type]:
        return {"item": str, "pages": int, "skip": tuple} if kind == "listing" else {}


def read(folder: Path, text: str | bytes) -> Settings:
    file = folder / "digest.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(file, Kinds(), ("outbox", "smtp"), ("weekly", "monthly"))


def refused(folder: Path, text: str | bytes) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        read(folder, text)
    return caught.value


def problems(folder: Path, text: str | bytes) -> tuple[Problem, ...]:
    return refused(folder, text).problems


def test_title_sender_and_a_source_are_enough(tmp_path: Path) -> None:
    settings = read(tmp_path, LEAST + SOURCE)
    assert settings.folder == tmp_path
    assert settings.newsletter.title == "Systems"
    assert settings.newsletter.sender == "Systems <digest@example.org>"
    assert settings.newsletter.timezone == ZoneInfo("UTC")
    assert settings.schedule == Schedule("week")
    assert settings.select == Select(1, 12, timedelta(weeks=4))
    assert settings.design == Design()
    assert settings.audience == Audience()
    assert settings.delivery == Delivery()
    (source,) = settings.sources
    assert (source.name, source.kind) == ("notes", "feed")
    assert source.location == "https://notes.example.org/index.xml"
    assert (source.initial, source.per_issue, source.weight) == (3, 3, 1.0)
    assert source.undated is None


def test_everything_it_can_say_is_read(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    settings = read(
        tmp_path,
        """\
[newsletter]
title = "Systems"
from = "digest@example.org"
timezone = "Europe/Berlin"
unsubscribe_url = "mailto:leave@example.org"

[schedule]
every = "2 weeks"
starts = "friday 17:00"
anchor = 2026-01-09

[select]
min_posts = 2
max_posts = 2
max_age = "10 days"
include = ["tag:systems", "/v[0-9]+/"]
languages = ["en", "pt-BR"]
min_words = 200
order = ["weight", "title"]
weights = { "tag:release" = 2, "source:notes" = 0.5 }
thin = "widen"

[[sections]]
title = "Releases"
match = ["tag:release"]
max_posts = 3

[[sections]]
title = "More"

[[sources]]
name = "notes"
kind = "listing"
path = "posts"
section = "Systems"
weight = 2
initial = 0
undated = "queue"
exclude = "sponsored"
min_words = 100
flood = 20
item = "article"
pages = 3
skip = ["one", "two"]

[design]
full_items = 0

[audience]
file = "readers.csv"

[delivery]
provider = "smtp"
host = "smtp.example.org"
password = "env:SMTP_PASSWORD"
""",
    )
    assert settings.schedule == Schedule("2 weeks", "friday 17:00", date(2026, 1, 9))
    assert settings.select == Select(
        2,
        2,
        timedelta(days=10),
        include=("tag:systems", "/v[0-9]+/"),
        languages=("en", "pt-BR"),
        min_words=200,
        order=("weight", "title", "date", "source"),
        weights=(("tag:release", 2.0), ("source:notes", 0.5)),
        thin="widen",
    )
    assert settings.sections == (
        SectionRule("Releases", ("tag:release",), 3),
        SectionRule("More"),
    )
    (source,) = settings.sources
    assert source.location == str(tmp_path / "posts")
    assert (source.weight, source.initial, source.undated) == (2.0, 0, "queue")
    assert source.exclude == ("sponsored",)
    assert (source.min_words, source.flood) == (100, 20)
    assert source.timezone == "Europe/Berlin"
    assert source.options == {"item": "article", "pages": 3, "skip": ("one", "two")}
    assert settings.design.full_items == 0
    assert settings.audience.file == tmp_path / "readers.csv"
    assert settings.delivery.password == "env:SMTP_PASSWORD"


BROKEN = """\
[newsletter]
titel = "Systems"
from = "Systems"
timezone = "Europe/Berln"
url = example.org

[schedul]
every = "week"

[select]
min_posts = 0
max_posts = "12"
max_age = "4 moons"

[[sources]]
name = "notes"
kind = "fed"
url = "notes.example.org"

[[sources]]
name = "notes"
kind = "feed"
path = "nowhere"
max_post = 3
undated = "queu"

[design]
accent = "blue"

[delivery]
provider = "smpt"
port = true
password = "hunter2-secret"
"""


def test_a_dozen_mistakes_are_told_at_once_each_with_its_line(tmp_path: Path) -> None:
    error = refused(tmp_path, BROKEN)
    told = [(p.line, p.message) for p in error.problems]
    assert told == [
        (1, "[newsletter] lacks title"),
        (2, "unknown key titel in [newsletter]"),
        (3, 'from = "Systems": no address in it'),
        (4, 'timezone = "Europe/Berln": no such time zone'),
        (5, "Invalid value"),
        (7, "unknown table or key schedul"),
        (11, "min_posts = 0: expected 1 or more"),
        (12, "max_posts is text; expected a whole number"),
        (13, 'max_age = "4 moons": not a length of time'),
        (17, 'kind = "fed": expected one of feed, listing'),
        (18, 'url = "notes.example.org": not a web address'),
        (21, 'two sources have the name "notes"'),
        (23, 'path = "nowhere": no such file or folder'),
        (24, "unknown key max_post in [sources 2]"),
        (25, 'undated = "queu": expected one of first-seen, queue, skip'),
        (28, 'accent = "blue": not a colour'),
        (31, 'provider = "smpt": expected one of outbox, smtp'),
        (32, "port is true or false; expected a whole number"),
        (33, "password is a secret in a file that git sees"),
    ]
    assert error.message == "digest.toml: 19 mistakes"
    assert error.file == str(tmp_path / "digest.toml")
    assert error.exit_code == 2


def test_starts_is_looked_at_beside_a_wrong_every(tmp_path: Path) -> None:
    text = LEAST + "[schedule]\nevery = 'fortnight'\nstarts = '{}'\n"
    told = problems(tmp_path, text.format("moonday 09:00"))
    assert [p.line for p in told] == [5, 6]
    assert "monday 09:00" in told[1].message
    for fitting in ("09:00", "monday 09:00", "15 09:00"):
        assert [p.line for p in problems(tmp_path, text.format(fitting))] == [5]


def test_a_design_may_be_any_that_exists_and_else_the_nearest_is_named(tmp_path: Path) -> None:
    text = LEAST + SOURCE + "[design]\ntemplate = 'monthly'\n"
    assert read(tmp_path, text).design.template == "monthly"
    (problem,) = problems(tmp_path, text.replace("monthly", "montly"))
    assert (problem.line, problem.hint) == (10, 'did you mean "monthly"?')


def test_a_list_of_readers_may_be_on_another_machine(tmp_path: Path) -> None:
    settings = read(tmp_path, LEAST + SOURCE + "[audience]\nfile = 'readers.csv'\n")
    assert settings.audience.file == tmp_path / "readers.csv"


def test_the_nearest_known_word_is_named(tmp_path: Path) -> None:
    hints = {p.line: p.hint for p in problems(tmp_path, BROKEN)}
    assert hints[2] == "did you mean title?"
    assert hints[4] == 'did you mean "Europe/Berlin"?'
    assert hints[7] == "did you mean schedule?"
    assert hints[17] == 'did you mean "feed"?'
    assert hints[24] == "did you mean max_posts?"
    assert hints[25] == 'did you mean "queue"?'
    assert hints[31] == 'did you mean "smtp"?'


def test_a_secret_is_never_repeated(tmp_path: Path) -> None:
    for line in ('password = "hunter2"', "password = hunter2", 'pasword = "hunter2"'):
        error = refused(tmp_path, LEAST + f"[delivery]\n{line}\n")
        assert error.problems
        assert "hunter2" not in repr(error) + str(error)


@pytest.mark.parametrize("reference", ["env:PASSWORD", "file:secret.txt", "keyring:smtp/digest"])
def test_a_reference_to_a_secret_is_welcome(tmp_path: Path, reference: str) -> None:
    settings = read(tmp_path, LEAST + f'[delivery]\npassword = "{reference}"\n')
    assert settings.delivery.password == reference


def test_a_syntax_mistake_does_not_hide_others_nor_make_new_ones(tmp_path: Path) -> None:
    text = '[newsletter]\ntitle = “Systems”\nfrom = "me@example.org"\n[select]\nmin_post = 1\n'
    assert [(p.line, p.message) for p in problems(tmp_path, text)] == [
        (2, "Invalid value"),
        (5, "unknown key min_post in [select]"),
    ]
    unclosed = LEAST + SOURCE.replace('"https', "https") + '[design]\naccent = "blue"\n'
    assert [p.line for p in problems(tmp_path, unclosed)] == [8, 10]


def test_a_header_without_its_bracket_keeps_its_keys(tmp_path: Path) -> None:
    assert [p.line for p in problems(tmp_path, LEAST.replace("letter]", "letter"))] == [1]


def test_bytes_of_windows_are_read_and_lines_still_count(tmp_path: Path) -> None:
    text = (LEAST + SOURCE).replace("\n", "\r\n")
    assert read(tmp_path, b"\xef\xbb\xbf" + text.encode()).newsletter.title == "Systems"
    broken = text.replace("kind", "knid")
    assert [p.line for p in problems(tmp_path, b"\xef\xbb\xbf" + broken.encode())] == [5, 7]


def test_a_file_that_is_no_text_is_refused_with_a_reason(tmp_path: Path) -> None:
    error = refused(tmp_path, "title = 'Größe'".encode("latin-1"))
    assert "cannot be read" in error.message
    assert "UTF-8" in error.hint


@pytest.mark.parametrize(
    ("layout", "line"),
    [
        ('sources = [{name = "n", kind = "feed", url = "https://e.org/", colour = 1}]\n', 1),
        ('sources = [\n  {name = "n", kind = "feed", url = "https://e.org/", colour = 1},\n]\n', 1),
    ],
)
def test_sources_may_be_inline_tables(tmp_path: Path, layout: str, line: int) -> None:
    assert [(p.line, p.message) for p in problems(tmp_path, layout + LEAST)] == [
        (line, "unknown key colour in [sources 1]")
    ]
    assert read(tmp_path, layout.replace(", colour = 1", "") + LEAST).sources[0].name == "n"


def test_tables_may_be_dotted_keys(tmp_path: Path) -> None:
    text = 'newsletter.title = "S"\nnewsletter.from = "me@example.org"\nselect.max_posts = 0\n'
    assert [(p.line, p.message) for p in problems(tmp_path, text)] == [
        (3, "max_posts = 0: expected 1 or more")
    ]


def test_texts_and_lists_may_span_lines(tmp_path: Path) -> None:
    text = LEAST + 'postal_address = """\nOne Street\nBerlin"""\n' + SOURCE
    text += (
        'include = [\n  "one",  # first\n  "two",\n]\n[audience]\nto = [\n  "me@example.org",\n]\n'
    )
    settings = read(tmp_path, text)
    assert settings.newsletter.postal_address == "One Street\nBerlin"
    assert settings.sources[0].include == ("one", "two")
    assert settings.audience.to == ("me@example.org",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LEAST + "[sources]\nname = 'n'\n", "sources should be written as [[sources]]"),
        (LEAST + "[[design]]\naccent = '#000000'\n", "[design] should be a table"),
        (LEAST + "[[sources]]\nkind = 'feed'\nurl = 'https://e.org'\n", "[sources 1] lacks name"),
        (LEAST + "[[sources]]\nname = 'n'\nurl = 'https://e.org'\n", "[sources 1] lacks kind"),
        (
            LEAST + "[[sources]]\nname = 'n'\nkind = 'feed'\n",
            "[sources 1] has neither url nor path",
        ),
        (LEAST + SOURCE + "path = '.'\n", "[sources 1] has both url and path"),
        (LEAST + "[select]\nmin_posts = 13\n", "min_posts = 13 is more than max_posts = 12"),
        (LEAST + "[select]\nmax_posts = 2.5\n", "max_posts is a number; expected a whole number"),
        (LEAST + "[select]\nmax_age = '9999 weeks'\n", "longer than there are blogs"),
        (LEAST + "[select]\ninclude = ['/(/']\n", 'include = "/(/": no regular expression'),
        (LEAST + "[select]\nexclude = ['tags:x']\n", "no rule begins with tags:"),
        (LEAST + "[select]\nlanguages = ['English']\n", 'languages = "English": no code'),
        (LEAST + "[select]\norder = ['dates']\n", 'order = "dates": expected date, weight'),
        (LEAST + "[select]\norder = ['date', 'date']\n", 'order names "date" twice'),
        (LEAST + "[select]\nweights = { 'tag:a' = -1 }\n", "tag:a = -1.0: expected a number of 0"),
        (LEAST + "[select.weights]\n'/[/' = 1\n", 'weights: "/[/": no regular expression'),
        (LEAST + "[select]\nthin = 'wide'\n", 'thin = "wide": expected one of skip, widen, fill'),
        (LEAST + "[sections]\ntitle = 'x'\n", "sections should be written as [[sections]]"),
        (LEAST + "[[sections]]\nmatch = ['x']\n", "[sections 1] lacks title"),
        (LEAST + SECTION + "max = 1\n", "unknown key max in [sections 1]"),
        (LEAST + SECTION + SECTION, 'two sections have the title "More"'),
        (LEAST + SECTION + SECTION.replace("More", "Rest"), "two sections have no match"),
        (LEAST + SOURCE + "weight = nan\n", "weight = nan: expected a number of 0 or more"),
        (LEAST + SOURCE + "include = 'tag:'\n", 'include = "tag:": it is empty'),
        (LEAST + "[schedule]\nevery = 'fortnight'\n", 'every = "fortnight": expected one of day'),
        (LEAST + "[schedule]\nstarts = 'noon'\n", 'starts = "noon": expected something like'),
        (LEAST + "[schedule]\nanchor = 'soon'\n", "anchor: not a date"),
        (
            LEAST + "[audience]\nfile = 'a'\nto = ['b@example.org']\n",
            "[audience] has both file and to",
        ),
        (LEAST + "[audience]\nto = [1]\n", "to: expected a list of text"),
        (LEAST + "[audience]\ntest = ['x']\n", 'test = "x": an address has one @'),
        (LEAST + "[audience]\nfile = '~nobody-of-that-name/a.csv'\n", "no such home folder"),
        (LEAST + "[delivery]\nprovider = 'smtp'\n", "[delivery] lacks host"),
        (LEAST + "[delivery]\nsecurity = 'ssl'\n", "expected one of starttls, tls, none"),
        (LEAST + "[audience]\nto = ['me@example.org', 'x']\n", 'to = "x": an address has one @'),
        (LEAST + "[audience]\nto = ['Me <me@example.org>']\n", "an address has no spaces"),
        (LEAST + "[delivery]\nport = 70000\n", "port = 70000: expected 1 to 65535"),
        (LEAST + "[delivery]\nport = 0\n", "port = 0: expected 1 to 65535"),
        (LEAST + "[design]\ntemplate = 'nope'\n", 'template = "nope": expected one of'),
        (LEAST + "[design]\ntemplate = ''\n", 'template = "": expected one of'),
        (LEAST.replace("Systems <digest@example.org>", " "), "from is empty"),
        (LEAST.replace('"Systems"', '""'), "title is empty"),
        (LEAST + SOURCE.replace('"notes"', '""'), "name is empty"),
        (LEAST.replace("Systems <digest@example.org>", "@"), 'from = "@": no address in it'),
        (LEAST + "url = 'example.org'\n", 'url = "example.org": not a web address'),
        (LEAST + SOURCE.replace("https://notes.example.org/index.xml", ""), "not a web address"),
    ],
)
def test_a_mistake_says_what_was_found(tmp_path: Path, text: str, message: str) -> None:
    found = problems(tmp_path, text)
    assert [message in p.message for p in found] == [True]
    assert found[0].line


def test_a_path_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "captures").mkdir()
    text = LEAST + "[[sources]]\nname = 'n'\nkind = 'feed'\npath = 'capture'\n"
    assert problems(tmp_path, text)[0].hint == "did you mean captures?"


def test_digest_toml_is_looked_for_in_the_folders_above(tmp_path: Path) -> None:
    inner = tmp_path / "letter" / "issues" / "2026-W09"
    inner.mkdir(parents=True)
    for folder in (tmp_path, tmp_path / "letter"):
        (folder / "digest.toml").write_text(LEAST)
    assert find(inner) == tmp_path / "letter" / "digest.toml"
    assert find(tmp_path) == tmp_path / "digest.toml"


def test_without_a_digest_toml_the_hint_is_init(tmp_path: Path) -> None:
    (tmp_path / "digest.toml").mkdir()
    with pytest.raises(ConfigError) as caught:
        find(tmp_path)
    assert "digest init" in caught.value.hint
    with pytest.raises(ConfigError, match="no such file") as caught:
        load(tmp_path / "other.toml", Kinds(), (), ())
    assert "digest init" in caught.value.hint
    with pytest.raises(ConfigError, match=r"toml: cannot be read \(Is a directory\)"):
        load(tmp_path / "digest.toml", Kinds(), (), ())


@pytest.mark.parametrize("tag", ["English", "de_AT", 'en\\"'])
def test_a_language_is_a_tag(tmp_path: Path, tag: str) -> None:
    text = f'[newsletter]\ntitle = "A"\nfrom = "a@example.org"\nlanguage = "{tag}"\n'
    (problem,) = (p for p in refused(tmp_path, text).problems if "language" in p.message)
    assert problem.line == 4
    assert "no language tag" in problem.message
