"""The demonstration is loaded once, and its sign-ins are told."""

from __future__ import annotations

import yaml

from tests.drills.conftest import ROOT, Site, rows

PEOPLE = yaml.safe_load((ROOT / "demo" / "people.yaml").read_text())


def test_the_demonstration_is_loaded_once(site: Site):
    entries = len(rows(site.url, "kernel_auditentry"))

    said = site.khetene("--language", "en", "load-demo")

    assert "nothing is loaded over it" in said
    assert len(rows(site.url, "kernel_auditentry")) == entries
    shown = site.khetene("sign-ins")
    roles = [row["role"] for row in PEOPLE["people"] if row["email"] in shown]
    assert sorted(roles) == sorted({row["role"] for row in PEOPLE["people"]})
    assert PEOPLE["password"] in shown
