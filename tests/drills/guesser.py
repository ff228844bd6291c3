"""Somebody who guesses passwords, in a process of their own, and tells what came of the last try."""

from __future__ import annotations

import sys
from pathlib import Path

import django
import yaml

django.setup()

from django.test import Client

PASSWORD = yaml.safe_load((Path(__file__).parents[2] / "demo" / "people.yaml").read_text())["password"]

EMAIL = "anna@khetene.example"


def main(told: Path, wrong: int, right: int) -> None:
    for guess in ["wrong wrong wrong"] * wrong + [PASSWORD] * right:
        answer = Client().post("/ieeja/login/", {"login": EMAIL, "password": guess})
    told.write_text("in" if answer.status_code == 302 else "refused")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
