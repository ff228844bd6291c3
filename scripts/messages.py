"""Message catalogues: `make messages` collects what people read, `--check` says what is missing or out of date."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import place
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.makemessages import Command

LANGUAGES = ("lv", "en")
TOOLS = ("xgettext", "msgmerge", "msgen")
# Headers that change with every run would make a difference where there is none.
_RESTLESS = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Project-Id-Version|Report-Msgid-Bugs-To|Last-Translator|Language-Team):.*\n',
    re.MULTILINE,
)
# Zero, one, other, as CLDR has it (D 11 #28); what gettext writes into a new catalogue has another order.
_PLURALS = re.compile(r'^"Plural-Forms: nplurals=3;.*\n', re.MULTILINE)
LATVIAN_PLURALS = (
    r'"Plural-Forms: nplurals=3; plural=(n%10==0 || (n%100>=11 && n%100<=19) ? 0 : n%10==1 && n%100!=11 ? 1 : 2);\n"'
    "\n"
)
_TITLE = re.compile(r'\A(#.*\n)*(?=msgid "")')


class MakeMessages(Command):
    """A guess that looks nearly right is worse than a gap: no fuzzy matching."""

    msgmerge_options = ["-q", "--backup=none", "--update", "--no-fuzzy-matching"]


def packages(root: Path) -> list[Path]:
    """Every folder with catalogues of its own."""
    return sorted(folder.parent for folder in root.glob("khetene/**/locale"))


def collect(package: Path, all_packages: list[Path]) -> None:
    """Bring the catalogues of one package up to date; English repeats its message."""
    nested = [other.relative_to(package) for other in all_packages if package in other.parents]
    ignore = [f"{folder}/*" for folder in nested] + ["node_modules/*"]
    files = [package / "locale" / language / "LC_MESSAGES" / "django.po" for language in LANGUAGES]
    with chdir(package):
        call_command(
            MakeMessages(), locale=list(LANGUAGES), no_location=True, no_obsolete=True, no_wrap=True,
            ignore_patterns=ignore, extensions=["html", "txt", "py"], verbosity=0,
        )  # fmt: skip
    for file in files:
        if file.exists():
            if file.parts[-3] == "en":
                subprocess.run(["msgen", "--no-wrap", str(file), "-o", str(file)], check=True)
            text = _RESTLESS.sub("", file.read_text(encoding="utf-8")).replace(
                '"Language: \\n"', f'"Language: {file.parts[-3]}\\n"'
            )
            text = _PLURALS.sub(LATVIAN_PLURALS.replace("\\", "\\\\"), text)
            file.write_text(_TITLE.sub("", text), encoding="utf-8")


def problems() -> Iterator[str]:
    """What is missing, superfluous, untranslated, guessed or worded twice, compared with a fresh collection elsewhere."""
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        shutil.copytree(place.ROOT / "khetene", fresh / "khetene", ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
        for package in packages(fresh):
            collect(package, packages(fresh))
            for language in LANGUAGES:
                file = package.relative_to(fresh) / "locale" / language / "LC_MESSAGES" / "django.po"
                yield from _differences(file, _read(fresh / file, language), _read(place.ROOT / file, language))
    yield from _two_wordings()


def _two_wordings() -> Iterator[str]:
    """Django merges all catalogues: the same message twice with other words would change the words of somebody else's page."""
    wordings: dict[str, dict[tuple[str, ...], Path]] = {}
    for package in packages(place.ROOT):
        file = package.relative_to(place.ROOT) / "locale" / "lv" / "LC_MESSAGES" / "django.po"
        for message in _read(place.ROOT / file, "lv"):
            if message.id:
                wordings.setdefault(_name(message), {}).setdefault(_texts(message), file)
    for name, texts in sorted(wordings.items()):
        if len(texts) > 1:
            yield f"two wordings of {name!r}: " + "; ".join(f"{file}: {text[0]}" for text, file in texts.items())


def _differences(file: Path, fresh: Catalog, kept: Catalog) -> Iterator[str]:
    wanted, there = ({_name(message): message for message in catalogue if message.id} for catalogue in (fresh, kept))
    yield from (f"{file}: missing {name!r}" for name in sorted(wanted.keys() - there.keys()))
    yield from (f"{file}: no longer used {name!r}" for name in sorted(there.keys() - wanted.keys()))
    for name, message in sorted(there.items()):
        if message.fuzzy:
            yield f"{file}: only guessed {name!r}"
        elif not all(_texts(message)):
            yield f"{file}: not translated {name!r}"
        else:
            yield from (f"{file}: {error} in {name!r}" for error in message.check())


def _name(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else " / ".join(message.id)
    return f"{message.context}: {text}" if message.context else text


def _texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _read(file: Path, language: str) -> Catalog:
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def main() -> int:
    """`messages.py [--check] [PACKAGE…]`."""
    for tool in TOOLS:
        if not shutil.which(tool):
            place.debian_package("gettext", missing=tool)
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    settings.configure(LOCALE_PATHS=[], USE_I18N=True)
    if "--check" in sys.argv:
        found = list(problems())
        print("\n".join(found) or "Every message is in both catalogues.")
        return 1 if found else 0
    known = packages(place.ROOT)
    wanted = [(place.ROOT / name).resolve() for name in sys.argv[1:] if name] or known
    for package in wanted:
        for language in LANGUAGES:
            (package / "locale" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
        collect(package, known)
        print(package.relative_to(place.ROOT))
    place.catalogues()
    return 0


if __name__ == "__main__":
    sys.exit(main())
