"""A newsletter with one small source, and its issue 2026-03 built."""

import pytest

BLOCKS = """\
What a queue forgets

A summary of the first post, which says what it is about.

March 4, 2026 · 3 min · Ann

Second thoughts on retries

A summary of the second post, which says something else.

February 27, 2026 · 5 min · Ann
"""


@pytest.fixture
def blog(newsletter):
    return newsletter.capture("blog", BLOCKS, base_url="https://blog.example.org/")


@pytest.fixture
def built(blog):
    blog.run("build", "--month", "2026-03")
    return blog
