"""`make run`: from a bare clone to a running site with Latvia and the demonstration in it."""

from __future__ import annotations

import os

import place


def main() -> None:
    """Only what is missing is done; a second run serves at once and loads nothing over what people wrote."""
    place.python_packages("run.txt")
    place.front_end()
    place.catalogues()
    place.static_files()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "khetene.settings.local"}
    os.chdir(place.ROOT)
    # Becomes the server, so that Ctrl+C and signals reach it directly.
    os.execve(place.PYTHON, [str(place.PYTHON), "-m", "khetene", "start"], environment)  # noqa: S606  our own command


if __name__ == "__main__":
    main()
