import json
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.core.errors import DigestError
from digest.core.history import Sighting
from digest.store import seen

T1 = datetime(2026, 11, 16, 9, tzinfo=UTC)
T2 = T1 + timedelta(days=7)


def test_without_a_file_nothing_was_seen(tmp_path: Path) -> None:
    assert seen.read(tmp_path) == ({}, {}, {})


def test_what_is_appended_comes_back(tmp_path: Path) -> None:
    ranked = Sighting("notes", "title:notes:größe", T1, 0)
    seen.append(tmp_path, {"notes": T1}, [ranked], {"notes": 3, "other": 5})
    late = Sighting("notes", "example.org/durable", T2, title="Durable", was=ranked.key)
    seen.append(tmp_path, {}, [late], {})
    assert seen.read(tmp_path) == (
        {"notes": T1},
        {("notes", ranked.key): ranked, ("notes", late.key): late},
        {"notes": 3},
    )


def test_lines_are_only_added_one_for_each_record(tmp_path: Path) -> None:
    seen.append(tmp_path, {"notes": T1}, [Sighting("notes", "a", T1, 0)], {})
    before = (tmp_path / seen.NAME).read_text()
    seen.append(tmp_path, {}, [Sighting("notes", "b", T2)], {})
    after = (tmp_path / seen.NAME).read_text()
    assert after.startswith(before)
    assert [sorted(json.loads(line)) for line in after.splitlines()] == [
        ["first_seen", "source"],
        ["first_seen", "key", "rank", "source"],
        ["first_seen", "key", "source"],
    ]


def test_nothing_new_leaves_no_file(tmp_path: Path) -> None:
    seen.append(tmp_path, {}, [], {})
    assert list(tmp_path.iterdir()) == []


def test_keys_with_any_separator_are_one_line(tmp_path: Path) -> None:
    keys = ["one\u2028two", "one\u0085two", "one\ntwo", "one\x1ctwo", '"']
    for key in keys:
        seen.append(tmp_path, {}, [Sighting("notes", key, T1)], {})
    assert [key for _, key in seen.read(tmp_path)[1]] == keys


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            Sighting,
            st.sampled_from("ab"),
            st.sampled_from("xyz"),
            st.sampled_from([T1, T2]),
            st.sampled_from([None, 0, 4]),
            was=st.sampled_from([None, "w"]),
        )
    ),
    st.randoms(use_true_random=False),
)
def test_the_lines_of_two_branches_merge_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, found: list[Sighting], rng: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("issues")
    seen.append(folder, {"a": T2, "b": T1}, found, {})
    seen.append(folder, {"a": T1, "b": T2}, found[:2], {})
    memory = seen.read(folder)
    assert memory[0] == {"a": T1, "b": T1}
    assert all(
        kept.first_seen == min(s.first_seen for s in found if (s.source, s.key) == place)
        for place, kept in memory[1].items()
    )
    assert {place: s.was for place, s in memory[1].items() if s.was} == {
        (s.source, s.key): "w" for s in found if s.was
    }
    lines = (folder / seen.NAME).read_text("utf-8").splitlines()
    rng.shuffle(lines)
    (folder / seen.NAME).write_text("\n\n".join(lines), "utf-8")  # no newline at the end
    assert seen.read(folder) == memory
    seen.append(folder, {"c": T1}, [], {})
    assert seen.read(folder)[0] == {"a": T1, "b": T1, "c": T1}


def test_instants_of_other_zones_compare(tmp_path: Path) -> None:
    (tmp_path / seen.NAME).write_text(
        '{"source": "a", "first_seen": "2026-11-16T09:00:00+01:00"}\r\n'
        '{"source": "a", "first_seen": "2026-11-16T08:30:00Z"}\r\n'
    )
    assert seen.read(tmp_path)[0] == {"a": datetime(2026, 11, 16, 8, tzinfo=UTC)}


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "{",
        "[]",
        "null",
        '"text"',
        '{"source": "a"}',
        '{"source": "a", "first_seen": "soon"}',
        '{"source": "a", "first_seen": 3}',
        '{"source": "a", "first_seen": "2026-11-16T09:00:00"}',
        '{"source": "a", "key": "k", "first_seen": "2026-11-16T09:00:00Z", "rank": "first"}',
        '{"source": "a", "key": "k", "first_seen": "2026-11-16T09:00:00Z", "rank": []}',
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    good = '{"source": "a", "key": "k", "first_seen": "2026-11-16T09:00:00Z"}'
    (tmp_path / seen.NAME).write_text(f"{good}\n\n{line}\n{good}\n")
    with pytest.raises(DigestError, match=r"seen\.jsonl:3: ") as caught:
        seen.read(tmp_path)
    assert "git" in caught.value.hint


def test_of_two_busiest_weeks_the_larger_holds_and_old_lines_tell_none(tmp_path: Path) -> None:
    seen.append(tmp_path, {"old": T1}, [], {})
    for posts in (4, 9, 0):
        seen.append(tmp_path, {"a": T1}, [], {"a": posts})
    seen.append(tmp_path, {"quiet": T1}, [], {"quiet": 0})
    assert seen.read(tmp_path)[2] == {"a": 9, "quiet": 0}


def test_many_at_once_lose_no_line(tmp_path: Path) -> None:
    keys = [[f"{one}-{two}" for two in range(20)] for one in range(8)]

    def add(mine: list[str]) -> None:
        for key in mine:
            seen.append(tmp_path, {}, [Sighting("notes", key * 500, T1)], {})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, keys))
    lines = (tmp_path / seen.NAME).read_text().splitlines()
    assert len(lines) == len({json.loads(line)["key"] for line in lines}) == 160


def test_a_line_that_a_crash_cut_short_is_none(tmp_path: Path) -> None:
    seen.append(tmp_path, {"notes": T1}, [Sighting("notes", "größe", T1)], {})
    file = tmp_path / seen.NAME
    whole = file.read_bytes()
    first, last = whole.splitlines(keepends=True)
    for length in range(1, len(last) - 1):  # also in the middle of a letter
        file.write_bytes(first + last[:length])
        assert seen.read(tmp_path) == ({"notes": T1}, {}, {})
        seen.append(tmp_path, {}, [Sighting("notes", "größe", T1)], {})
        assert file.read_bytes() == whole


def test_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "issues").write_text("a file")
    with pytest.raises(DigestError, match="issues"):
        seen.append(tmp_path / "issues", {"notes": T1}, [], {})
