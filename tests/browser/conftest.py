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
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests import databases
from tests.browser.people import Person
from tests.once import made_once

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

# Each of two processes begins with one of these; what is left is shared out as they end.
WALKS = ("test_every_page_of_those_who_work_with_cases", "test_every_page_of_those_who_coordinate_and_decide")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A walk that begins last would leave the other process idle for minutes."""
    walks = [item for name in WALKS for item in items if item.name == name]
    others = [item for item in items if item not in walks]
    half = len(items) // 2
    items[:] = [*walks[:1], *others[: half - 1], *walks[1:], *others[half - 1 :]] if len(walks) == 2 else items


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
def demonstration(of_this_run: Path) -> Iterator[Path]:
    """A database with the demonstration, made once for the whole run and copied for every server."""
    if there := databases.prepared("demonstration"):
        yield Path(databases.file_of(there))
        return
    folder = of_this_run / "demonstration"
    file = folder / "khetene.sqlite3"
    prepare = [sys.executable, "-m", "khetene", "prepare"]
    with made_once(folder, lambda: _run(prepare, file), file.unlink):
        yield file


def _run(command: list[str], database: Path) -> None:
    subprocess.run(command, cwd=ROOT, env=_environment(database), check=True)


def _environment(database: Path) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
    }


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, demonstration: Path) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    port = _free_port()
    log = (folder / "server.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "khetene", "serve", "--port", str(port)],
        cwd=ROOT,
        env=_environment(Path(shutil.copy(demonstration, folder))),
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


@pytest.fixture(scope="session")
def signed_in(browser: Browser, address: str) -> dict[str, Any]:
    """What the browsers of those keep who signed in before: a second code within half a minute would have to be waited for."""
    return {}


@pytest.fixture
def at_work(browser: Browser, address: str, signed_in: dict[str, Any]) -> Iterator[Callable[..., Person]]:
    """Opens a browser for somebody and signs them in, once in a run: `at_work("anna")`."""
    contexts: list[BrowserContext] = []

    def come(name: str, *, width: int = 1280, javascript: bool = True) -> Person:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale="lv-LV",
            java_script_enabled=javascript,
            storage_state=signed_in.get(name),
        )
        contexts.append(context)
        page: Page = context.new_page()
        page.set_default_timeout(15_000)
        person = Person(page, address, javascript=javascript)
        if name not in signed_in:
            person.signs_in(f"{name}@khetene.example")
            signed_in[name] = context.storage_state()
        return person

    yield come
    for context in contexts:
        context.close()
