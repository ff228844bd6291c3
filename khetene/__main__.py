"""`python -m khetene`, the same as the `khetene` command: prepares Django, then hands over to the commands."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import django
from django.core.exceptions import ImproperlyConfigured


def main() -> int:
    """Run one command and return its exit code. Settings that stop the start are named (exit code 2)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khetene.settings.local")
    try:
        django.setup()
    except ImproperlyConfigured as problem:
        sys.stderr.write(f"khetene: {problem}\n")
        return 2
    # The commands name tables: they can be imported only now.
    code: int = import_module("khetene.cli.main").main()
    return code


if __name__ == "__main__":
    sys.exit(main())
