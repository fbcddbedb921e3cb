"""What a server may be asked, and what would unsubscribe somebody or tell on a reader."""

from dataclasses import replace

import pytest

from digest.core.mail.asking import personal, questions
from digest.core.probe import Question
from tests.checks.making import html, issue, message, post


def link(href, words="A page"):
    return f'<a href="{href}">{words}</a>'


def asked(mail):
    """All questions but for the link to unsubscribe that every mail of `making` has."""
    return [each for each in questions(mail) if each.url != "https://example.org/unsubscribe"]


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#part",
        "/relative",
        "mailto:a@example.org",
        "tel:123",
        "javascript:x()",
        "{unsubscribe_url}",
        "https://e.org/{email}",
        "https://e.org/?to=%7Bemail%7D",
        "https://e.org/?to=%7B%7Bsubscriber%7D%7D",
        "https://e.org/*|UNSUB|*",
        "https://e.org/%%email%%",
        "https://e.org/[unsubscribe]",
        "https://e.org/<%= id %>",
        "http://[::1",
    ],
)
def test_what_is_no_whole_web_address_is_not_asked(href):
    assert asked(html(link(href))) == []
    assert asked(issue(body=link(href))) == []


def test_an_address_is_asked_once_and_without_its_part():
    body = link("https://e.org/a#one") + link(" https://e.org/a#two ") + link("https://e.org/b")

    assert asked(html(body)) == [Question("https://e.org/a"), Question("https://e.org/b")]


@pytest.mark.parametrize(
    "body",
    [
        link("https://e.org/u/12345", "Unsubscribe"),
        link("https://e.org/u/12345", "Hier abmelden"),
        link("https://e.org/unsubscribe?id=5", "here"),
        link("https://e.org/subscription/confirm/123", "here"),
        link("https://e.org/u/12345", "Our page") + link("https://e.org/u/12345", "Opt out"),
        link("https://e.org/p?to=reader@example.org"),
        link("https://e.org/p?to=reader%40example.org"),
    ],
)
def test_what_one_reader_alone_may_open_is_not_opened(body):
    assert asked(html(body)) == []
    assert asked(message(body)) == []


def test_where_a_mail_program_unsubscribes_is_not_asked():
    swap = (
        "List-Unsubscribe: <",
        "List-Unsubscribe: <mailto:a@example.org>, <https://e.org/bye>, <",
    )

    assert asked(message(link("https://e.org/bye"), swap=swap)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Remove me from this list", "Cancel subscription", "Manage your subscription",
        "Stop receiving these", "Email settings", "Update profile", "Sign out of emails",
        "إلغاء الاشتراك", "取消订阅", "購読解除", "구독 취소", "Wypisz się",
        "Rezygnuj z subskrypcji",
        "Desuscribirse", "Darse de baja", "Abo beenden", "Odhlásit", "Zrušit odběr", "בטל הרשמה",
        "Se désinscrire", "Отказаться от рассылки", "Leiratkozás", "Descadastrar", "Peruuta tilaus",
        "Afmeld", "Abonelikten çık", "Hủy đăng ký", "ยกเลิกการสมัคร", "Berhenti berlangganan",
    ],
)  # fmt: skip
def test_what_acts_for_a_reader_is_not_asked_in_any_usual_language(words):
    body = link("https://e.org/u/12", words)

    assert asked(html(body)) == []
    assert "https://e.org/u/12" in personal(html(body))


@pytest.mark.parametrize(
    "url",
    [
        "https://e.org/c/3f9a0c1de8b74a55",
        "https://e.org/r/eyJpZCI6MTIzNDV9.abc",
        "https://e.org/r?j=eyJ1IjoiMXg5cTAifQ",
        "https://e.org/0f8fad5b-d9cb-469f-a165-70867728950e/page",
        "https://e.org/?u=8dc2f1e0b9a7c6d5e4f3a2b1c",
        "https://e.org/click?Zk9_aB-3xQ-7LmN_2pR",
        "https://e.org/t/qWeRtYuIoPaSdFgH",
        "https://e.org/n/1234567890123456",
    ],
)
def test_an_address_with_a_token_is_not_asked(url):
    assert asked(html(link(url))) == []
    assert [each.url for each in asked(issue(body=link(url)))] == [url]


@pytest.mark.parametrize(
    "url",
    [
        "https://e.org/how-a-lighthouse-keeps-time",
        "https://e.org/2026/02/release-notes-of-version-12",
        "https://e.org/internationalization.html",
        "https://e.org/wiki/GitHubFlavoredText",
        "https://e.org/a?page=2&utm_campaign=Weekly-Letter-Number-312",
        "https://e.org/strasse/%C3%BCber-uns-und-unsere-stadt",
    ],
)
def test_the_name_of_a_page_is_no_token(url):
    assert [each.url for each in asked(html(link(url)))] == [url]


def test_pages_beside_the_one_that_unsubscribes_are_not_asked():
    swap = ("List-Unsubscribe: <", "List-Unsubscribe: <https://esp.example/lu/9>, <")
    body = link("https://esp.example/p/10") + link("https://esp.example/") + link("https://e.org/a")

    assert [each.url for each in asked(message(body, swap=swap))] == [
        "https://esp.example/",
        "https://e.org/a",
    ]


def test_nothing_of_an_issue_is_one_readers_own():
    assert personal(issue(body=link("https://e.org/u/12", "Unsubscribe"))) == frozenset()


def test_an_account_in_a_path_is_no_reader():
    assert asked(html(link("https://e.org/@ann/1"))) == [Question("https://e.org/@ann/1")]


def test_the_way_out_that_all_readers_share_is_asked_gently():
    body = link("https://e.org/out") + link("https://e.org/choose", "Choose")
    made = issue(body=body, way_out="https://e.org/out")
    edition = replace(made.edition, preferences="https://e.org/choose")
    found = asked(replace(made, edition=edition))

    assert found == [
        Question("https://e.org/out", gently=True),
        Question("https://e.org/choose", gently=True),
    ]


def test_the_way_out_of_one_reader_is_not_asked_in_an_issue_either():
    made = issue(body=link("https://e.org/out?to={email}"), way_out="https://e.org/out?to={email}")

    assert asked(made) == []


def test_a_post_about_leaving_is_a_post():
    about = post("How to unsubscribe from everything", "https://blog.example.org/unsubscribe/")
    body = link("https://blog.example.org/unsubscribe/?utm_source=letter", about.title)

    assert [each.gently for each in asked(issue(about, body=body))] == [False]
    assert [each.gently for each in asked(issue(body=body))] == [True]


def test_images_are_asked_as_images_but_for_those_that_count_readers():
    body = (
        '<img src="https://e.org/a.png" width="90">'
        '<img src="https://e.org/count.gif" width="1" height="1">'
        '<img src="https://e.org/line.gif" height="2px">'
        '<img src="https://e.org/css.gif" style="width: 1px">'
        '<p style="display:none"><img src="https://e.org/hidden.gif"></p>'
        '<img src="https://e.org/open.gif?who=reader%40example.org">'
        '<img src="cid:logo"><img src="data:image/gif;base64,R0"><img>'
    )

    assert asked(html(body)) == [Question("https://e.org/a.png", image=True)]


def test_an_image_that_is_a_link_too_is_asked_once():
    body = link("https://e.org/a.png") + '<img src="https://e.org/a.png" width="90">'

    assert asked(html(body)) == [Question("https://e.org/a.png", image=True)]
