"""Check DG204: a reader can always leave."""

from digest.checks.unsubscribe import check
from digest.core.model import Rendered


def letter(html: str, text: str) -> Rendered:
    return Rendered(html, text, "", "A subject", "")


def test_a_link_without_address_is_an_error() -> None:
    (found,) = check(letter('<a href="{unsubscribe_url}">Unsubscribe</a>', "Unsubscribe: x"))
    assert (found.rule, found.severity) == ("DG204", "error")
    assert "unsubscribe_url in [newsletter]" in found.fix


def test_a_part_without_a_link_is_a_warning() -> None:
    (found,) = check(letter('<a href="https://e.org/">Unsubscribe</a>', "Goodbye"))
    assert (found.rule, found.severity) == ("DG204", "warning")


def test_a_link_in_both_parts_is_fine() -> None:
    assert not list(check(letter('<a href="https://e.org/">Unsubscribe</a>', "Unsubscribe: ...")))


def test_text_that_only_looks_like_the_tag_is_none() -> None:
    html = '<p>&#123;unsubscribe_url}</p><a href="https://e.org/">Unsubscribe</a>'
    assert not list(check(letter(html, "{\u2060unsubscribe_url} Unsubscribe: https://e.org/")))
