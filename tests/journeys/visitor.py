"""Somebody at a browser, who finds their way by the words on the page alone, and looks at every page they meet."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from tests.browsing import expect_accessible, expect_no_wider, listen_for_complaints

DESK, PHONE, HEIGHT = 1280, 375, 900
PATIENCE_MS = 15_000
PASSWORD = "plainly fictional 1"
"""The password of everybody in `tests.actions.council`."""


class Visitor:
    """A window of its own, with its own session.

    Args:
        chromium: the browser.
        address: the site's.
        scripts: whether scripts run in it. axe-core is a script: it looks only where they do.
    """

    def __init__(self, chromium: Browser, address: str, *, scripts: bool = True) -> None:
        self.scripts = scripts
        self.complaints: list[str] = []
        self.seen: list[str] = []
        """The headings of the pages met, in order."""
        self.context: BrowserContext = chromium.new_context(
            viewport={"width": DESK, "height": HEIGHT}, java_script_enabled=scripts, base_url=address, locale="en-GB"
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.page: Page = self.context.new_page()
        listen_for_complaints(self.page, self.complaints)

    def close(self) -> None:
        """Close the window, and say what the browser complained of."""
        self.context.close()
        assert self.complaints == []

    # Going somewhere

    def open(self, path: str) -> int:
        """Type an address; returns the status of the answer."""
        answer = self.page.goto(path)
        self.look()
        assert answer is not None
        return answer.status

    def follow(self, words: str | re.Pattern[str]) -> None:
        """Click the first link with these words."""
        self.page.get_by_role("link", name=_starts(words) if isinstance(words, str) else words).first.click()
        self.look()

    def press(self, words: str) -> None:
        """Click the button with these words."""
        self.page.get_by_role("button", name=_starts(words)).click()
        self.look()

    def sign_in(self, first_name: str) -> None:
        """Sign in on the page that asks for it."""
        self.write("Email address", f"{first_name}@example.org")
        self.write("Password", PASSWORD)
        self.press("Sign in")

    def look(self) -> None:
        """Look at the page at a desk and on a telephone: it stands, and nobody has to scroll sideways."""
        expect(self.page.locator("h1")).to_have_count(1)
        self.seen.append(" ".join(self.page.locator("h1").inner_text().split()))
        if self.scripts:
            expect_accessible(self.page)
        self.page.set_viewport_size({"width": PHONE, "height": HEIGHT})
        expect_no_wider(self.page)
        self.page.set_viewport_size({"width": DESK, "height": HEIGHT})

    # Filling in

    def write(self, label: str, text: str) -> None:
        """Type into the box with this label."""
        self.box(label).fill(text)

    def choose(self, question: str, answer: str) -> None:
        """Choose one answer of a question."""
        self.group(question).get_by_role("radio", name=answer, exact=True).check()

    def tick(self, label: str) -> None:
        """Tick a box."""
        self.page.get_by_role("checkbox", name=label, exact=True).check()

    def write_date(self, question: str, day: date) -> None:
        """Type a date into its three boxes."""
        for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.group(question).get_by_label(part, exact=True).fill(str(number))

    # Reading

    def box(self, label: str) -> Locator:
        """The box with this label, whether or not it says that it is optional."""
        return self.page.get_by_role("textbox", name=_words(label))

    def group(self, question: str) -> Locator:
        """The answers to a question."""
        return self.page.get_by_role("group", name=_words(question))

    def reads(self, *texts: str | re.Pattern[str]) -> None:
        """The page's main part says this."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)

    def reads_heading(self, words: str | re.Pattern[str]) -> None:
        """The page's own heading says this."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(words)

    def is_told(self, label: str, why: str | re.Pattern[str], *, of: Literal["box", "group"] = "box") -> None:
        """A message stands beside a box or a question, bound to it for a screen reader, and in the list on top."""
        beside = self.box(label) if of == "box" else self.group(label)
        pattern = why if isinstance(why, re.Pattern) else re.compile(re.escape(why))
        expect(beside).to_have_accessible_description(pattern)
        summary = self.page.get_by_role("alert").filter(has_text="There is a problem")
        expect(summary).to_contain_text(pattern)

    def typed(self) -> dict[str, Any]:
        """Everything that stands in the page's form: the texts, and what is chosen and ticked, by their names."""
        form = self.page.locator("main form").last
        found: dict[str, Any] = {}
        for box in form.get_by_role("textbox", include_hidden=True).all():
            found[box.get_attribute("name") or ""] = box.input_value()
        for kind in ("radio", "checkbox"):
            for one in form.get_by_role(kind, checked=True, include_hidden=True).all():
                found.setdefault(one.get_attribute("name") or "", []).append(one.get_attribute("value"))
        return found


def _words(label: str) -> re.Pattern[str]:
    return re.compile(rf"^{re.escape(label)}( \(optional\))?$")


def _starts(words: str) -> re.Pattern[str]:
    """Matches these words, whatever a screen reader says behind them of what they are done on."""
    return re.compile(rf"^{re.escape(words)}( ?:.*)?$")
