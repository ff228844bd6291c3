"""`khetene indicators` and `khetene overview`: what is known, what is not and why, and a year as a file."""

from __future__ import annotations

import io
import json

import pytest
from docx import Document

from tests.factories.accounts import MembershipFactory
from tests.factories.monitoring import IndicatorFactory, entered

pytestmark = pytest.mark.django_db


@pytest.fixture
def population():
    indicator = IndicatorFactory()
    entered(indicator, MembershipFactory(role="national_coordinator"), "4784")
    return indicator


def test_indicators_of_an_objective_in_words(khetene, population):
    IndicatorFactory(objective="O4")

    answer = khetene("indicators", "--objective", "O2")

    assert answer.out == "O2 Less poverty and social exclusion\n  How many inhabitants: persons: 4784 (CSP, 2022)\n"


def test_a_gap_is_said_with_its_reason(khetene):
    IndicatorFactory(gap="not_measured", gap_reason={"lv": "Nav tajā.", "en": "Latvia is not in it."})

    assert "How many inhabitants: not measured in Latvia: Latvia is not in it." in khetene("indicators").out


def test_indicators_as_json(khetene, population):
    answer = khetene("indicators", "--json")

    (row,) = json.loads(answer.out)
    assert (row["code"], row["values"][0]["number"], row["computed"], row["why_none"]) == (
        population.code,
        4784,
        None,
        None,
    )


def test_an_objective_that_does_not_exist_is_wrong_usage(khetene):
    assert khetene("indicators", "--objective", "O9").code == 2


@pytest.mark.parametrize("kind", ["docx", "pdf", "json"])
def test_a_year_is_written_into_a_file(khetene, population, tmp_path, kind):
    out = tmp_path / f"overview.{kind}"

    answer = khetene("overview", "--year", "2022", "--format", kind, "--out", str(out))

    content = out.read_bytes()
    assert (answer.code, answer.out) == (0, "")
    if kind == "docx":
        assert "persons: 4784" in "\n".join(one.text for one in Document(io.BytesIO(content)).paragraphs)
    elif kind == "pdf":
        assert content.startswith(b"%PDF-")
    else:
        assert json.loads(content)["year"] == 2022


def test_a_year_that_has_not_begun_is_refused(khetene, tmp_path):
    answer = khetene("overview", "--year", "2027", "--format", "json", "--out", str(tmp_path / "x.json"))

    assert (answer.code, answer.err) == (1, "khetene overview: Choose a year that has begun.\n")


@pytest.mark.parametrize("kind", ["docx", "pdf", "json"])
def test_the_report_to_the_commission_is_a_file(khetene, db, tmp_path, kind):
    out = tmp_path / f"report.{kind}"

    said = khetene("eu-report", "--years", "2025-2026", "--format", kind, "--out", str(out))

    assert (said.code, said.out, said.err) == (0, "", "")
    assert out.read_bytes()[:2] == {"docx": b"PK", "pdf": b"%P", "json": b"{\n"}[kind]


def test_years_that_are_no_period_are_refused_with_a_sentence(khetene, db, tmp_path):
    said = khetene("eu-report", "--years", "2024-2025", "--format", "pdf", "--out", str(tmp_path / "x.pdf"))

    assert said.code == 1
    assert "the second of them even" in said.err
