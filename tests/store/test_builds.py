import os
from pathlib import Path

from digest.store.builds import fingerprint, recall, record
from digest.store.stats import stats


def test_a_build_is_recalled_by_its_fingerprint_only(tmp_path: Path) -> None:
    file = tmp_path / "builds" / "2026-W09.json"
    assert recall(file, "mark") is None
    record(file, "mark", {"posts": 4})
    assert recall(file, "mark") == {"posts": 4}
    assert recall(file, "other") is None


def test_a_broken_record_is_no_record(tmp_path: Path) -> None:
    file = tmp_path / "2026-W09.json"
    for text in ("{", "[]", '{"fingerprint": "mark"}', '{"fingerprint": "mark", "result": 3}'):
        file.write_text(text)
        assert recall(file, "mark") is None


def test_a_fingerprint_notices_what_was_read_and_written(tmp_path: Path) -> None:
    posts, output = tmp_path / "posts", tmp_path / "issue.html"
    posts.mkdir()
    (posts / "one.md").write_text("one")
    output.write_text("html")

    def mark(**facts: object) -> str:
        return fingerprint(facts, stats([str(posts), str(tmp_path / "missing")]), [output])

    marks = [mark(), mark(now="today")]
    assert mark() == marks[0]
    (posts / "two.md").write_text("two")
    marks.append(mark())
    (posts / "one.md").write_text("uno")
    os.utime(posts / "one.md", ns=(1, 1))
    marks.append(mark())
    output.write_text("HTML")
    marks.append(mark())
    output.unlink()
    marks.append(mark())
    assert len(set(marks)) == len(marks)


def test_a_fingerprint_knows_folders_within_folders_but_not_those_of_tools(tmp_path: Path) -> None:
    for name in ("a/b/post.md", ".git/index", "node_modules/x/readme.md"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("1")
    (tmp_path / "gone.md").symlink_to(tmp_path / "missing")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)

    def mark() -> str:
        return fingerprint({}, stats([str(tmp_path)]), [])

    first = mark()
    (tmp_path / ".git/index").write_text("22")
    (tmp_path / "node_modules/x/readme.md").write_text("22")
    assert mark() == first
    (tmp_path / "a/b/post.md").write_text("22")
    assert mark() != first
