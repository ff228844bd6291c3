"""What we are built from is known, under licences that fit, and asked about in one request."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import URLError

import pytest

from scripts import supply

GOOD = supply.Package("PyPI", "django", "5.2", shipped=True)
BAD = supply.Package("npm", "@evil/left-pad", "1.0.0", shipped=False, said_licence="SSPL-1.0")


@pytest.fixture
def osv(monkeypatch) -> Iterator[list[dict]]:
    """A database of vulnerabilities that knows one."""
    asked: list[dict] = []

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            queries = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            asked.extend(queries)
            found = [{"vulns": [{"id": "GHSA-1"}]} if "evil" in q["package"]["purl"] else {} for q in queries]
            body = json.dumps({"results": found}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setattr(supply, "OSV", f"http://127.0.0.1:{server.server_port}")
        yield asked
        server.shutdown()


def test_every_locked_package_of_both_worlds_is_known_with_its_digest():
    found = supply.packages()

    assert {package.ecosystem for package in found} == {"PyPI", "npm"}
    assert [package for package in found if not package.digests] == []
    locked = set(re.findall(r"^([\w.-]+)==", (supply.ROOT / "requirements" / "run.txt").read_text(), re.MULTILINE))
    assert {package.name for package in found if package.shipped and package.ecosystem == "PyPI"} == locked


def test_the_bill_of_materials_names_each_and_is_the_same_for_the_same_locks():
    bill = supply.sbom(supply.packages())

    assert json.dumps(bill) == json.dumps(supply.sbom(supply.packages()))
    references = [component["bom-ref"] for component in bill["components"]]
    assert len(references) == len(set(references)) == len(supply.packages())
    assert set(bill["dependencies"][0]["dependsOn"]) <= set(references)


def test_every_licence_fits():
    assert supply.refused_licences(supply.packages()) == []


@pytest.mark.parametrize(
    ("licence", "fits"),
    [("MIT", True), ("GPL-3.0-only OR MIT", True), ("(MIT AND Apache-2.0)", True), ("MIT AND SSPL-1.0", False),
     ("AGPL-3.0-only", False), ("", False)],
)  # fmt: skip
def test_an_expression_of_licences_is_understood(licence: str, fits: bool):
    assert supply.is_allowed(licence, supply.SHIPPED) is fits


def test_a_licence_that_does_not_fit_is_named():
    assert supply.refused_licences([GOOD, BAD]) == ["pkg:npm/%40evil/left-pad@1.0.0: SSPL-1.0"]


def test_a_tool_may_have_a_licence_that_the_product_may_not():
    assert not supply.is_allowed("GPL-3.0-or-later", supply.SHIPPED)
    assert supply.is_allowed("GPL-3.0-or-later", supply.TOOLS)


def test_a_known_vulnerability_is_named_with_its_package(osv):
    assert supply.vulnerabilities([GOOD, BAD]) == ["pkg:npm/%40evil/left-pad@1.0.0: GHSA-1"]
    assert [query["package"]["purl"] for query in osv] == [GOOD.purl, BAD.purl]


def test_without_network_nothing_is_called_safe(monkeypatch):
    monkeypatch.setattr(supply, "OSV", "http://127.0.0.1:9")

    with pytest.raises(URLError):
        supply.vulnerabilities([GOOD])
    assert supply._audit() == 2


def test_our_licence_is_the_whole_eupl():
    text = (supply.ROOT / "LICENSE").read_text()

    assert [int(number) for number in re.findall(r"^(\d+)\.[A-Z]", text, re.MULTILINE)] == list(range(1, 16))
    assert text.count("‘Compatible Licences’ according to Article 5 EUPL are:") == 1
    assert text.rstrip().endswith("require the production of a new EUPL version.")
