"""Mails that digest did not make: clean ones are left alone, and faults in them are found in place.

Written for these tests after the manner of other tools: a hybrid layout with ghost tables for
Outlook, and a letter from a mail program with a picture inside.
"""

from pathlib import Path

import pytest

from digest.app import check
from digest.config.settings import Checks

MAILS = Path(__file__).parents[1] / "data/mails"
SEEDED = [  # what is replaced, by what; the rule that minds, and the place in the HTML
    ("hybrid.html", 'lang="en" xmlns=', "xmlns=", "DG410", 2, 1),
    ("hybrid.html", "Harbour News, number 12", "", "DG412", 2, 1),
    ("hybrid.html", ' alt="Harbour News"', "", "DG401", 26, 11),
    ("hybrid.html", 'alt="Harbour News"', 'alt="logo.png"', "DG401", 26, 11),
    ("hybrid.html", ' width="200"', "", "DG402", 26, 11),
    ("hybrid.html", "img/logo.png", "img/logo.svg", "DG404", 26, 11),
    ("hybrid.html", "https://harbour.example.org/img", "/img", "DG405", 26, 11),
    ("hybrid.html", "<h2", "<h4", "DG413", 36, 11),
    ("hybrid.html", 'role="presentation" cellspacing', "cellspacing", "DG414", 23, 5),
    ("hybrid.html", ' dir="rtl"', "", "DG411", 45, 51),
    ("hybrid.html", "font-size:12px", "font-size:9px", "DG415", 48, 9),
    ("hybrid.html", "https://harbour.example.org/12.html", "#", "DG301", 49, 11),
    ("hybrid.html", "View as a web page", "Click here", "DG304", 49, 11),
    ("hybrid.html", "View as a web page", "", "DG304", 49, 11),
    ("hybrid.html", "View as a web page", "www.example.com", "DG305", 49, 11),
    ("hybrid.html", "https://harbour.example.org/12.html", "https://t.co/12", "DG306", 49, 11),
    ("hybrid.html", "https://harbour.example.org/12", "http://e.org/12", "DG302", 49, 11),
    ("hybrid.html", "fourteen months", "{{ months }} months", "DG701", 32, 11),
    ("hybrid.html", "fourteen months", "TODO: how many months", "DG702", 32, 11),
    ("hybrid.html", "fourteen months", "fÃ¼nf months", "DG703", 32, 11),
    ("hybrid.html", "fourteen months", "12 &amp;amp; more months", "DG704", 32, 11),
    ("hybrid.html", "<center", "<script>x()</script><center", "DG501", 17, 1),
    ("letter.eml", "Abmelden</a>", "Tschüs</a>", "DG204", None, None),
    ("letter.eml", "worden: https://werkstatt.example/maerz", "worden.", "DG209", None, None),
    ("letter.eml", "<klara@werkstatt.example>", "<klara@gmail.com>", "DG206", None, None),
    ("letter.eml", "Message-ID: ", "X-Id: ", "DG207", None, None),
    ("letter.eml", "List-Unsubscribe-Post: ", "X-Post: ", "DG205", None, None),
    ("letter.eml", "Ein Tisch, eine Lampe und ein Regal, das keines ist", "", "DG202", None, None),
    ("letter.eml", "=?utf-8?q?Was_im_M=C3=A4rz_gebaut_wurde?=", "", "DG201", None, None),
    ("letter.eml", "text/plain", "text/x-plain", "DG203", None, None),
    ("letter.eml", "drei Dinge sind <a", f"drei {'x' * 999} sind <a", "DG208", None, None),
]  # fmt: skip


@pytest.mark.parametrize("name", sorted(file.name for file in MAILS.iterdir()))
def test_a_clean_mail_of_another_tool_is_left_alone(name):
    report = check.file(MAILS / name, Checks())

    assert [finding for finding in report.findings if finding.severity != "info"] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "line", "column"),
    SEEDED,
    ids=[f"{rule}-{new[:12]}" for _, _, new, rule, _, _ in SEEDED],
)
def test_a_seeded_fault_is_found_in_its_place(tmp_path, name, old, new, rule, line, column):
    source = (MAILS / name).read_text("utf-8")
    assert old in source
    (tmp_path / name).write_text(source.replace(old, new, 1), "utf-8")
    found = [f for f in check.file(tmp_path / name, Checks()).findings if f.rule == rule]

    assert len(found) == 1
    if line:
        assert (found[0].location.line, found[0].location.column) == (line, column)
