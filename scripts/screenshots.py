"""Takes the pictures of the documentation from the demonstration council, into docs/images/.

Start the site with `make run`, leave it running, and in another terminal run `make screenshots`. It signs in with
the demonstration's own sign-ins, which lie in the data folder, and only looks: nothing is written but the log of
a contact that was checked.
"""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from evenhand.config import places
from evenhand.config.environment import read_environment
from evenhand.config.errors import SetupError

ROOT = Path(__file__).resolve().parents[1]
SIGN_INS = "demonstration.json"
WIDTH, HEIGHT = 1280, 880
PATIENCE_MS = 20_000
# A made-up customer of the demonstration, who is restricted to writing and has been told.
CUSTOMER, TELEPHONE = "Ms Gwen Gale", "020 7946 0316"


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture.

    Attributes:
        name: its file's name, without the ending.
        role: the role whose person looks, in the words of the demonstration's sign-ins.
        open: brings the page to what is shown, from 'my work'.
    """

    name: str
    role: str
    open: Callable[[Page], None]


def main() -> int:
    """Takes all pictures.

    Returns:
        0 when they are taken, 1 when something is missing; a sentence says what to do.
    """
    address = ""
    try:
        address, folder = arguments()
        take_all(address, folder, sign_ins())
    except SetupError as error:
        print(f"screenshots: {error}", file=sys.stderr)
        return error.exit_code
    except BrowserError as error:
        print(
            f"screenshots: the page was not as expected: {error.message.splitlines()[0]} "
            f"Is the demonstration running at {address}? Start it with 'make run'.",
            file=sys.stderr,
        )
        return 1
    return 0


def arguments() -> tuple[str, Path]:
    """Returns the site's address and the folder for the pictures, as the command line has them."""
    parser = argparse.ArgumentParser(description="Take the pictures of the documentation.")
    parser.add_argument("--address", default=f"http://127.0.0.1:{read_environment().port}", help="where the site runs")
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "images", help="where the pictures go")
    chosen = parser.parse_args()
    return chosen.address.rstrip("/"), chosen.folder


def sign_ins() -> Mapping[str, tuple[str, str]]:
    """Returns the e-mail address and the password of one person for each role.

    Raises:
        SetupError: there is no demonstration in the data folder.
    """
    kept = places.data_folder(read_environment()) / SIGN_INS
    try:
        found = json.loads(kept.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SetupError(
            f"There are no sign-ins of a demonstration in {kept.parent}. Start 'make run' once, as the same user."
        ) from None
    return {one["role_label"]: (one["email"], one["password"]) for one in found}


def take_all(address: str, folder: Path, people: Mapping[str, tuple[str, str]]) -> None:
    """Takes each picture in a browser window of its own.

    Args:
        address: where the site runs.
        folder: where the pictures go; made when it is missing.
        people: the sign-ins, by role.

    Raises:
        SetupError: there is no Chromium.
        playwright.sync_api.Error: the site does not answer, or a page is not as expected.
    """
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SetupError("There is no Chromium. As an administrator run: apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses root's otherwise
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--disable-gpu", *sandbox])
        for picture in PICTURES:
            take(browser, address, picture, people[picture.role], folder / f"{picture.name}.png")
            print(f"Taken: {picture.name}.png")
        browser.close()


def take(browser: Browser, address: str, picture: Picture, person: tuple[str, str], path: Path) -> None:
    """Takes one picture.

    Args:
        browser: a running browser.
        address: where the site runs.
        picture: which picture.
        person: the e-mail address and the password of who looks.
        path: the picture's file.
    """
    email, password = person
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB", base_url=address)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="My work", level=1).wait_for()
    picture.open(page)
    page.evaluate("document.activeElement?.blur()")
    page.screenshot(path=path, animations="disabled", caret="hide")
    context.close()


def open_answer(page: Page) -> None:
    """Checks a call of a restricted customer, whose identity was checked."""
    page.goto("/check-a-contact")
    page.get_by_label("Telephone number, email address, name or reference").fill(TELEPHONE)
    page.get_by_label("Telephone", exact=True).check()
    page.get_by_label("I have checked who they are").check()
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_role("heading", name="What to do now", level=1).wait_for()


def open_case(page: Page) -> None:
    """Opens the case of the same customer, from the list of cases."""
    page.goto("/cases/")
    page.get_by_role("row").filter(has_text=CUSTOMER).get_by_role("link").click()
    page.get_by_role("heading", name="What the policy asks for next").wait_for()


PICTURES = (
    Picture(name="check-a-contact", role="Officer", open=open_answer),
    Picture(name="case", role="Manager", open=open_case),
)

if __name__ == "__main__":
    sys.exit(main())
