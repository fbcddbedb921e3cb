"""A build tells what it left out so that the mail is not cut off."""


def test_the_summary_of_a_build_tells_what_was_shortened(newsletter) -> None:
    words = "Twelve short words stand in this one sentence and then it ends. " * 5
    posts = "\n\n".join(
        f"Title number {n} of many\n\n{words}\n\nMarch {n}, 2026 · 3 min" for n in range(1, 21)
    )
    newsletter.capture("a", posts)
    newsletter.table("[design]\nfull_items = 20\nmax_bytes = 40000\n[select]\nmax_posts = 20")
    ran = newsletter.run("build", "--month", "2026-03", "--now", "2026-04-01")
    assert ran.code == 0
    told = "so that the HTML stays below 40,000 bytes: [design] max_bytes"
    assert told in ran.err
    html = (newsletter.folder / "issues/2026-03/issue.html").read_bytes()
    assert len(html) <= 40_000
