"""What we are built from: a bill of materials, licences, and known vulnerabilities, all read from the lock files.

`sbom` and `licences` need no network; `audit` asks OSV (https://osv.dev) about every locked version, in one request.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
OSV = os.environ.get("OSV_ADDRESS", "https://api.osv.dev")
# May stand in a work under the EUPL-1.2: permissive ones, and those that ask for their own files only. MPL and LGPL are
# in the EUPL's own appendix.
SHIPPED = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC0-1.0", "EUPL-1.2", "ISC",
    "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "OFL-1.1",
    "PSF-2.0", "Python-2.0", "Unlicense", "Zlib",
}  # fmt: skip
# Tools that only look at our files and are not handed on with them.
TOOLS = SHIPPED | {"CC-BY-4.0", "CNRI-Python", "GPL-3.0-only", "GPL-3.0-or-later", "W3C-20150513"}
# What the metadata of packages says in other words, lower case.
OTHER_WORDS = {
    "apache": "Apache-2.0", "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0", "apache software license": "Apache-2.0",
    "bsd license": "BSD", "bsd": "BSD", "mit license": "MIT", "isc license (iscl)": "ISC", "isc license": "ISC",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0", "python software foundation license": "PSF-2.0",
    "psfl": "PSF-2.0",
    "gnu lesser general public license v3 (lgplv3)": "LGPL-3.0-only", "lgpl with exceptions": "LGPL-3.0-or-later",
    "gnu general public license v3 or later (gplv3+)": "GPL-3.0-or-later", "the unlicense (unlicense)": "Unlicense",
    "gpl-3.0-or-later": "GPL-3.0-or-later", "apache-2.0 or bsd-2-clause": "Apache-2.0 OR BSD-2-Clause",
    "bsd 2-clause license": "BSD-2-Clause", "3-clause bsd license": "BSD-3-Clause", "new bsd license": "BSD-3-Clause",
}  # fmt: skip
# Their metadata name no licence; each was read in the licence file that it ships.
READ_IN_THE_FILE = {"pyxform": "BSD-2-Clause"}


@dataclass(frozen=True, slots=True, order=True)
class Package:
    """One locked version; `shipped` when the running product needs it."""

    ecosystem: str
    name: str
    version: str
    shipped: bool
    digests: tuple[str, ...] = ()
    said_licence: str = ""

    @property
    def purl(self) -> str:
        kind = "pypi" if self.ecosystem == "PyPI" else "npm"
        return f"pkg:{kind}/{quote(self.name, safe='/')}@{quote(self.version)}"


def packages(root: Path = ROOT) -> list[Package]:
    """Every locked package of both worlds, each once."""
    shipped = list(_python(root / "requirements" / "run.txt", shipped=True))
    names = {package.name for package in shipped}
    tools = {
        package
        for lock in ("dev.txt", "node.txt")
        for package in _python(root / "requirements" / lock, shipped=False)
        if package.name not in names
    }
    return sorted({*shipped, *tools, *_npm(root / "frontend" / "package-lock.json")})


def _python(lock: Path, *, shipped: bool) -> Iterator[Package]:
    text = lock.read_text().replace("\\\n", " ")
    for line in text.splitlines():
        if found := re.match(r"([A-Za-z0-9._-]+)==([^\s;]+)", line):
            digests = tuple(sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", line)))
            yield Package("PyPI", found[1].lower(), found[2], shipped, digests)


def _npm(lock: Path) -> Iterator[Package]:
    for path, told in json.loads(lock.read_text())["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2]
            yield Package(
                "npm", name, told["version"], not told.get("dev"), (told["integrity"],), str(told.get("license", ""))
            )


def sbom(found: list[Package]) -> dict[str, Any]:
    """CycloneDX 1.6. The same locks give the same bytes: its serial number is a digest of them, and it has no date."""
    state = hashlib.sha256(repr(found).encode()).digest()[:16]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.UUID(bytes=state, version=5)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "khetene",
                "name": "khetene",
                "licenses": [{"license": {"id": "EUPL-1.2"}}],
            }
        },
        "components": [_component(package) for package in found],
        "dependencies": [{"ref": "khetene", "dependsOn": [each.purl for each in found if each.shipped]}],
    }


def _component(package: Package) -> dict[str, Any]:
    licence = licence_of(package)
    return {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
        "scope": "required" if package.shipped else "excluded",
        **({"licenses": [{"license": {"name": licence}}]} if licence else {}),
        "properties": [{"name": "khetene:locked-digest", "value": digest} for digest in package.digests],
    }


def licence_of(package: Package) -> str | None:
    """As the package says it itself; None when it is not installed on this machine (it is for another system)."""
    if package.ecosystem == "npm":
        return package.said_licence
    try:
        told = metadata.metadata(package.name)
    except metadata.PackageNotFoundError:
        return None
    lines = [line for line in told.get_all("Classifier") or [] if line.startswith("License")]
    classifiers = [_short(line.rpartition(" :: ")[2]) for line in lines]
    said = (told.get("License") or "").strip()
    named = told.get("License-Expression") or (said if len(said) < 60 else "") or " AND ".join(classifiers)
    return _short(named or READ_IN_THE_FILE.get(package.name, ""))


def _short(words: str) -> str:
    return OTHER_WORDS.get(words.lower(), words)


def is_allowed(licence: str, allowed: set[str]) -> bool:
    """An expression: every part that is joined with AND, one of those joined with OR."""
    plain = licence.replace("(", " ").replace(")", " ").strip()
    return all(
        any(_short(part.strip()) in allowed for part in re.split(r"\s+OR\s+", every))
        for every in re.split(r"\s+AND\s+", plain)
    )


def refused_licences(found: list[Package]) -> list[str]:
    refused = []
    for package in found:
        licence = licence_of(package)
        if licence is not None and not is_allowed(licence, SHIPPED if package.shipped else TOOLS):
            refused.append(f"{package.purl}: {licence or 'it names no licence'}")
    return refused


def vulnerabilities(found: list[Package]) -> list[str]:
    """Known ones by package, as OSV tells them. Raises URLError, TimeoutError when it is not reached."""
    asked = [{"package": {"purl": package.purl}} for package in found]
    request = urllib.request.Request(  # noqa: S310  the address is ours or the site's own
        f"{OSV}/v1/querybatch", json.dumps({"queries": asked}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  the same
        results = json.load(answer)["results"]
    if len(results) != len(found):
        raise ValueError(f"asked about {len(found)} packages, told about {len(results)}")
    return [
        f"{package.purl}: {', '.join(entry['id'] for entry in result['vulns'])}"
        for package, result in zip(found, results, strict=True)
        if result.get("vulns")
    ]


def _sbom() -> int:
    target = ROOT / "var" / "sbom.cdx.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(sbom(packages()), indent=2) + "\n")
    print(f"{target.relative_to(ROOT)}: {len(packages())} packages")
    return 0


def _licences() -> int:
    found = packages()
    for package in [] if "--quiet" in sys.argv else found:
        print(
            f"{licence_of(package) or 'not for this system':<34} {package.purl}{'' if package.shipped else '  (tool)'}"
        )
    return _told(refused_licences(found), "Licences that may not come in:")


def _audit() -> int:
    found = packages()
    try:
        known = vulnerabilities(found)
    except (urllib.error.URLError, TimeoutError) as problem:
        print(f"{OSV} was not reached ({problem}): nothing is known about {len(found)} packages.")
        return 2
    print(f"{len(found)} locked packages asked about at {OSV}")
    return _told(known, "Known vulnerabilities:")


def _told(lines: list[str], heading: str) -> int:
    if lines:
        print("\n".join([heading, *lines]))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit({"sbom": _sbom, "licences": _licences, "audit": _audit}[sys.argv[1]]())
