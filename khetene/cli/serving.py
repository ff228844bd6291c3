"""The site: a web server and a worker for tasks, started together and ended together."""

from __future__ import annotations

import argparse
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType
from typing import Any

from django.db import connection

from khetene.cli.checking import reasons_not_to_start
from khetene.gatherings import post
from khetene.kernel import tasks
from khetene.kernel.errors import DomainError
from khetene.surveys import post as survey_post

# Measured: processes with one blocking thread each serve most; threads and ASGI are slower (reliability.md 2.1).
WEB_PROCESSES = 2
PATIENCE_SECONDS = 60
GRACE_SECONDS = 15
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def add_commands(commands: Any) -> None:
    site = commands.add_parser("serve", help="serve the site and run its tasks")
    add_place(site)
    site.set_defaults(run=serve_as_asked)


def add_place(command: argparse.ArgumentParser) -> None:
    """Where the site is served, and by how many."""
    command.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    command.add_argument("--port", type=_port, default=os.environ.get("PORT", "8000"))
    command.add_argument("--processes", type=int, default=WEB_PROCESSES, help="web processes (default: %(default)s)")


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 2**16:
        raise argparse.ArgumentTypeError(f"{port} is not a port")
    return port


def serve_as_asked(given: argparse.Namespace) -> int:
    """Go on with the letters that wait and the long tasks that were interrupted, and serve."""
    tasks.wake()
    post.wake()
    survey_post.wake()
    connection.close()
    return serve(given.host, given.port, processes=given.processes)


def serve(host: str, port: int, *, processes: int = WEB_PROCESSES) -> int:
    """Serve until a signal comes or one of the two ends. Raises DomainError when it may not or cannot start."""
    reasons = list(reasons_not_to_start())
    if reasons:
        raise DomainError("Khetene does not start:\n- " + "\n- ".join(reasons))
    refuse_busy_port(host, port)
    signal.signal(signal.SIGTERM, _end)
    children = [_start(_web(host, port, processes), port, "web")]
    try:
        _wait_until_it_answers(host, port, children)
        children.append(_start(_worker(), port, "worker"))  # only now: nobody waits for it, and it reads as much
        _watch(children)
    except (KeyboardInterrupt, SystemExit):
        return 0
    finally:
        _stop(children)
    sys.stderr.write("khetene serve: a part of it ended by itself, so it ends as a whole\n")
    return 1


def _end(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit


def address(host: str, port: int) -> str:
    """Where a browser finds it, in the same words everywhere: whoever signs in at one name is a stranger at the other."""
    return f"http://{'localhost' if host == '127.0.0.1' else host}:{port}"


def refuse_busy_port(host: str, port: int) -> None:
    family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as problem:
            raise DomainError(
                f"Port {port} of {host} cannot be used ({problem.strerror}). Choose another: PORT=8001"
            ) from problem


def _web(host: str, port: int, processes: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(processes), "--blocking-threads", "1", "--respawn-failed-workers"),
        *("--no-access-log", "--log-level", "warning", "khetene.wsgi:application"),
    ]


def _worker() -> list[str]:
    return [sys.executable, "-m", "django", "db_worker", "--verbosity", "1"]


def _start(command: Sequence[str], port: int, process: str) -> subprocess.Popen[bytes]:
    """Both know the port: on one's own machine links in letters lead to where the site answers."""
    environment = os.environ | {"KHETENE_PROCESS": process, "PORT": str(port)}
    return subprocess.Popen(command, env=environment, preexec_fn=_die_with_parent)  # noqa: S603, PLW1509  our own command; no threads here


def _die_with_parent() -> None:
    """So that a killed `serve` leaves no server behind that keeps the port (Linux; elsewhere nothing happens)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)


def _wait_until_it_answers(host: str, port: int, children: Sequence[subprocess.Popen[bytes]]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and _all_run(children):
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            sys.stdout.write(f"Khetene answers on {address(host, port)}\n")
            sys.stdout.flush()
            return


def _watch(children: Sequence[subprocess.Popen[bytes]]) -> None:
    while _all_run(children):
        time.sleep(0.2)


def _all_run(children: Sequence[subprocess.Popen[bytes]]) -> bool:
    return all(child.poll() is None for child in children)


def _stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    until = time.monotonic() + GRACE_SECONDS
    for child in children:
        try:
            child.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
