"""One cause gives one finding with a count, however often it is met."""

from dataclasses import replace

import pytest

from digest.app import check, rulebook
from digest.config.settings import Checks
from digest.core.probe import Probe
from tests.checks.making import html, issue, message, post

MANY = 40
BUTTON = '<table><tr><td bgcolor="#222222"><a href="https://e.org/%n" style="{}">Go</a></td></tr>'
DARK = '<meta name="color-scheme" content="light dark">'


def often(piece):
    """A piece of HTML forty times; `%n` in it is a number."""
    return "".join(piece.replace("%n", str(number)) for number in range(MANY))


def of_server(piece, *answer, **more):
    """The same with addresses below e.org, of each of which its server says one thing."""
    web = {f"https://e.org/{number}": Probe(*answer, **more) for number in range(MANY)}
    return replace(html(often(piece)), web=web)


IN_HTML = (
    ("DG001", "<!-- digest-ignore DG401 --><p>text %n</p>"),
    ("DG103", f"<style>.a%n {{}} {'p{color:red}' * 700}</style>"),
    ("DG301", '<a href="">post %n</a>'),
    ("DG301", '<a href="#">post %n</a>'),
    ("DG301", '<a href="#part-%n">post %n</a>'),
    ("DG301", '<a href="/posts/%n">post %n</a>'),
    ("DG301", '<a href="javascript:go(%n)">post %n</a>'),
    ("DG301", '<a href="http://localhost:1313/%n">post %n</a>'),
    ("DG302", '<a href="http://e.org/%n">post %n</a>'),
    ("DG304", '<a href="https://e.org/%n"></a>'),
    ("DG304", '<a href="https://e.org/%n">Click here</a>'),
    ("DG305", '<a href="https://click.example.net/%n">site%n.com</a>'),
    ("DG306", '<a href="https://bit.ly/%n">post %n</a>'),
    ("DG401", '<img src="https://e.org/%n.png" width="9">'),
    ("DG401", '<img src="https://e.org/%n.png" width="9" alt="IMG_%n.jpg">'),
    ("DG402", '<img src="https://e.org/%n.png" alt="">'),
    ("DG404", '<img src="https://e.org/%n.webp" width="9" alt="">'),
    ("DG404", '<img src="https://e.org/%n.svg" width="9" alt="">'),
    ("DG404", '<img src="data:image/png;base64,%n" width="9" alt="">'),
    ("DG405", '<img src="" width="9" alt="picture %n">'),
    ("DG405", '<img src="/img/%n.png" width="9" alt="">'),
    ("DG405", '<img src="http://e.org/%n.png" width="9" alt="">'),
    ("DG411", "<p>مرحبا بالعالم %n</p>"),
    ("DG413", "<h2>Part %n</h2><h4>Piece %n</h4>"),
    ("DG414", "<table><tr><td>text %n</td></tr></table>"),
    ("DG415", '<p style="font-size:9px">text %n</p>'),
    ("DG416", '<p style="color:#aaa">text %n</p>'),
    ("DG417", f'{DARK}<p style="color:#222">text %n</p>'),
    ("DG418", '<p style="color:#757575">text %n</p>'),
    ("DG419", BUTTON.format("color:#fff;line-height:20px;padding:1px 20px")),
    ("DG501", "<script>go(%n)</script>"),
    ("DG502", '<p style="position:absolute; top:%npx">text %n</p>'),
    ("DG503", '<p style="opacity:0">text %n</p>'),
    ("DG504", '<p style="transform:rotate(%ndeg)">text %n</p>'),
    ("DG604", '<a href="https://93.184.216.34/%n">post %n</a>'),
    ("DG604", '<a href="https://bank.com@evil.example/%n">post %n</a>'),
    ("DG604", '<a href="https://e.org:81/%n">post %n</a>'),
    ("DG701", "<p>{{ name_%n }}</p>"),
    ("DG702", "<p>Lorem ipsum %n</p>"),
    ("DG703", "<p>cafÃ© %n</p>"),
    ("DG704", "<p>Q&amp;amp;A %n</p>"),
)
ELSEWHERE = (
    ("DG208", lambda: message(text="\n".join(["x" * 999] * MANY))),
    ("DG209", lambda: issue(body=often('<a href="https://e.org/%n">post %n</a>'))),
    ("DG303", lambda: of_server('<a href="https://e.org/%n">a</a>', "trouble", "is no", "e.org")),
    (
        "DG309",
        lambda: of_server('<a href="https://e.org/%n">a</a>', "alive", moved="https://f.org"),
    ),
    ("DG407", lambda: of_server('<img src="https://e.org/%n">', "trouble", "is no", "e.org")),
    (
        "DG705",
        lambda: issue(*(post(f"{n}", f"https://e.org/{n}", summary="") for n in range(MANY))),
    ),
)
OF_THE_WHOLE = frozenset(  # what is said of a mail, or of its head, once
    "DG101 DG102 DG201 DG202 DG203 DG204 DG205 DG206 DG207 DG210 DG307 DG410 DG412 DG420 DG601 "
    "DG602 DG603 DG606 DG610".split()
)
OF_EACH = frozenset((  # where each one is a cause, as each is to be mended by itself
    "DG104", "DG403", "DG408",  # a picture's file
    "DG308",  # the words that two pages share
    "DG605",  # a file attached
    "DG706", "DG707", "DG708",  # a post's title, address or date
))  # fmt: skip
CASES = [*((rule, lambda piece=piece: html(often(piece))) for rule, piece in IN_HTML), *ELSEWHERE]


@pytest.mark.parametrize(("rule", "mail"), CASES, ids=[rule for rule, _ in CASES])
def test_forty_like_faults_are_one_finding(rule, mail):
    found = [finding for finding in check.run(mail(), Checks()) if finding.rule == rule]

    assert [finding.count for finding in found] == [MANY]


def test_every_rule_gathers_like_faults_or_is_an_exception():
    alike = {rule for rule, _ in CASES}

    assert alike.isdisjoint(OF_THE_WHOLE | OF_EACH)
    assert alike | OF_THE_WHOLE | OF_EACH == {rule.id for rule in rulebook.rules()}


@pytest.mark.parametrize(("rule", "piece"), IN_HTML, ids=[rule for rule, _ in IN_HTML])
def test_a_cause_is_known_again_by_any_of_its_faults(rule, piece):
    def known(number):
        page = html(piece.replace("%n", str(number)))
        return {f.fingerprint for f in check.run(page, Checks()) if f.rule == rule}

    assert known(1) == known(7) != set()
