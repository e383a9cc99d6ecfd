"""A real browser for the tests: found on the machine, or installed; never skipped."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",  # containers give it 64 MB
]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here, so that ./gewoon check can leave it out."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _on_path() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def _installed() -> str | None:
    """Install a browser: Debian's for root, else Playwright's own (whose place answers as None)."""
    is_debian = os.geteuid() == 0 and shutil.which("apt-get") is not None
    if is_debian:
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        steps = [["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", "chromium"]]
    else:
        quiet = dict(os.environ)
        steps = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    for step in steps:
        answer = subprocess.run(step, env=quiet, capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            last = (answer.stderr or answer.stdout).strip().splitlines()[-1:]
            _give_up(f"'{' '.join(step)}' failed: {' '.join(last)}")
    if is_debian and not _on_path():
        _give_up(f"'{' '.join(steps[-1])}' brought none.")
    return _on_path()


def _give_up(why: str) -> NoReturn:
    pytest.exit(f"The tests need a browser: there is no Chromium on the PATH, and {why}", returncode=1)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser once; without one the run fails."""
    place = _on_path() or _installed()
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=place, args=FLAGS, chromium_sandbox=os.geteuid() != 0
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """Open a page of the running site, Dutch, at a desk; errors in its scripts fail the test."""
    context = browser.new_context(
        base_url=live_server.url,
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        viewport={"width": 1440, "height": 900},
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    opened = context.new_page()
    faults: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            faults.append(message.text)

    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", listen)
    yield opened
    context.close()
    if faults:
        pytest.fail("the page's scripts or its security policy complained:\n" + "\n".join(faults))


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Answer what keeps people out of a page (WCAG 2.0 to 2.2, A and AA); empty is good."""

    def violations(page: Page) -> list[str]:
        found = Axe().run(page, options=RULES).response["violations"]
        return [
            f"{fault['id']}: {fault['help']} ({node['html'][:120]})"
            for fault in found
            for node in fault["nodes"]
        ]

    return violations
