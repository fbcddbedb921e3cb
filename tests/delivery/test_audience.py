import logging
from pathlib import Path

import pytest

from digest.core.errors import ConfigError, GateError, UsageError
from digest.core.message import Subscriber
from digest.delivery.audience import read_csv, to_subscribers


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "readers.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_columns_are_found_by_name_whatever_separates_them(
    tmp_path: Path, delimiter: str, ending: str
) -> None:
    lines = ["Name|EMAIL |City", "Ann|ann@example.org|Köln", "|Bob@Example.org|"]
    text = ending.join(lines).replace("|", delimiter)
    assert read_csv(write(tmp_path, "\ufeff" + text)) == (
        Subscriber("ann@example.org", "Ann", {"city": "Köln"}),
        Subscriber("Bob@Example.org", "", {"city": ""}),
    )


def test_quoted_cells_may_hold_delimiters_and_line_ends(tmp_path: Path) -> None:
    path = write(tmp_path, 'email,name\nann@example.org,"Ann, the\nfirst"\nbob@example.org,"""B"""')
    assert [person.name for person in read_csv(path)] == ["Ann, the\nfirst", '"B"']


def test_empty_lines_are_no_subscribers(tmp_path: Path) -> None:
    path = write(tmp_path, "\n\nemail,name\n\n,\nann@example.org\n , \n")
    assert read_csv(path) == (Subscriber("ann@example.org"),)


def test_every_wrong_line_is_told_at_once_with_its_number(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'email,name\nann,Ann\nbob@example.org,"two\nlines"\n,Nobody\nc@example.org,C,d\n'
        '"dan@example.org\r\nRCPT TO:<x@example.org>",Dan\n',
    )
    with pytest.raises(ConfigError) as refusal:
        read_csv(path)
    assert [problem.line for problem in refusal.value.problems] == [2, 5, 6, 7]
    assert refusal.value.file == str(path)


def test_forgotten_quote_swallows_nobody(tmp_path: Path) -> None:
    path = write(tmp_path, 'email,name\nann@example.org,"Ann\nbob@example.org,Bob\n')
    with pytest.raises(ConfigError) as refusal:
        read_csv(path)
    assert [problem.line for problem in refusal.value.problems] == [2]


@pytest.mark.parametrize("header", ["address,name", "email,Email", "ann@example.org"])
def test_file_needs_exactly_one_email_column(tmp_path: Path, header: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        read_csv(write(tmp_path, f"{header}\nann@example.org,Ann\n"))
    assert [problem.line for problem in refusal.value.problems] == [1]


def test_file_that_is_no_utf8_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="UTF-8"):
        read_csv(write(tmp_path, "email,name\nann@example.org,Jörg".encode("latin-1")))


def test_one_person_counts_once_and_the_first_row_wins(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "digest.delivery.audience")
    rows = "Ann@bücher.example,first\nann@xn--bcher-kva.example,second\nANN@BÜCHER.example,third"
    people = read_csv(write(tmp_path, f"email,name\n{rows}\n"))
    assert people == (Subscriber("Ann@bücher.example", "first"),)
    assert caplog.messages == ["2 addresses stand twice in the audience and count once"]


@pytest.mark.parametrize("text", ["", "\ufeff\n", "email,name\n"])
def test_nobody_in_the_file_is_no_audience(tmp_path: Path, text: str) -> None:
    with pytest.raises(GateError, match="no audience"):
        read_csv(write(tmp_path, text))


def test_missing_file_is_no_audience(tmp_path: Path) -> None:
    with pytest.raises(GateError, match=r"no audience: .*readers\.csv"):
        read_csv(tmp_path / "readers.csv")


def test_addresses_of_the_settings_are_subscribers_too() -> None:
    assert to_subscribers(["ann@example.org", " Ann@example.org "]) == (
        Subscriber("ann@example.org"),
    )
    with pytest.raises(GateError, match="no audience"):
        to_subscribers([])
    with pytest.raises(UsageError) as refusal:
        to_subscribers(["ann", "bob@example.org", "dan"])
    assert str(refusal.value) == "'ann': an address has one @; 'dan': an address has one @"
