"""A build that failed, as the page is told."""

import pytest

from digest.app.options import Globals
from digest.app.preview import again
from digest.app.preview.mistakes import ASK, SAVE, excerpt, told
from digest.app.wiring import open_project
from digest.core.errors import ConfigError, Problem, SourceError, TemplateError


def test_template_error_gives_its_place_and_the_lines_around_it(blog):
    lines = "".join(f"line {number}\n" for number in range(1, 9))
    blog.write("templates/weekly/item.mjml.j2", lines)
    error = TemplateError(
        "templates/weekly/item.mjml.j2:7:5: 'x' is undefined\n     7 | line 7", "h"
    )
    said = told(open_project(Globals(directory=blog.folder)), "2026-03", error)
    assert said == {
        "id": "2026-03",
        "message": "'x' is undefined",
        "hint": "h",
        "file": str(blog.folder / "templates/weekly/item.mjml.j2"),
        "line": 7,
        "column": 5,
        "excerpt": [{"line": n, "text": f"line {n}"} for n in (5, 6, 7, 8)],
        "post": None,
    }


def test_config_error_names_every_mistake_and_shows_the_first(blog):
    project = open_project(Globals(directory=blog.folder))
    file = str(project.settings.file)
    problems = (Problem("unknown key a", None), Problem("unknown key b", 2, "did you mean c?"))
    said = told(project, "2026-03", ConfigError("2 mistakes", "run again", file, problems))
    assert said["message"] == "unknown key a\nline 2: unknown key b (did you mean c?)"
    assert (said["file"], said["line"], said["hint"]) == (file, 2, SAVE)
    assert [each["line"] for each in said["excerpt"]] == [1, 2, 3, 4]


def test_built_in_template_is_found_where_it_lies(blog):
    project = open_project(Globals(directory=blog.folder))
    said = told(project, "x", TemplateError("templates/weekly/issue.mjml.j2:1:1: wrong"))
    assert said["file"] == str(project.templates[1] / "weekly/issue.mjml.j2")


def test_post_at_fault_is_named(blog):
    project = open_project(Globals(directory=blog.folder))
    words = "templates/a.j2:1:1: no\n       it comes from the post 'It's bad' of blog"
    assert told(project, "x", TemplateError(words))["post"] == "It's bad"


def test_source_of_the_web_that_is_not_in_the_cache_says_how_to_get_it(blog):
    project = open_project(Globals(directory=blog.folder))
    error = SourceError(
        "--strict: a source failed: web: https://a.example/: not read, as digest is offline",
        "leave out --offline to read it",
    )
    said = told(project, "x", error)
    assert (said["message"].partition(":")[0], said["hint"]) == ("a source failed", ASK)
    assert (said["file"], said["excerpt"]) == (None, [])


def test_error_of_ours_has_words_and_no_traceback(blog):
    said = told(open_project(Globals(directory=blog.folder)), "x", KeyError("title"))
    assert said["message"] == "digest itself made a mistake (KeyError: 'title')"
    assert said["hint"] == "please report it"


def test_excerpt_of_a_line_that_is_gone_is_what_is_left(blog):
    project = open_project(Globals(directory=blog.folder))
    blog.write("a", "1\n2\n")
    assert [each["line"] for each in excerpt(project, blog.folder / "a", 3)] == [1, 2]
    assert excerpt(project, blog.folder / "b", 3) == []


def test_excerpt_of_digest_toml_has_no_secret(blog):
    project = open_project(Globals(directory=blog.folder))
    file = project.settings.file
    secret = '[delivery]\npassword = "hunter2"\nport = "x"\n'
    file.write_text(secret, "utf-8")
    problems = (Problem("port is no number", 3),)
    said = told(project, "2026-03", ConfigError("1 mistake", "", str(file), problems))
    assert "hunter2" not in str(said)
    assert [each["text"] for each in said["excerpt"]] == [
        "[delivery]",
        "password = …",
        'port = "x"',
    ]


def test_error_of_a_source_has_no_secret_of_its_address(blog):
    project = open_project(Globals(directory=blog.folder))
    words = "a source failed: q: https://u:pw1@q.example/f?token=tok5: not found"
    said = told(project, "x", SourceError(words, "look at https://q.example/f?token=tok5"))
    assert said["message"] == "a source failed: q: https://…@q.example/f?…: not found"
    assert said["hint"] == "look at https://q.example/f?…"


def test_single_mistake_of_a_config_is_told_without_what_is_told_besides(built):
    built.write("issues/2026-03/issue.toml", "subjekt = 1\n")
    with pytest.raises(ConfigError) as wrong:
        again.run(open_project(Globals(directory=built.folder)), "2026-03")
    assert wrong.value.message == "2026-03/issue.toml: 1 mistake"
    said = told(open_project(Globals(directory=built.folder)), "2026-03", wrong.value)
    assert said["message"] == "unknown key subjekt (did you mean subject?)"
    assert (said["file"], said["line"]) == (str(built.folder / "issues/2026-03/issue.toml"), 1)


def test_post_with_broken_front_matter_is_told_with_file_line_and_excerpt(newsletter):
    newsletter.table('[[sources]]\nname = "notes"\nkind = "markdown"\npath = "posts"')
    for day in (2, 3):
        newsletter.write(f"posts/p{day}.md", f"---\ntitle: A\ndate: 2026-03-0{day}\n---\nText.\n")
    newsletter.run("build", "--month", "2026-03")
    newsletter.write("posts/p3.md", "---\ntitle: [A\ndate: 2026-03-03\n---\nText.\n")
    project = open_project(Globals(directory=newsletter.folder))
    with pytest.raises(SourceError) as wrong:
        again.run(project, "2026-03")
    said = told(project, "2026-03", wrong.value)
    assert (said["file"], said["line"]) == (str(newsletter.folder / "posts/p3.md"), 2)
    assert {"line": 2, "text": "title: [A"} in said["excerpt"]
    assert said["message"].startswith("a source failed: notes: a post cannot be read: while")
    assert said["hint"] == "mend it"


def test_files_of_the_project_are_named_as_from_its_folder(blog):
    project = open_project(Globals(directory=blog.folder))
    error = SourceError(f"--strict: a source failed: blog: {blog.folder}/blog.txt: no such file")
    assert told(project, "x", error)["message"] == "a source failed: blog: blog.txt: no such file"
