"""What an inbox has room for."""

from hypothesis import given
from hypothesis import strategies as st

from digest.preview.inbox import CLIENTS, cut, rows


@given(st.text(max_size=60), st.integers(0, 40))
def test_nothing_is_longer_than_its_room_and_what_fits_is_whole(text, room):
    assert len(cut(text, room)) <= room
    assert cut(text, len(text) * 2) == text


def test_wide_letters_take_two_columns():
    assert cut("日本語", 6) == "日本語"
    assert cut("日本語", 5) == "日本…"


def test_preheader_gets_what_the_subject_leaves_in_one_line():
    short, long = (rows("A", "s" * n, "p" * 200)[0]["preheader"] for n in (10, 60))
    assert len(short) - len(long) == 50
    assert rows("A", "s" * 200, "p")[0]["preheader"] == ""


def test_every_client_has_a_row():
    assert [row["client"] for row in rows("A", "B", "C")] == [client.name for client in CLIENTS]
    assert rows("A", "B", "C")[1] == {
        "client": CLIENTS[1].name,
        "from": "A",
        "subject": "B",
        "preheader": "C",
    }
