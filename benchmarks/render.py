"""How long an issue takes from its posts to the message, step by step, beside peers in one run.

Everything runs warm and in process, the peers in one Node: medians in ms. The peers get what digest
gets, or what it made on the way: the same MJML, the same page and style sheet to put into it, or,
where they know neither, the same posts in a template of their own. What cannot be had from npm is
left out, and it says so. So is Maizzle: it puts the CSS into a page, too, but needs two seconds for
that of 12 posts, as it looks for classes of Tailwind.
"""

import json
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from build import PEERS, Job

from digest.config.settings import Design, Newsletter
from digest.core.model import Issue, Item, Post, Rendered, Section
from digest.core.when import When
from digest.core.window import between
from digest.render import issue as pipeline
from digest.render import mime, templates
from digest.render.guard import guard
from digest.render.inline import inline
from digest.render.lint import lint
from digest.render.merge_tags import masked

SIZES = (5, 12, 50, 200)
ROUNDS = 21
WARM_UP = 5
BUDGET_MS = 4000  # for one peer and size; who is slower has fewer rounds
FOLDERS = (Path(__file__).parents[1] / "templates",)
PACKAGES = {  # of npm, by the peer that needs them
    "mjml": ("mjml@4",),
    "juice": ("juice@11",),
    "react-email": ("@react-email/render@2", "@react-email/components@1", "react@19"),
}
NEWSLETTER = Newsletter(
    "Bench",
    "Bench <bench@example.org>",
    url="https://example.org/",
    postal_address="Bench, Musterstraße 1, Berlin",
    unsubscribe_url="https://example.org/unsubscribe?to={email}",
)

Times = dict[int, float]


def main() -> None:
    """Measure and print three tables."""
    steps: dict[str, Times] = {}
    issues = {size: make_issue(size) for size in SIZES}
    for size, issue in issues.items():
        for step, run in steps_of(issue, size).items():
            steps.setdefault(step, {})[size] = median_ms(run)
    print(f"medians of {ROUNDS} warm runs in one process, in ms")
    table("step", steps)
    with TemporaryDirectory() as name:
        compare(steps, Path(name), issues)


def make_issue(size: int) -> Issue:
    """An issue of `size` posts, all shown in full, with code and formulas in two sections."""
    window = between(date(2026, 2, 1), date(2026, 3, 1), ZoneInfo("UTC"))
    items = [_item(n) for n in range(1, size + 1)]
    sections = Section("Systems", tuple(items[::2])), Section("Models", tuple(items[1::2]))
    title = f"What {size} queues forget"
    return Issue("2026-02", 2, title, title, "And what they remember.", window, sections)


def _item(n: int) -> Item:
    day = date(2026, 2, n % 28 + 1)
    summary = (
        f"In {n} steps from a lost message to a log that knows what happened to each of them, in "
        "$O(N^2)$ at first. The numbers come from a week of production, with `retries` off and on."
    )
    post = Post(
        source="bench",
        title=f"What a queue forgets, part {n}: the case of the `lost` write",
        url=f"https://example.org/queues/{n}/",
        summary=summary,
        published=When(None, day, "day", day.isoformat(), "feed"),
        authors=("Ann Writer",),
        minutes=n % 20 + 1,
    )
    return Item(post, post.title, summary)


def steps_of(issue: Issue, size: int) -> dict[str, Callable[[], object]]:
    """Each step of the pipeline by itself, and all of it."""
    look = Design(full_items=size, max_bytes=0)
    design = templates.design(look.template, FOLDERS)
    context = pipeline.context_of(issue, NEWSLETTER, look)
    markup = templates.environment(design)
    plain = templates.environment(design, autoescape=False)
    done = pipeline.render(issue, NEWSLETTER, look, folders=FOLDERS)
    guarded = guard(done.mjml)
    compiled = pipeline.compile_mjml(guarded, design)
    css = templates.fill(plain, design, "inline.css", context)
    inlined = put_in(compiled, css)

    def whole() -> bytes:
        return message(pipeline.render(issue, NEWSLETTER, look, folders=FOLDERS))

    return {
        "compose": lambda: pipeline.context_of(issue, NEWSLETTER, look),
        "fill": lambda: templates.fill(markup, design, "issue.mjml.j2", context),
        "lint": lambda: lint(done.mjml),
        "guard": lambda: guard(done.mjml),
        "compile": lambda: pipeline.compile_mjml(guarded, design),
        "inline": lambda: put_in(compiled, css),
        "finish": lambda: pipeline.finish(inlined),
        "text": lambda: templates.fill(plain, design, "issue.txt.j2", context),
        "mime": lambda: message(done),
        "the whole of it": whole,
    }


def put_in(page: str, css: str) -> str:
    """The page with the rules of `css` in its style attributes."""
    return masked(page, lambda html: inline(html, css))


def message(done: Rendered) -> bytes:
    """What one reader gets."""
    return mime.to_message(
        done,
        newsletter=NEWSLETTER,
        to="reader@example.org",
        date=datetime(2026, 3, 2, 9, tzinfo=UTC),
        message_id="<1@example.org>",
    )


def median_ms(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of `rounds` runs after the first few."""
    taken = []
    for turn in range(WARM_UP + rounds):
        start = time.perf_counter()
        run()
        if turn >= WARM_UP:
            taken.append((time.perf_counter() - start) * 1e3)
    return statistics.median(taken)


def compare(steps: Mapping[str, Times], folder: Path, issues: Mapping[int, Issue]) -> None:
    """Write what the peers get, run them, and print them beside the steps of the same work."""
    inputs = {str(size): write_input(issue, size, folder) for size, issue in issues.items()}
    job = folder / "job.json"
    limits = {"rounds": ROUNDS, "warmUp": WARM_UP, "budgetMs": BUDGET_MS}
    job.write_text(json.dumps({**limits, "inputs": inputs}), "utf-8")
    peers = node_peers(job)
    peers |= {"css-inline": css_inline(inputs)}
    command = PEERS / "node_modules/.bin/mjml"
    if command.exists():
        peers["npm mjml, command line"] = {
            size: whole_process(command, folder / f"{size}.mjml") for size in SIZES
        }
    for title, names, beside in (
        ("MJML to HTML", ("guard", "compile"), ("npm mjml", "npm mjml, command line")),
        ("CSS into the page", ("inline",), ("css-inline", "juice")),
        ("MJML to finished HTML", ("lint", "guard", "compile", "inline", "finish"),
         ("npm mjml and juice",)),
        ("posts to HTML, text and message", ("the whole of it",), ("react-email", "npm mjml")),
    ):  # fmt: skip
        ours = {size: sum(steps[name][size] for name in names) for size in SIZES}
        rows = {f"digest ({', '.join(names)})": ours}
        table(title, rows | {name: peers[name] for name in beside if name in peers}, ours)


def write_input(issue: Issue, size: int, folder: Path) -> dict[str, object]:
    """The MJML, the page made of it, the style sheet and the posts."""
    look = Design(full_items=size, max_bytes=0)
    design = templates.design(look.template, FOLDERS)
    plain = templates.environment(design, autoescape=False)
    mjml = pipeline.render(issue, NEWSLETTER, look, folders=FOLDERS).mjml
    (folder / f"{size}.mjml").write_text(mjml, "utf-8")
    context = pipeline.context_of(issue, NEWSLETTER, look)
    return {
        "mjml": mjml,
        "page": pipeline.compile_mjml(guard(mjml), design),
        "css": templates.fill(plain, design, "inline.css", context),
        "posts": [
            {"title": i.title, "url": i.post.url, "summary": i.blurb, "by": i.post.authors[0]}
            for i in issue.items
        ],
    }


def css_inline(inputs: Mapping[str, dict[str, object]]) -> Times:
    """The other inliner for Python, which our tests hold ours against."""
    from css_inline import CSSInliner

    def run(page: str, css: str) -> float:
        other = CSSInliner(
            inline_style_tags=False,
            keep_style_tags=True,
            load_remote_stylesheets=False,
            extra_css=css,
        )
        return median_ms(lambda: other.inline(page))

    return {int(size): run(str(i["page"]), str(i["css"])) for size, i in inputs.items()}


def node_peers(job: Path) -> dict[str, Times]:
    """What the peers of npm took for `job`, by name and size; those that cannot be had are told."""
    missing = [peer for peer, packages in PACKAGES.items() if not have(packages)]
    for peer in missing:
        print(f"{peer} cannot be had: its rows are left out")
    if not shutil.which("node"):
        return {}
    script = Path(__file__).with_suffix(".mjs")
    command = ("node", str(script), str(PEERS), str(job))
    answer = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    found: dict[str, dict[str, float]] = json.loads(answer)
    return {name: {int(n): ms for n, ms in row.items()} for name, row in found.items()}


def have(packages: tuple[str, ...]) -> bool:
    """Whether the packages are there, below this folder; they are installed if they can be."""
    names = [package.rpartition("@")[0] for package in packages]
    there = all((PEERS / "node_modules" / name / "package.json").exists() for name in names)
    if not there and shutil.which("npm"):
        PEERS.mkdir(exist_ok=True)
        install = ("npm", "install", "--silent", "--prefix", str(PEERS), *packages)
        there = subprocess.run(install, check=False).returncode == 0
    return there


def whole_process(command: Path, source: Path) -> float:
    """What the command line takes for one file, from its start to its end."""
    job = Job("npm mjml", (str(command), str(source), "-o", str(source.with_suffix(".html"))))
    for _ in range(4):
        job.run(source.parent)
    return statistics.median(job.wall_s[1:]) * 1e3


def table(title: str, rows: Mapping[str, Times], base: Times | None = None) -> None:
    """A row of medians for each name; against `base`, how many times as long it took."""
    print(f"\n{title:<56}" + "".join(f"{size:>7} posts" for size in SIZES))
    for name, times in rows.items():
        print(f"{name:<56}" + "".join(f"{times[size]:>13.2f}" for size in SIZES))
        if base and times is not base:
            print(f"{'':<56}" + "".join(f"{times[size] / base[size]:>12.1f}x" for size in SIZES))


if __name__ == "__main__":
    main()
