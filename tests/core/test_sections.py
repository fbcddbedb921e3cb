from digest.core.model import Post, SectionRule, Source
from digest.core.sections import Layout

SOURCES = (
    Source("papers", "feed", "https://papers.example.org", section="Inference"),
    Source("notes", "feed", "https://notes.example.org"),
)
RELEASES = SectionRule("Releases", ("tag:release", "/v[0-9]+/"), max_posts=2)
MORE = SectionRule("More")
LAYOUT = Layout((MORE, RELEASES), SOURCES)


def test_a_rule_comes_before_the_section_of_the_source() -> None:
    assert LAYOUT.title_of(Post("papers", "Out now", tags=("release",))) == "Releases"
    assert LAYOUT.title_of(Post("papers", "Version v2")) == "Releases"
    assert LAYOUT.title_of(Post("papers", "Attention")) == "Inference"


def test_the_first_rule_that_fits_has_the_post() -> None:
    layout = Layout((SectionRule("First", ("one",)), SectionRule("Second", ("one",))), SOURCES)
    assert layout.title_of(Post("notes", "One")) == "First"


def test_a_section_without_rules_takes_the_rest_and_comes_last() -> None:
    assert LAYOUT.title_of(Post("notes", "A walk")) == "More"
    assert LAYOUT.titles == (None, "Releases", "Inference", "More")


def test_without_rules_the_sources_say_it() -> None:
    layout = Layout((), SOURCES)
    assert layout.titles == (None, "Inference")
    assert layout.title_of(Post("papers", "Attention")) == "Inference"
    assert layout.title_of(Post("notes", "A walk")) is None


def test_a_limit_belongs_to_a_heading() -> None:
    assert LAYOUT.limit_of("Releases") == 2
    assert LAYOUT.limit_of("Inference") is LAYOUT.limit_of(None) is None
