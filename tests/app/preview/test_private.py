"""What the page is told has no secrets in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.app.preview.private import addresses, settings

SECRET = "hunter2"


@pytest.mark.parametrize(
    "line",
    [
        'password = "{}"',
        "password='{}'",
        '  pasword = "{}" # my own',
        'password: "{}"',
        'password "{}"',
        'password = "{}',
        '"smtp-password" = "{}"',
        'delivery.password = "{}"',
        'delivery = {{ provider = "smtp", password = "{}", port = 587 }}',
        'api_key = "{}"',
        '# password = "{}"',
        'access_token = """\n{}\n"""',
        "password = '''{}\n\n'''",
        'url = "https://ann:{}@blog.example/feed"',
        'url = "https://{}@blog.example/feed"',
        'url = "https://ann:p@{}@blog.example/feed"',
        'url = "ann:{}@blog.example/feed"',
        'url = "https://blog.example/feed?token={}&x=1"',
        'url = "https://blog.example/feed?{}"',
        'url = "blog.example/feed?token={}"',
        'url = "https://blog.example/feed#access_token={}"',
    ],
)
def test_no_secret_of_digest_toml_is_told_and_no_line_is_lost(line):
    text = f"[delivery]\n{line.format(SECRET)}\nhost = 'smtp.example'\n"
    told = settings(text)
    assert SECRET not in told
    assert "…" in told
    assert told.count("\n") == text.count("\n")
    assert told.endswith("\nhost = 'smtp.example'\n")


@pytest.mark.parametrize(
    "line",
    [
        'password = "env:SMTP_PASSWORD"',
        "password = 'file:secrets/smtp'",
        'name = "Tokens and secrets"',
        'tags = ["a", "token-ring"]',
        'url = "https://medium.com/feed/@ann"',
        'from = "Ann <ann@example.org>"',
        'tagline = "Why? Because."',
    ],
)
def test_what_is_no_secret_is_told(line):
    assert settings(line) == line


def test_address_in_an_error_keeps_what_tells_which_it_is():
    words = "web: https://ann:pw@q.invalid/f?token=tok5: an address with a password is not read"
    assert addresses(words) == (
        "web: https://…@q.invalid/f?…: an address with a password is not read"
    )


@given(st.text(st.sampled_from("ab\n\"'=#[],.{}:/?@ ")))
def test_lines_stay_where_they_are(text):
    assert settings(f"{text}\npassword = 'x'\n").count("\n") == text.count("\n") + 2
