"""What the journeys stand on: a council with its people and no case yet, served live, and a clock to move on."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright
from tests.actions.council import START, Line, found_council
from tests.browsing import chromium_started, playwright_started, site_served
from tests.journeys.visitor import Visitor

from evenhand.ports import wired
from evenhand.ports.documents import FolderStore

Visit = Callable[..., Visitor]


class Clock:
    """The site's clock: it starts on a set day, runs as clocks do, and can be put forward."""

    def __init__(self, start: datetime) -> None:
        self._start, self._since = start, time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._since)

    def put_forward(self, **span: float) -> None:
        self._start += timedelta(**span)

    def set_after(self, moment: datetime) -> None:
        self._start, self._since = moment + timedelta(minutes=1), time.monotonic()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with playwright_started() as started:
        yield started


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    with chromium_started(playwright) as browser:
        yield browser


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the site: one for its pages, its actions and its sessions."""
    made = Clock(START)
    monkeypatch.setattr("django.utils.timezone.now", made.now)
    return made


@pytest.fixture
def line(
    playwright: Playwright,  # noqa: ARG001 - first, since it lets this thread ask the database
    fresh_database: object,  # noqa: ARG001 - asked for so that there is a database
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Line:
    """A council with its policy and its people; nobody has reported anything yet."""
    monkeypatch.setattr(wired, "_documents", FolderStore(tmp_path / "documents"))
    return Line(found_council())


@pytest.fixture
def site(line: Line, clock: Clock, settings: Any) -> Iterator[str]:  # noqa: ARG001 - what comes first
    """The address of the product's own site."""
    assert settings.ROOT_URLCONF == "evenhand.config.urls"
    with site_served() as address:
        yield address


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Visit]:
    """Opens a window on the site; whatever a browser complains of fails the test."""
    opened: list[Visitor] = []

    def open_window(*, scripts: bool = True) -> Visitor:
        opened.append(Visitor(chromium, site, scripts=scripts))
        return opened[-1]

    yield open_window
    for one in opened:
        one.close()
