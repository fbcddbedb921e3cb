"""Slips of the hand, on the command line and in digest.toml: what is said, and nothing made."""


def test_a_design_that_does_not_exist_is_told_with_its_line_and_the_nearest(blog):
    blog.write("templates/monthly/email.mjml.j2", "")
    ran = blog.table('[design]\ntemplate = "montly"').run("build")

    text = (blog.folder / "digest.toml").read_text("utf-8")
    line = text[: text.index("montly")].count("\n") + 1
    assert ran.code == 2
    assert f'digest.toml:{line}: template = "montly"' in ran.err
    assert "monthly, weekly" in ran.err
    assert 'did you mean "monthly"?' in ran.err


def test_a_test_to_something_that_is_no_address_says_so_in_one_sentence(built):
    ran = built.run("send", "--to", "notanaddress")

    assert ran.code == 2
    assert ran.err.splitlines() == [
        "error: 'notanaddress': an address has one @",
        "hint: write an address as in me@example.org",
    ]


def test_a_record_that_cannot_be_written_comes_with_a_hint(blog):
    blog.write("issues", "a file where a folder should be")

    ran = blog.run("build")

    assert ran.code == 2
    assert "hint: " in ran.err
