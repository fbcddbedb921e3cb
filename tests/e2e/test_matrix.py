"""Every design on every screen: a choice of the matrix, in a real browser (`make matrix`: all)."""

from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from digest.core.colour import contrast
from digest.core.palette import DARK
from tests.e2e.matrix.cells import DESIGNS, LIMIT, Cell, Meeting, choice, every_cell, meetings
from tests.e2e.matrix.examine import faults, inks, problems
from tests.e2e.matrix.stage import Stage

DOCS = Path(__file__).parents[2] / "docs"
CELLS = tuple(choice(every_cell()))
SMALL = Cell("weekly", 1, "light", 375, "en")
FORCED = Cell("weekly", 5, "forced", 375, "en")

FAULTS = {
    "the page is": "document.body.style.width = '400px'",
    "leaves the screen": "mail.h1.style.cssText = 'position: relative; left: 300px'",
    "holds": "mail.h1.style.cssText = 'width: 40px; white-space: nowrap; overflow: hidden'",
    "is cut or hidden": "mail.h1.parentElement.style.cssText = 'height: 20px; overflow: hidden'",
    "takes no room": "mail.summary.style.fontSize = 0",
    "is set in 11 px": "mail.summary.style.fontSize = '11px'",
    "to be read, is set in 13 px": "mail.summary.style.fontSize = '13px'",
    "runs rtl": "mail.h1.parentElement.style.direction = 'rtl'; mail.h1.removeAttribute('dir')",
    "is code and runs rtl": "mail.code.style.direction = 'rtl'",
    "lang is de": "document.documentElement.lang = 'de'",
    "dir is rtl": "document.documentElement.dir = 'rtl'",
    "has no alt": "document.images[0].removeAttribute('alt')",
    "linked image": "document.images[0].alt = ''",
    "is not there": "document.images[0].src = 'https://other.example/';"
    " await document.images[0].decode().catch(() => {})",
    "is stretched": "document.images[0].style.cssText = 'width: 100px; height: 100px'",
    "px high": 'mail.summary.innerHTML = \'<a href="#" style="font-size: 12px">here</a>\';'
    " mail.summary.style.lineHeight = '14px'",
    "px apart": 'mail.summary.innerHTML = \'<a href="#">one</a><a href="#">two</a>\'',
    "has a contrast of 1.": "mail.h1.style.color = '#f4f4f4'",
    "the line at the top": "mail.h1.style.borderTop = '1px solid #fffdfa'",
    "axe color-contrast": "mail.h1.style.color = '#f4f4f4'",
    "axe image-alt": "document.images[0].removeAttribute('alt')",
    "axe link-name": "mail.h1.innerHTML = '<a href=\"#\"></a>'",
    "asked for https://other.example/": "await fetch('https://other.example/').catch(() => {})",
    "said oh": "console.log('oh')",
}
MAIL = """() => { window.mail = {
  h1: document.querySelector('h1'), code: document.querySelector('code'),
  summary: [...document.querySelectorAll('p')].find(p => p.textContent.startsWith('A job that')),
}}"""


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Stage]:
    with Stage.on(browser) as stage:
        yield stage


@pytest.mark.browser
@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_a_letter_has_no_fault(stage: Stage, cell: Cell) -> None:
    assert problems(stage, cell) == ()


@pytest.mark.browser
@pytest.mark.parametrize(("said", "fault"), FAULTS.items(), ids=FAULTS)
def test_a_fault_is_seen(stage: Stage, said: str, fault: str) -> None:
    stage.show(SMALL)
    stage.page.evaluate(MAIL)
    stage.page.evaluate(f"async () => {{ {fault} }}")
    assert [found for found in faults(stage, SMALL) if said in found]


@pytest.mark.browser
@pytest.mark.parametrize("accent", ["#ffd400", "#000000", "#0b57d0"])
def test_an_accent_of_the_owner_can_be_read_in_a_forced_dark(browser: Browser, accent: str) -> None:
    with Stage.on(browser, accent) as stage:
        assert problems(stage, FORCED) == ()


@pytest.mark.browser
def test_forced_dark_asks_the_letter_nothing(stage: Stage) -> None:
    stage.show(FORCED)
    shown = inks(stage)
    assert all(contrast(ink["ground"], "#ffffff") > 7 for ink in shown)
    assert {ink["ground"] for ink in shown}.isdisjoint(astuple(DARK))


@pytest.mark.browser
def test_outlook_com_heeds_the_rules_that_the_letter_has_for_it(stage: Stage) -> None:
    stage.show_in_outlook(FORCED)
    shown = inks(stage)
    assert {DARK.card, DARK.tint} <= {ink["ground"] for ink in shown}
    assert {DARK.ink, DARK.soft, DARK.accent, DARK.rule} <= {ink["colour"] for ink in shown}


def test_all_pairs_of_values_meet_in_the_choice() -> None:
    assert len(CELLS) <= LIMIT
    assert all_meetings(CELLS, 2) == all_meetings(every_cell(), 2)


def test_with_few_designs_all_triples_meet_too() -> None:
    every = every_cell(("compact", "magazine", "plain", "weekly"))
    chosen = tuple(choice(every))
    assert len(every) == 432
    assert len(chosen) <= LIMIT
    assert all_meetings(chosen, 3) == all_meetings(every, 3)


def test_every_design_is_in_the_matrix() -> None:
    assert {cell.design for cell in every_cell()} == set(DESIGNS) >= {"weekly"}


@pytest.mark.parametrize("design", DESIGNS)
def test_the_docs_show_every_design(design: str) -> None:
    assert f"![{design}](designs/{design}.png)" in (DOCS / "designs.md").read_text("utf-8")
    assert (DOCS / "designs" / f"{design}.png").stat().st_size < 400_000


def all_meetings(cells: tuple[Cell, ...], factors: int) -> frozenset[Meeting]:
    return frozenset[Meeting]().union(*(meetings(cell, factors) for cell in cells))
