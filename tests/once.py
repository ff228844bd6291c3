"""What all processes of a run share: the first that needs it makes it, the others wait for it, the last throws it away."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def made_once(folder: Path, make: Callable[[], None], throw_away: Callable[[], None]) -> Iterator[None]:
    """Inside the block it is there. `folder` is shared by the processes and belongs to this thing alone."""
    folder.mkdir(exist_ok=True)
    with _alone(folder) as users:
        if not users.exists():
            make()
        users.write_text(f"{_number(users) + 1}")
    try:
        yield
    finally:
        with _alone(folder) as users:
            users.write_text(f"{_number(users) - 1}")
            if not _number(users):
                throw_away()
                users.unlink()


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder / "users"


def _number(users: Path) -> int:
    return int(users.read_text()) if users.exists() else 0
