"""Changes that an editor makes in the page, on real files."""

from contextlib import contextmanager

import pytest

from digest.app.options import Globals
from digest.app.preview import changes, undo
from digest.app.preview.letters import build_of, letter
from digest.app.preview.posts import state
from digest.app.preview.undo import Versions
from digest.app.wiring import open_project
from digest.core.errors import GateError, UsageError
from digest.preview.desk import Asked, RefusedError
from digest.store import lock

POSTS = "".join(
    f"{title} post\n\nWhat the {title.lower()} post says, in a few words.\n\n"
    f"February {day}, 2026 · 5 min · Ann\n\n"
    for day, title in ((27, "First"), (26, "Second"), (25, "Third"))
)
ISSUE = "2026-02"


@pytest.fixture
def desk(newsletter):
    newsletter.capture("letters", POSTS, base_url="https://letters.example.org/")
    newsletter.write(f"issues/{ISSUE}/issue.toml", "# mine: keep this\n")
    assert newsletter.run("build", "--month", "2026-02").code == 0
    return Desk(newsletter)


class Desk:
    """The page of one issue, as far as it changes something."""

    def __init__(self, newsletter):
        self.newsletter = newsletter
        self.project = open_project(Globals(directory=newsletter.folder))
        self.folder = newsletter.folder / "issues" / ISSUE
        self.versions = Versions()
        self.etag = self.state["etag"]

    @property
    def state(self):
        return state(self.project, ISSUE, self.versions, read_only=False)

    def change(self, op, **body):
        return self._seen(self._call(changes.change, {"op": op, **body}))

    def step(self, *, back):
        return self._seen(self._call(changes.step, {}, back=back))

    @property
    def build(self):
        return build_of(self.project, ISSUE)

    def approve(self, build):
        return changes.approve(self.project, ISSUE, Asked({}, f'"{build}"'))

    def _call(self, do, body, **said):
        return do(self.project, ISSUE, Asked(body, f'"{self.etag}"'), self.versions, **said)

    def _seen(self, answer):
        self.etag = answer["etag"]
        return answer

    @property
    def text(self):
        return (self.folder / "issue.toml").read_text("utf-8")


def titles(state):
    return [item["title"] for item in state["items"]]


def test_state_tells_items_in_the_order_of_readers(desk):
    assert titles(desk.state) == ["First post", "Second post", "Third post"]
    first = desk.state["items"][0]
    assert (first["place"], first["pinned"]) == (1, False)


def test_anchor_of_an_item_is_that_of_its_email_and_goes_where_it_goes(desk):
    before = {item["title"]: item["anchor"] for item in desk.state["items"]}
    email = letter(desk.project, ISSUE).shown.html
    assert all(f'data-dg="{anchor}"' in email for anchor in before.values())
    moved = desk.change("move", ref="Third post", place=1)
    assert {item["title"]: item["anchor"] for item in moved["items"]} == before
    assert titles(moved) != list(before)


def test_move_shows_before_the_build(desk):
    moved = desk.change("move", ref=desk.state["items"][2]["ref"], place="up")
    assert titles(moved) == ["First post", "Third post", "Second post"]
    assert moved["changed"]


def test_comments_of_a_hand_stay(desk):
    desk.change("pin", ref="Third post")
    assert desk.text.startswith("# mine: keep this\n")
    assert 'pin = ["Third post"]' in desk.text


def test_what_the_next_build_makes_is_what_the_page_has_shown(desk):
    desk.change("move", ref="Third post", place=1)
    shown = titles(desk.change("drop", ref="Second post"))
    assert desk.newsletter.run("build", "--month", "2026-02").code == 0
    assert titles(desk.state) == shown == ["Third post", "First post"]


def test_dropped_post_is_listed_as_left_out_and_can_be_taken_back(desk):
    dropped = desk.change("drop", ref="Second post")
    assert [(each["title"], each["dropped"]) for each in dropped["out"]] == [("Second post", True)]
    assert titles(desk.change("undrop", ref="Second post")) == titles(desk.state)
    assert len(desk.state["items"]) == 3


def test_issue_without_any_post_left_is_still_shown(desk):
    for title in ("First", "Second", "Third"):
        dropped = desk.change("drop", ref=f"{title} post")
    assert (dropped["items"], len(dropped["out"])) == ([], 3)


def test_words_of_the_issue_are_written_and_empty_ones_go_back(desk):
    desk.change("words", subject="Three posts", intro="Hello,\r\nall.")
    assert 'subject = "Three posts"' in desk.text
    assert (desk.folder / "intro.md").read_text() == "Hello,\nall.\n"
    desk.change("words", subject="", intro="")
    assert not (desk.folder / "intro.md").exists()
    assert desk.state["words"]["subject"] == ""


def test_words_of_a_post_are_its_own_or_the_editors(desk):
    changed = desk.change("item", ref="First post", title="Read this", blurb="Because.")
    assert (changed["items"][0]["title"], changed["items"][0]["own_blurb"]) == (
        "Read this",
        "Because.",
    )


def test_blank_words_are_empty_ones_and_what_nobody_sees_is_not_written(desk):
    before = desk.text
    assert desk.change("words", title="  \t ", subject="\u00a0", intro=" \n")["changed"] == []
    assert desk.change("item", ref="First post", title=" ", blurb="\n")["changed"] == []
    assert (desk.text, (desk.folder / "intro.md").exists()) == (before, False)
    desk.change("words", title=" A\x00 title\x07 ", intro="    code\x1b\n\nmore")
    assert 'title = "A title"\n' in desk.text
    assert (desk.folder / "intro.md").read_text() == "    code\n\nmore\n"


def test_undo_gives_every_byte_back_and_redo_takes_it_again(desk):
    before = undo.read(desk.folder)
    desk.change("pin", ref="Third post")
    desk.change("words", intro="Hello")
    after = undo.read(desk.folder)
    assert (desk.step(back=True)["undo"], desk.step(back=True)["undo"]) == (1, 0)
    assert undo.read(desk.folder) == before
    desk.step(back=False)
    assert desk.step(back=False)["redo"] == 0
    assert undo.read(desk.folder) == after


def test_new_change_ends_what_could_be_redone(desk):
    desk.change("pin", ref="Third post")
    desk.step(back=True)
    assert desk.change("pin", ref="Second post")["redo"] == 0


def test_twenty_steps_can_be_undone_and_no_more(desk):
    for number in range(25):
        desk.change("words", subject=f"Subject {number}")
    assert desk.state["undo"] == 20


def test_change_that_changes_nothing_is_no_step(desk):
    assert desk.change("unpin", ref="First post")["undo"] == 0


def test_change_on_disk_meanwhile_is_a_conflict_with_both_versions(desk):
    (desk.folder / "issue.toml").write_text('# theirs\nsubject = "By hand"\n')
    with pytest.raises(RefusedError) as refused:
        desk.change("words", subject="In the page")
    also = refused.value.also
    assert refused.value.status == 409
    assert "By hand" in also["theirs"]
    assert "In the page" not in also["theirs"]
    assert "In the page" in also["yours"]
    assert "keep this" in also["yours"]
    assert desk.text == '# theirs\nsubject = "By hand"\n'


def test_undo_never_overwrites_what_a_hand_has_written_since(desk):
    desk.change("pin", ref="Third post")
    (desk.folder / "issue.toml").write_text("# by hand\n")
    with pytest.raises(RefusedError):
        desk.step(back=True)
    assert desk.text == "# by hand\n"


def test_what_a_hand_saves_while_a_change_waits_for_a_build_is_a_conflict(desk, monkeypatch):
    taken = lock.exclusive

    @contextmanager
    def slowly(*args, **options):
        (desk.folder / "intro.md").write_text("By hand.\n")
        with taken(*args, **options):
            yield

    monkeypatch.setattr(lock, "exclusive", slowly)
    with pytest.raises(RefusedError) as refused:
        desk.change("words", title="In the page", intro="")
    assert refused.value.status == 409
    assert "By hand." in refused.value.also["theirs"]
    assert (desk.folder / "intro.md").read_text() == "By hand.\n"


def test_undo_leaves_alone_what_its_step_did_not_touch(desk):
    before = desk.text
    desk.change("drop", ref="Third post")
    (desk.folder / "intro.md").write_text("An hour of work.\n")
    desk.etag = desk.state["etag"]
    assert desk.step(back=True)["changed"] == ["undone"]
    assert (desk.text, (desk.folder / "intro.md").read_text()) == (before, "An hour of work.\n")
    desk.step(back=False)
    assert 'drop = ["Third post"]' in desk.text
    assert (desk.folder / "intro.md").read_text() == "An hour of work.\n"


@pytest.mark.parametrize("back", [True, False])
def test_step_over_what_a_hand_has_written_is_a_conflict_although_the_page_has_seen_it(desk, back):
    desk.change("pin", ref="Third post")
    if not back:
        desk.step(back=True)
    (desk.folder / "issue.toml").write_text("# by hand\n")
    desk.etag = desk.state["etag"]
    with pytest.raises(RefusedError) as refused:
        desk.step(back=back)
    assert (refused.value.status, refused.value.also["etag"]) == (409, desk.etag)
    assert "# by hand" in refused.value.also["theirs"]
    assert ("pin" in refused.value.also["yours"]) is not back
    assert desk.text == "# by hand\n"
    assert (desk.state["undo"], desk.state["redo"]) == (int(back), int(not back))


def test_change_needs_the_version_that_it_is_about(desk):
    with pytest.raises(RefusedError) as refused:
        changes.change(desk.project, ISSUE, Asked({"op": "pin", "ref": "x"}), desk.versions)
    assert refused.value.status == 428


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"op": "explode", "ref": "First post"},
        {"op": ["pin"], "ref": "First post"},
        {"op": "pin"},
        {"op": "pin", "ref": 3},
        {"op": "words", "intro": ["x"]},
        {"op": "words", "blurb": "x"},
        {"op": "pin", "ref": "First post", "place": 1},
        {"op": "item", "ref": "First post", "titel": "x"},
    ],
)
def test_body_that_is_no_change_is_refused(desk, body):
    with pytest.raises(RefusedError) as refused:
        changes.change(desk.project, ISSUE, Asked(body, desk.etag), desk.versions)
    assert refused.value.status == 400


def test_post_that_is_not_there_is_named_in_the_answer(desk):
    with pytest.raises(UsageError, match="No such thing"):
        desk.change("pin", ref="No such thing")


def test_sent_issue_is_read_only(desk):
    assert desk.newsletter.run("issues", "mark-sent", ISSUE).code == 0
    assert desk.state["editable"] is False
    assert titles(desk.state) == ["First post", "Second post", "Third post"]
    with pytest.raises(GateError):
        desk.change("pin", ref="First post")


def test_approval_is_bound_to_what_was_built(desk):
    desk.change("drop", ref="Third post")
    with pytest.raises(GateError):
        desk.approve(desk.build)
    assert desk.newsletter.run("build", "--month", "2026-02").code == 0
    assert desk.approve(desk.build)["state"] == "approved"


def test_approval_of_another_build_than_was_looked_at_is_refused(desk):
    seen = desk.build
    desk.change("drop", ref="Third post")
    assert desk.newsletter.run("build", "--month", "2026-02").code == 0
    with pytest.raises(RefusedError) as refused:
        desk.approve(seen)
    assert (refused.value.status, refused.value.also) == (409, {"build": desk.build})
    assert not (desk.folder / "approval.json").exists()


def test_approval_needs_the_build_that_it_is_about(desk):
    with pytest.raises(RefusedError) as refused:
        changes.approve(desk.project, ISSUE, Asked({}))
    assert refused.value.status == 428


def test_paths_and_foreign_ids_are_no_issue(desk):
    for name in ("../2026-02", "..", "2026-03", "."):
        with pytest.raises(UsageError):
            changes.change(desk.project, name, Asked({"op": "pin", "ref": "x"}, "e"), desk.versions)
