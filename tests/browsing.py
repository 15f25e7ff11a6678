"""A real browser and a real server for tests, and what every page must be in them: accessible, and no wider."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

CHROMIUM = shutil.which("chromium")
AXE = Path(__file__).parents[1] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
# What a test sees must not hang on what Chromium does besides.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

NEEDS_A_BROWSER = (
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there; 'make test' brings it"),
)


@contextmanager
def playwright_started() -> Iterator[Playwright]:
    """Playwright, in this thread."""
    # It keeps an event loop in this thread, on which nothing of ours runs: Django need not fear for it.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as started:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield started


@contextmanager
def chromium_started(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
    yield browser
    browser.close()


@contextmanager
def site_served() -> Iterator[str]:
    """Serves the site as it is set up now, on a free port; yields its address."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name
            pass

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def listen_for_complaints(page: Page, complaints: list[str]) -> None:
    """Write down whatever the browser complains of on a page."""
    # A page that was meant to say 4xx or 5xx is no complaint; anything else is.
    page.on("console", lambda said: complaints.append(said.text) if "status of" not in said.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))


def expect_accessible(page: Page) -> None:
    """No violation that axe-core can find, and nothing wider than the window."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document)")["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], page.url
    expect_no_wider(page)


def expect_no_wider(page: Page) -> None:
    """Nothing on the page is wider than its window, so that nobody scrolls sideways."""
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"{page.url} is {width} pixels wide"  # type: ignore[index]
