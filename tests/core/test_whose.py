"""Which post a part of an issue belongs to."""

from dataclasses import replace

import pytest

from digest.core.finding import Fault
from digest.core.mail.whose import post_of
from digest.core.model import Image
from tests.checks.making import issue, post

ONE = post("The first", "https://e.org/1", image=Image("https://e.org/é.png", None))
TWO = post("The second", "https://e.org/2")
TITLE = '<tr><td><div><h3><a href="{}">{}</a></h3><p>Some words.</p></div></td></tr>'
PICTURE = (
    '<tr><td><table><tbody><tr><td><img id="x" src="https://e.org/a.png"></td></tr></tbody></table>'
    "</td></tr>"
)
BUTTON = PICTURE.replace('<img id="x" src="https://e.org/a.png">', '<a id="x" href="/">Go on</a>')
RAW = '<img id="x" src="https://e.org/a.png">'
WORDS = '<tr><td><div><p id="x">Words of somebody else</p></div></td></tr>'


def column(*rows):
    return f"<div><table><tbody>{''.join(rows)}</tbody></table></div>"


def title(of):
    return TITLE.format(of.url, of.title)


def whose(body, *posts):
    """The title of the post of the element with the id x."""
    mail = issue(*(posts or (ONE, TWO)), body=body)
    (element,) = mail.page.root.xpath("//*[@id='x']")
    found = post_of(mail, Fault("", element))
    return found.title if found else None


@pytest.mark.parametrize("beside", [PICTURE, BUTTON, RAW])
def test_what_stands_below_a_title_is_of_its_post(beside):
    assert whose(column(title(ONE), beside, title(TWO))) == "The first"
    assert whose(column(title(ONE), title(TWO), beside)) == "The second"


@pytest.mark.parametrize("beside", [PICTURE, BUTTON])
def test_what_shares_a_column_with_one_post_is_of_it(beside):
    row = f"<div><table><tr><td>{column(beside, title(ONE))}{column(title(TWO))}</td></tr></table>"

    assert whose(row) == "The first"


def test_a_picture_of_a_post_is_of_it_wherever_it_stands():
    picture = '<img id="x" src="https://e.org/%C3%A9.png">'

    assert whose(f"{column(picture)}{column(title(TWO))}{column(title(ONE))}") == "The first"


def test_a_picture_of_two_posts_is_of_neither():
    picture = column('<img id="x" src="https://e.org/é.png">')

    assert whose(picture, ONE, replace(TWO, image=ONE.image)) is None


@pytest.mark.parametrize(
    "rows",
    [
        (PICTURE, title(ONE), title(TWO)),
        (title(ONE), WORDS, title(TWO)),
        (title(ONE), WORDS.replace(' id="x"', ""), PICTURE, title(TWO)),
        (f"<tr><td>{column(title(ONE), title(TWO))}</td></tr>", PICTURE),
    ],
    ids=["before all", "words of its own", "below such words", "behind two"],
)
def test_what_may_be_of_another_is_of_none(rows):
    assert whose(column(*rows)) is None


def test_the_head_is_of_no_post_though_its_title_names_one():
    mail = issue(ONE, body="")
    mail = replace(mail, html=mail.html.replace("A letter</title>", "The first</title><style/>"))

    assert post_of(mail, Fault("", mail.page.all("style")[0])) is None
    assert post_of(mail, Fault("", mail.page.all("title")[0])) is None


def test_a_footer_is_of_no_post():
    footer = column('<tr><td><div><p><a id="x" href="/leave">Leave</a></p></div></td></tr>')

    assert whose(f"<div>{column(title(ONE))}{footer}</div>", ONE) is None
