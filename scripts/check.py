"""`make test`: everything that must be green, each step with its time. A missing tool is a failure, never a silent skip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import place
import postgres

BIN = place.VENV / "bin"
MANAGE = [str(place.PYTHON), "manage.py"]
TEST_SETTINGS = {"DJANGO_SETTINGS_MODULE": "khetene.settings.test"}
MYPY_BROKE = 2  # 1: it found something
ON_TWO_CORES = [
    "-n",
    "2",
    "--dist",
    "worksteal",
    "--durations=25",
    "--durations-min=2",
]  # the last tests are shared out anew
ON_BOTH_DATABASES = ["tests/unit", "tests/pages", "tests/house", "tests/drills"]
# Left out: questions of taste, and rules for sites that load images and scripts from elsewhere.
TEMPLATE_RULES = ["--profile=django", "--ignore=H006,H023,H030,H031,T002,T003,J004,J018,H015,H043"]
Databases = dict[str, str]  # where the tests of a step find theirs, as their environment
_prepared: dict[str, Future[Databases]] = {}
_closing_lines: list[str] = []


def main() -> int:
    """Run all steps, or those named: a failure does not hide the next one."""
    wanted = [name for argument in sys.argv[1:] for name in argument.split(",") if name]
    unknown = [name for name in wanted if name not in STEPS]
    if unknown:
        sys.exit(f"There is no step {', '.join(unknown)}. Steps: {', '.join(STEPS)}")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # some hundred processes start: the first one compiles for all
    place.python_packages("dev.txt")
    place.front_end()
    place.catalogues()
    failed, times = [], {}
    with ExitStack() as until_the_end:
        _begin_to_prepare(wanted or list(STEPS), until_the_end)
        for name in wanted or STEPS:
            times[name], code = _timed(name)
            if code:
                failed.append(name)
    _closing_words(times, failed)
    return 1 if failed else 0


def _begin_to_prepare(steps: list[str], until_the_end: ExitStack) -> None:
    """Make the databases that the tests copy, while the steps before them leave a core idle."""
    wanted = {}
    if not {"sqlite", "browser"}.isdisjoint(steps):
        folder = place.VAR / "prepared"
        folder.mkdir(parents=True, exist_ok=True)
        wanted["sqlite"] = ("", f"sqlite:///{folder}/{{}}.sqlite3")
    if "postgresql" in steps:
        if not postgres.is_there():
            place.debian_package("postgresql", missing="PostgreSQL")
        url = until_the_end.enter_context(postgres.temporary_cluster())
        wanted["postgresql"] = (url, f"{url.rpartition('/')[0]}/prepared_{{}}")
    beside = until_the_end.enter_context(ThreadPoolExecutor(2))
    _prepared.update({name: beside.submit(_prepare, *places) for name, places in wanted.items()})


def _prepare(url: str, where: str) -> Databases:
    given = os.environ | {"DATABASE_URL": url, "PREPARED_DATABASES": where}
    made = [str(place.PYTHON), "-m", "tests.databases"]
    done = subprocess.run(
        made, cwd=place.ROOT, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        print(done.stdout.decode(errors="replace"), flush=True)
        return {"DATABASE_URL": url}  # the tests make their own, and fail where it fails
    return {"DATABASE_URL": url, "PREPARED_DATABASES": where}


def _timed(name: str) -> tuple[float, int]:
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    code = STEPS[name]()
    took = time.monotonic() - began
    print(f"== {name}: {'FAILED' if code else 'green'} after {took:.1f} s", flush=True)
    return took, code


def _closing_words(times: dict[str, float], failed: list[str]) -> None:
    print("\nTimes: " + ", ".join(f"{name} {took:.0f} s" for name, took in times.items()))
    print("The five largest files:")
    for lines, path in _largest_files()[:5]:
        print(f"  {lines:4} {path}")
    print(f"FAILED: {', '.join(failed)}" if failed else "Everything is green.")
    print("\n".join(_closing_lines), flush=True)


def _largest_files() -> list[tuple[int, Path]]:
    files = (path for path in place.ROOT.glob("khetene/**/*.py") if "migrations" not in path.parts)
    counted = [(len(path.read_text().splitlines()), path.relative_to(place.ROOT)) for path in files]
    return sorted(counted, reverse=True)


def _run(*command: str, **environment: str) -> int:
    return subprocess.call(command, cwd=place.ROOT, env=os.environ | environment)


def _pytest(label: str, *arguments: str, **environment: str) -> int:
    """Shown as it comes; its closing line is kept for the end."""
    command = [str(BIN / "pytest"), "-q", "-p", "no:cacheprovider", "--color=no", *arguments]
    last = ""
    given = {name: value for name, value in (os.environ | TEST_SETTINGS | environment).items() if value}
    with subprocess.Popen(command, cwd=place.ROOT, env=given, stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout or []:
            print(line, end="", flush=True)
            last = line.strip() or last
    _closing_lines.append(f"{label}: {last}")
    return running.returncode


def _catalogues() -> int:
    return _run(str(place.PYTHON), "scripts/messages.py", "--check")


def _templates() -> int:
    return _run(str(BIN / "djlint"), "--lint", "--quiet", *TEMPLATE_RULES, "khetene")


def _scripts() -> int:
    """Types of the front-end's scripts."""
    npm, more = place.npm()
    return subprocess.call([*npm, "run", "--silent", "types"], cwd=place.FRONTEND, env=os.environ | more)


def _types() -> int:
    """What mypy remembers of changed models can break it: then it forgets and looks again."""
    code = _run(str(BIN / "mypy"))
    if code != MYPY_BROKE:
        return code
    shutil.rmtree(place.ROOT / ".mypy_cache", ignore_errors=True)
    return _run(str(BIN / "mypy"))


def _on_sqlite() -> int:
    return _pytest("SQLite", *ON_TWO_CORES, *ON_BOTH_DATABASES, **_prepared["sqlite"].result())


def _on_postgresql() -> int:
    made = _prepared["postgresql"].result()
    return _pytest("PostgreSQL", "--with-database", *ON_TWO_CORES, *ON_BOTH_DATABASES, **made)


def _in_browser() -> int:
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        place.debian_package("chromium", missing="Chromium")
    place.static_files()
    return _pytest("Browser", "-p", "no:randomly", *ON_TWO_CORES, "tests/browser", **_prepared["sqlite"].result())


STEPS: dict[str, Callable[[], int]] = {
    "format": lambda: _run(str(BIN / "ruff"), "format", "--check", "--quiet", "."),
    "lint": lambda: _run(str(BIN / "ruff"), "check", "--quiet", "."),
    "contracts": lambda: _run(str(BIN / "lint-imports"), "--no-cache"),
    "types": _types,
    "scripts": _scripts,
    "templates": _templates,
    "licences": lambda: _run(str(place.PYTHON), "scripts/supply.py", "licences", "--quiet"),
    "migrations": lambda: _run(*MANAGE, "makemigrations", "--check", "--dry-run", **TEST_SETTINGS),
    "catalogues": _catalogues,
    "sqlite": _on_sqlite,
    "postgresql": _on_postgresql,
    "browser": _in_browser,
}

if __name__ == "__main__":
    sys.exit(main())
