"""Parameters for statistics are in the mail alone: what counts as the same post knows none."""


def test_the_record_of_an_issue_is_the_same_with_and_without_parameters(newsletter) -> None:
    letter = "A title of a post\n\nWords about it.\n\nMarch 3, 2026 · 3 min"
    newsletter.capture("a", letter, base_url="https://example.org/list?page=1")
    argv = ("build", "--month", "2026-03", "--now", "2026-04-01")
    folder = newsletter.folder / "issues" / "2026-03"

    def built() -> tuple[list[object], str]:
        assert newsletter.run(*argv).code == 0
        shown = newsletter.run("issues", "show", "--json")
        assert "utm_" not in shown.out + (folder / "selection.json").read_text("utf-8")
        manifest = (folder / "manifest.json").read_text("utf-8")
        assert "utm_" not in manifest
        return shown.json["posts"], (folder / "issue.txt").read_text("utf-8")

    posts, plain = built()
    newsletter.table('[links]\nutm_source = "digest"\nutm_campaign = "{issue}"')
    again, marked = built()
    assert again == posts
    assert "https://example.org/list?page=1\n" in plain
    assert "https://example.org/list?page=1&utm_source=digest&utm_campaign=2026-03\n" in marked
