"""A real server on a database of its own with the demonstration loaded, and a real Chromium in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.browser.people import Person

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.fail("No Chromium: install Debian's package `chromium`.", pytrace=False)
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    port = _free_port()
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'khetene.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "khetene.settings.local",
    }
    for step in (["migrate"], ["load-country"], ["load-demo"]):
        subprocess.run([sys.executable, "-m", "khetene", *step], cwd=ROOT, env=environment, check=True)
    log = (folder / "server.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "khetene", "serve", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url + "/par/", server, folder / "server.log")
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            pytest.fail(f"The server ended: {log.read_text()}", pytrace=False)
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"The server did not answer: {log.read_text()}", pytrace=False)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=15_000)  # as long as every click is waited for
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=_chromium(), args=CHROMIUM_FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def at_work(browser: Browser, address: str) -> Iterator[Callable[..., Person]]:
    """Signs somebody in, in a browser of their own: `at_work("anna")`."""
    contexts: list[BrowserContext] = []

    def sign_in(name: str, *, width: int = 1280, javascript: bool = True) -> Person:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="lv-LV", java_script_enabled=javascript
        )
        contexts.append(context)
        page: Page = context.new_page()
        page.set_default_timeout(15_000)
        return Person(page, address, javascript=javascript).signs_in(f"{name}@khetene.example")

    yield sign_in
    for context in contexts:
        context.close()


@pytest.fixture
def of_this_run(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent
