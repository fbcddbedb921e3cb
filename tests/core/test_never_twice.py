"""No post is in two issues, whatever its source does to it: a newsletter over many weeks."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from digest.core.context import Rules
from digest.core.heirs import adopted
from digest.core.history import History, SentIssue, Sighting, new_sightings
from digest.core.identity import with_keys
from digest.core.known import Memory
from digest.core.model import Post, Selection, Source
from digest.core.schedule import Schedule, last_complete
from digest.core.select import select
from digest.core.when import When
from digest.core.window import month

BERLIN = ZoneInfo("Europe/Berlin")
WEEKLY = Schedule("week", "monday 09:00")
START = datetime(2026, 3, 2, 9, tzinfo=BERLIN)  # a Monday, four weeks before the clocks change
FOUR_WEEKS = timedelta(weeks=4)
ROWS = 12  # a listing shows no more
WORDS = (
    "amber bishop cobalt dahlia ermine fjord garnet heron indigo jasmine kelp lagoon mallow nectar "
    "opal plover quartz russet saffron thistle umber vellum walnut yarrow zephyr"
).split()
DONE = {"already-sent", "back-catalogue", "too-old", "outside-window", "undated-page", "flood"}


@dataclass
class Truth:
    """A post as its author knows it.

    `touched` says that it changed since the last fetch, `drifted` that it did under an address that
    stayed: nobody has noted that.
    """

    number: int
    title: str
    on: date | None
    touched: bool = False
    drifted: bool = False


@dataclass
class Place:
    """A source: `summaries` tell its posts apart, `moves` counts its addresses."""

    name: str
    dated: bool
    summaries: bool
    urls: bool
    undated: str | None = None
    moves: int = 0
    rows: list[Truth] = field(default_factory=list)
    known: set[int] = field(default_factory=set)

    @property
    def touched(self) -> bool:
        return any(row.touched for row in self.rows)

    def source(self) -> Source:
        return Source(self.name, "feed", "x", undated=self.undated, per_issue=2)  # type: ignore[arg-type]

    def posts(self) -> tuple[Post, ...]:
        """The posts as a fetch finds them."""
        return with_keys([self._post(row, order) for order, row in enumerate(self.rows)])

    def _post(self, row: Truth, order: int) -> Post:
        url = f"https://{self.moves}.example.org/{row.number}" if self.urls else None
        when = When(None, row.on, "day", "", "listing") if row.on else None
        words = " ".join(f"word{row.number}{letter}" for letter in "abcdefg")
        summary = words if self.summaries else ""
        return Post(self.name, row.title, url=url, summary=summary, published=when, order=order)


def title_of(number: int) -> str:
    """A title of its own, that looks like no other."""
    turn, start = divmod(number, len(WORDS))
    steps = (turn + 1, turn + 7, turn + 11, 2 * turn + 5)
    return " ".join(WORDS[(start + n * step) % len(WORDS)] for n, step in enumerate(steps))


PLACES = st.integers(0, 4)
TURNS = st.integers(0, ROWS - 1)


class Newsletter(RuleBasedStateMachine):
    """Five kinds of sources, and what may happen to them between Mondays."""

    def __init__(self) -> None:
        super().__init__()
        self.places = [
            Place("blog", dated=True, summaries=True, urls=True),
            Place("page", dated=True, summaries=True, urls=False),
            Place("cards", dated=False, summaries=True, urls=False),
            Place("rows", dated=False, summaries=False, urls=False),
            Place("shelf", dated=False, summaries=True, urls=False, undated="queue"),
        ]
        self.now = START
        self.history = History()
        self.count = 0
        self.draft: SentIssue | None = None
        self.truth: dict[tuple[str, str], int] = {}
        self.sent: list[int] = []
        self.drafted: list[int] = []

    @rule(place=PLACES, ago=st.sampled_from([0, 1, 2, 3, 6, 9, 20, 40]))
    def a_post_arrives(self, place: int, ago: int) -> None:
        """On top, or where its day says, at times late."""
        it = self.places[place]
        self.count += 1
        on = self.now.date() - timedelta(days=ago) if it.dated else None
        row = Truth(self.count, title_of(self.count), on)
        below = next(
            (n for n, other in enumerate(it.rows) if on and other.on and other.on <= on), 0
        )
        at = below if not on or any(o.on and o.on <= on for o in it.rows) else len(it.rows)
        it.rows.insert(at, row)
        if not it.touched:
            del it.rows[ROWS:]

    @rule(place=PLACES, turn=TURNS)
    def a_post_is_retitled(self, place: int, turn: int) -> None:
        """Where nothing else tells, its place in the listing must."""
        it = self.places[place]
        row = self._untouched(it, turn)
        if row and (it.summaries or it.urls or self._is_framed(it, row)):
            self.count += 1
            row.title, row.touched, row.drifted = title_of(self.count), True, it.urls

    @rule(place=PLACES, turn=TURNS)
    def a_typing_error_is_mended(self, place: int, turn: int) -> None:
        it = self.places[place]
        if row := self._untouched(it, turn):
            row.title, row.touched, row.drifted = f"{row.title}s", True, it.urls

    @rule(place=PLACES, turn=TURNS, days=st.sampled_from([-9, -1, 1, 2, 8]))
    def a_post_is_redated(self, place: int, turn: int, days: int) -> None:
        it = self.places[place]
        row = self._untouched(it, turn)
        if row and row.on:
            row.on, row.touched = row.on + timedelta(days=days), True
            row.drifted = it.urls

    @rule(place=PLACES, turn=TURNS, days=st.sampled_from([-9, -1, 2, 8]))
    def a_post_is_rewritten(self, place: int, turn: int, days: int) -> None:
        """Title and day change at once: its words tell, where older posts stand beside it."""
        it = self.places[place]
        row = None if it.touched else self._untouched(it, turn)
        older = row and any(o.on <= row.on for o in it.rows if o is not row and o.on and row.on)
        if row and row.on and older and it.summaries and not it.urls:
            self.count += 1
            row.title, row.on = title_of(self.count), row.on + timedelta(days=days)
            self._touch(it)

    @rule(place=PLACES, turn=TURNS)
    def a_number_comes_goes_or_changes(self, place: int, turn: int) -> None:
        it = self.places[place]
        row = self._untouched(it, turn)
        if row and (it.summaries or it.urls or self._is_framed(it, row)):
            title, _, number = row.title.partition(", in ")
            row.title = f"{title}, in 400 lines" if not number else title
            if it.dated and number == "400 lines":
                row.title = f"{title}, in 380 lines"
            row.touched, row.drifted = True, it.urls

    @rule(random=st.randoms(use_true_random=False))
    def cards_are_reordered(self, random) -> None:  # type: ignore[no-untyped-def]
        for it in self.places:
            if not it.dated and it.summaries:
                random.shuffle(it.rows)

    @rule(place=PLACES)
    def a_source_is_renamed(self, place: int) -> None:
        it = self.places[place]
        if not it.touched:
            it.name += "-x"
            it.known.clear()
            self._touch(it)

    @rule(place=PLACES)
    def a_source_gets_addresses_or_moves(self, place: int) -> None:
        it = self.places[place]
        if not it.touched and not any(row.drifted for row in it.rows):
            it.moves += it.urls
            it.urls = True
            self._touch(it)

    @rule()
    def a_week_passes(self) -> None:
        self.now += timedelta(weeks=1)

    @rule()
    def an_issue_is_built(self) -> None:
        selection = self._built()
        window = last_complete(WEEKLY, self.now, BERLIN)
        self.draft = SentIssue(window.id, window.end, selection.posts)
        self.drafted = [self.truth[p.source, p.key] for p in selection.posts]
        self.now += timedelta(minutes=1)
        assert self._built() == selection, "rebuilding without change gives the same"
        for candidate in selection.candidates:
            post = candidate.post
            known = self.truth[post.source, post.key] in self.sent
            assert known == (candidate.code == "already-sent"), (candidate.code, post.title)

    @precondition(lambda self: self.draft and self.draft.posts)
    @rule()
    def the_issue_is_sent(self) -> None:
        assert self.draft
        self.history = replace(self.history, sent=(*self.history.sent, self.draft))
        self.sent += self.drafted
        self.draft = None

    @invariant()
    def no_post_was_sent_twice(self) -> None:
        assert len(set(self.sent)) == len(self.sent)

    def teardown(self) -> None:
        """After some quiet weeks every post was sent, or its code says why it never will be."""
        for _ in range(6 if self.count else 0):
            self.an_issue_is_built()
            if self.draft and self.draft.posts:
                self.the_issue_is_sent()
            self.a_week_passes()
        self.no_post_was_sent_twice()
        left = {c.code for c in self._built().candidates}
        assert left <= DONE | {"queued", "selected"}

    def _untouched(self, it: Place, turn: int) -> Truth | None:
        """A row that a change may still be told of: one since the last fetch."""
        rows = [row for row in it.rows if not row.touched]
        return rows[turn % len(rows)] if rows else None

    def _is_framed(self, it: Place, row: Truth) -> bool:
        """Whether the rows above and below are known, and as they were."""
        at = it.rows.index(row)
        around = it.rows[at - 1 : at + 2] if at else []
        return len(around) == 3 and all(
            other.number in it.known and not other.touched for other in around
        )

    def _touch(self, it: Place) -> None:
        for row in it.rows:
            row.touched = True

    def _built(self) -> Selection:
        """Fetch everything, remember it, and select."""
        memory = Memory(self.history, [it.name for it in self.places], BERLIN)
        listed: list[Post] = []
        for it in self.places:
            posts, heirs = adopted(it.posts(), it.name, memory, now=self.now, zone=BERLIN)
            self._remember(it, posts, heirs)
            self.truth |= {
                (p.source, p.key): row.number for p, row in zip(posts, it.rows, strict=True)
            }
            listed += posts
            it.known |= {row.number for row in it.rows}
            for row in it.rows:
                row.touched = False
        window = last_complete(WEEKLY, self.now, BERLIN)
        sources = tuple(it.source() for it in self.places)
        return select(listed, Rules(window, sources, self.now, due=True, max_posts=5), self.history)

    def _remember(self, it: Place, posts: tuple[Post, ...], heirs: tuple[Sighting, ...]) -> None:
        self._see(heirs)
        baseline, found = new_sightings(
            posts, it.source(), self.history, WEEKLY, now=self.now, max_age=FOUR_WEEKS, zone=BERLIN
        )
        self._see(found)
        self.history = replace(
            self.history, baselines={**self.history.baselines, it.name: baseline}
        )

    def _see(self, sightings: tuple[Sighting, ...]) -> None:
        fresh = {(s.source, s.key): s for s in sightings}
        self.history = replace(self.history, sightings={**self.history.sightings, **fresh})


@given(
    hours=st.integers(0, 6 * 24),
    author=st.integers(-12, 14),
    reader=st.sampled_from(["Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland", "UTC"]),
    feed_first=st.booleans(),
)
def test_a_post_of_a_feed_and_of_a_page_is_sent_once(
    hours: int, author: int, reader: str, feed_first: bool
) -> None:
    """The feed tells the instant, and the page the day on which its author wrote."""
    zone = ZoneInfo(reader)
    at = datetime(2026, 3, 9, 12, 30, tzinfo=UTC) + timedelta(hours=hours)
    on = at.astimezone(timezone(timedelta(hours=author))).date()
    words = "Words about locks and what they cost at night"
    feed = Post("feed", "Night", summary=words, url="https://example.org/night")
    feed = replace(feed, published=When(at, None, "instant", "", "feed"))
    page = Post("page", "Night", summary=words, published=When(None, on, "day", "", "listing"))
    pair = [with_keys([feed])[0], with_keys([page])[0]]
    first, then = pair if feed_first else pair[::-1]
    rules = Rules(
        month("2026-03", zone),
        tuple(Source(name, "feed", "x") for name in ("feed", "page")),
        datetime(2026, 4, 6, tzinfo=UTC),
    )
    assert len(select(pair, rules, History()).posts) == 1
    sent = History((SentIssue("one", rules.window.end, select([first], rules, History()).posts),))
    assert len(sent.sent[0].posts) == 1
    assert select([then], rules, sent).posts == ()


TestNewsletter = Newsletter.TestCase
TestNewsletter.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
