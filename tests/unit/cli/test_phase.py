"""`khetene phase`: results of a phase on the command line, with what does not agree; never its money."""

from __future__ import annotations

import json

import pytest

from tests.factories.accounts import MembershipFactory
from tests.factories.projects import line_in, phase_of, spent

pytestmark = pytest.mark.usefixtures("latvia")


def test_phase_iv_in_words(khetene, latvia):
    said = khetene("phase", "4").out.splitlines()

    assert said[:2] == [
        "IV. Latvijas romu platforma IV (856468-NRP4-LV)",
        "01/08/2019 – 31/07/2020, European Union 95\xa0%, State of Latvia 5\xa0%, Kultūras ministrija",
    ]
    assert "  230 = 103 + 70 + 14 + 43 not stated" in said
    assert "19 municipalities as of then. Today they are 17." in said
    assert "  Viļakas novads → Balvu novads" in said


def test_phase_iv_as_json(khetene, latvia):
    said = json.loads(khetene("phase", "4", "--json").out)

    assert (len(said["then"]), len(said["today"]), len(said["remarks"])) == (19, 17, 3)
    assert said["agreement"] == "856468-NRP4-LV"


def test_the_command_line_shows_no_money(khetene, db):
    janis = MembershipFactory(role="national_coordinator")
    phase = phase_of(janis)
    spent(line_in(phase, janis), janis, "123.45", words="Kanārijputniņš")

    words, data = khetene("phase", str(phase.ordinal)).out, khetene("phase", str(phase.ordinal), "--json").out

    assert "Latvijas romu platforma" in words
    assert not any(secret in words + data for secret in ("123,45", "600,00", "Kanārijputniņš"))


def test_a_phase_that_is_not_there_is_named(khetene, db):
    said = khetene("phase", "99")

    assert (said.code, said.err) == (1, "khetene phase: There is no phase 99.\n")


@pytest.mark.parametrize(("kind", "begins"), [("docx", b"PK"), ("pdf", b"%PDF-"), ("json", b"{")])
def test_the_report_of_a_phase_is_written_to_a_file_without_money(khetene, tmp_path, kind, begins):
    out = tmp_path / f"posms.{kind}"

    answer = khetene("project", "report", "4", "--format", kind, "--out", str(out))

    assert answer.code == 0
    assert out.read_bytes().startswith(begins)
    if kind == "json":
        report = json.loads(out.read_text())
        assert (report["shares"], report["lines"]) == ([], [])
        assert "230 = 103 + 70 + 14 + 43 not stated" in report["results"]


def test_the_report_of_a_phase_that_is_not_there_is_refused(khetene, tmp_path):
    answer = khetene("project", "report", "99", "--format", "json", "--out", str(tmp_path / "x"))

    assert (answer.code, answer.err) == (1, "khetene project: There is no phase 99.\n")
