"""`digest doctor`, with a DNS server and a mail server on this machine."""

import base64
import socket
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.name_server import SERVFAIL, name_server

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

PUBLIC = rsa.RSAPublicNumbers(65537, (1 << 2048) - 1).public_key()
DOCS = Path(__file__).parents[2] / "docs/deliverability.md"
KEY = base64.b64encode(PUBLIC.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
ZONE = {
    "example.org": ["TXT v=spf1 ip4:127.0.0.1 -all", "TXT unrelated", "MX 10 mx.example.org."],
    "mx.example.org": ["A 192.0.2.7"],
    "s1._domainkey.example.org": ["CNAME s1.keys.example."],
    "s1.keys.example": [f"TXT v=DKIM1; k=rsa; p={KEY.decode()}"],
    "_dmarc.example.org": ["TXT v=DMARC1; p=none; rua=mailto:dmarc@example.org"],
}


@pytest.fixture
def dns():
    with name_server(ZONE) as server:
        yield server


@pytest.fixture
def mailer():
    """A mail server that wants a login and takes no message."""

    class NothingTaken:
        async def handle_MAIL(self, *_):  # noqa: N802 - aiosmtpd's name
            raise AssertionError("the doctor sends nothing")

    def login(_server, _session, _envelope, _method, data):
        return AuthResult(success=data.password == b"horse", handled=False)

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(
        NothingTaken(),
        hostname="127.0.0.1",
        port=port,
        authenticator=login,
        auth_require_tls=False,
    )
    controller.start()
    yield port
    controller.stop()


@pytest.fixture
def letter(blog, mailer):
    blog.tables[0] += 'unsubscribe_url = "https://example.org/leave?to={email}"\n'
    blog.write("password", "horse\n")
    blog.table('[audience]\nto = ["ann@example.net"]')
    return blog.table(
        f'[delivery]\nprovider = "smtp"\nhost = "127.0.0.1"\nport = {mailer}\nsecurity = "none"\n'
        'username = "ann"\npassword = "file:password"\ndkim_selector = "s1"'
    )


def states(ran):
    return {verdict["name"]: verdict["state"] for verdict in ran.json["verdicts"]}


def test_a_set_up_in_order_has_no_errors(letter, dns):
    ran = letter.run("doctor", "--json", "--resolver", dns.address, "--now", "2026-11-20")

    found = states(ran)
    page = DOCS.read_text("utf-8")
    assert (ran.code, ran.err, ran.json["summary"]["error"]) == (0, "", 0)
    assert [name for name in found if f"`{name}`" not in page] == []
    assert found.pop("spamassassin") in ("ok", "info")  # a matter of this machine
    assert found == {
        "python": "ok",
        "packages": "ok",
        "clock": "ok",
        "config": "ok",
        "folders": "ok",
        "sources": "ok",
        "caniemail": "ok",
        "provider": "ok",
        "secrets": "ok",
        "smtp-tls": "warning",
        "smtp": "ok",
        "audience": "ok",
        "one-click": "ok",
        "from-domain": "ok",
        "spf-record": "ok",
        "spf-strangers": "ok",
        "spf-lookups": "ok",
        "spf-host": "ok",
        "dkim-key": "ok",
        "dmarc-record": "ok",
        "dmarc-policy": "info",
        "dmarc-reports": "ok",
        "alignment": "ok",
        "mx": "ok",
        "ptr": "unknown",
        "bimi": "info",
        "mta-sts": "info",
        "tls-rpt": "info",
    }


def test_the_document_has_stable_names(letter, dns):
    document = letter.run("doctor", "--json", "--resolver", dns.address).json

    assert list(document) == ["version", "digest", "domain", "summary", "verdicts", "bulk"]
    assert document["domain"] == "example.org"
    assert {tuple(v) for v in document["verdicts"]} == {
        ("group", "name", "state", "message", "fix", "record")
    }
    assert {tuple(rule) for rule in document["bulk"]} == {
        ("rule", "title", "state", "because", "fix", "sources")
    }
    met = {rule["rule"]: rule["state"] for rule in document["bulk"]}
    assert [met[name] for name in ("spf", "dkim", "dmarc", "alignment")] == ["met"] * 4
    assert met["complaints"] == "cannot tell"
    assert [name for name in met if f"`{name}`" not in DOCS.read_text("utf-8")] == []


def test_errors_end_with_1_and_say_what_to_publish(letter, dns):
    del dns.zone["_dmarc.example.org"]

    ran = letter.run("doctor", "--resolver", dns.address)

    assert ran.code == 1
    assert (
        'to publish: _dmarc.example.org TXT "v=DMARC1; p=none; rua=mailto:dmarc@example.org"'
        in ran.out
    )
    assert ran.out.splitlines()[-1].startswith("example.org: 1 error, 1 warning, ")


def test_a_selector_on_the_command_line_must_be_there(letter, dns):
    ran = letter.run("doctor", "--resolver", dns.address, "--selector", "s2")

    assert ran.code == 1
    assert "there is no key at s2._domainkey.example.org" in ran.out


def test_no_secret_is_shown(letter, dns):
    ran = letter.run("doctor", "-v", "--resolver", dns.address)

    assert "horse" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("password", "told"),
    [("wrong", "login refused"), (None, "file:"), ("", "the file is empty")],
)
def test_a_login_that_fails_is_an_error(letter, dns, password, told):
    if password is None:
        (letter.folder / "password").unlink()
    else:
        letter.write("password", password)

    ran = letter.run("doctor", "--resolver", dns.address)

    assert ran.code == 1
    assert told in ran.out


def test_a_mail_server_that_is_not_there_is_an_error(letter, dns, mailer):
    file = letter.folder / "digest.toml"
    file.write_text(file.read_text().replace(f"port = {mailer}", "port = 9"))

    ran = letter.run("doctor", "--json", "--resolver", dns.address)

    assert (ran.code, states(ran)["smtp"]) == (1, "error")


def test_a_server_whose_name_cannot_be_is_an_error(letter, dns):
    file = letter.folder / "digest.toml"
    file.write_text(file.read_text().replace('"127.0.0.1"', '"mail..example.org"'))

    ran = letter.run("doctor", "--json", "--resolver", dns.address)

    assert (ran.code, states(ran)["smtp"]) == (1, "error")


def test_offline_nobody_is_asked(letter, dns):
    ran = letter.run("doctor", "--offline", "--json", "--resolver", dns.address)

    assert (ran.code, states(ran)["smtp"], states(ran)["domain"]) == (0, "info", "info")
    assert (ran.json["domain"], ran.json["bulk"], dns.asked) == (None, [], [])


def test_a_failing_server_is_no_error_of_the_domain(letter, dns):
    dns.zone = dict.fromkeys(ZONE, (SERVFAIL,))

    ran = letter.run("doctor", "--json", "--resolver", dns.address)

    assert ran.code == 0
    assert states(ran)["spf-record"] == states(ran)["dmarc-record"] == "unknown"


def test_a_domain_may_be_named_where_there_is_no_project(run_cli, tmp_path, dns):
    ran = run_cli(["-C", str(tmp_path), "doctor", "--domain", "example.ORG", "--json",
                   "--resolver", dns.address, "--selector", "s1"])  # fmt: skip

    assert (ran.code, ran.json["domain"]) == (0, "example.org")
    assert "config" not in states(ran)


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        ([], "digest.toml"),
        (["--domain", "not a domain"], "--domain not a domain"),
        (["--domain", "example.org", "--resolver", "nowhere"], "--resolver nowhere"),
    ],
)
def test_what_cannot_be_is_refused_with_2(run_cli, tmp_path, argv, told):
    ran = run_cli(["-C", str(tmp_path), "doctor", *argv])

    assert ran.code == 2
    assert told in ran.err
    assert "hint: " in ran.err


def test_mistakes_in_digest_toml_end_with_2(letter):
    letter.table("[desing]")

    ran = letter.run("doctor", "--domain", "example.org")

    assert (ran.code, "desing" in ran.err) == (2, True)


def test_a_folder_that_is_none_is_an_error(letter):
    letter.write("issues", "no folder")

    ran = letter.run("doctor", "--offline")

    assert ran.code == 1
    assert f"{letter.folder / 'issues'} cannot be written to: Not a directory" in ran.out


def test_data_of_last_year_is_a_warning(letter):
    ran = letter.run("doctor", "--offline", "--json", "--now", "2036-01-01")

    assert states(ran)["caniemail"] == "warning"


def test_a_daemon_of_spamassassin_that_is_not_there_is_a_warning(letter):
    letter.table('[checks]\nspamd = "127.0.0.1:9"')

    assert states(letter.run("doctor", "--offline", "--json"))["spamassassin"] == "warning"


@pytest.mark.parametrize("url", ["", "mailto:leave@example.org", "https://example.org/leave"])
def test_without_a_link_of_ones_own_one_click_is_a_warning(blog, url):
    blog.tables[0] += f'unsubscribe_url = "{url}"\n' if url else ""
    blog.table("")

    assert states(blog.run("doctor", "--offline", "--json"))["one-click"] == "warning"


def test_records_cannot_command_a_terminal(letter, dns):
    dns.zone["example.org"] = ("TXT v=spf1 \x1b[2J -all",)

    ran = letter.run("doctor", "--resolver", dns.address)

    assert "\x1b" not in ran.out
    assert "v=spf1 \N{REPLACEMENT CHARACTER}[2J" in ran.out
