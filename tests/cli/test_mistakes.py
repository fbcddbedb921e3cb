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
