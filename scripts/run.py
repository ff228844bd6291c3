"""`make run`: from a bare clone to a running site with Latvia and the demonstration in it; `make demo`: at one moment of it."""

from __future__ import annotations

import os
import sys

import place

STAGES = ("first-visit", "referred", "month-signed", "report-due")


def main() -> None:
    """Only what is missing is done; a second run serves at once and loads nothing over what people wrote."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "khetene.settings.local"}
    command = ["start"]
    if sys.argv[1:]:
        command = ["demo", _stage(sys.argv[2:])]
        # Never over what somebody wrote: every moment has a file of its own.
        environment["DATABASE_URL"] = f"sqlite:///{place.VAR / 'stages' / command[1]}.sqlite3"
    place.python_packages("run.txt")
    place.front_end()
    place.catalogues()
    place.static_files()
    os.chdir(place.ROOT)
    # Becomes the server, so that Ctrl+C and signals reach it directly.
    os.execve(place.PYTHON, [str(place.PYTHON), "-m", "khetene", *command], environment)  # noqa: S606  our own command


def _stage(named: list[str]) -> str:
    if len(named) != 1 or named[0] not in STAGES:
        place.stop(f"Say which moment: make demo STAGE={STAGES[0]} (or {', '.join(STAGES[1:])})")
    (place.VAR / "stages").mkdir(parents=True, exist_ok=True)
    return named[0]


if __name__ == "__main__":
    main()
