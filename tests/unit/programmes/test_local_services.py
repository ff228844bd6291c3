"""Supports that are not programmes: street work and centres are definitions like any other (sources 000 and 001)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import yaml
from django.conf import settings

from khetene.eligibility.programmes import rule_set
from khetene.eligibility.vocabulary import parse_vocabulary
from khetene.kernel.countryfile import BadCountryFile
from khetene.programmes.operations.definition import parse
from khetene.programmes.operations.limits import Given, Used, refusals
from khetene.programmes.operations.reading import read_operation
from khetene.programmes.rulebook import read_programmes
from tests.yaml_files import as_yaml

FOLDER = settings.COUNTRY_FOLDER / "programmes"
VOCABULARY = parse_vocabulary(
    yaml.safe_load((settings.COUNTRY_FOLDER / "facts.yaml").read_text(encoding="utf-8"))["facts"]
)
CENTRES = ("street-social-work", "day-centre", "community-centre", "crisis-centre")


def raw(programme):
    return yaml.safe_load((FOLDER / f"{programme}.yaml").read_text(encoding="utf-8"))


def refusal_of(tmp_path, definition):
    file = tmp_path / f"{definition['programme']}.yaml"
    file.write_text(as_yaml(definition), encoding="utf-8")
    with pytest.raises(BadCountryFile) as refused:
        read_operation(file, None)
    return str(refused.value.message)


def counted(programme):
    operation = parse(raw(programme))
    return bool(operation.outreach), bool(operation.attendance), operation.enrols


def test_each_service_says_whether_heads_or_people_are_written_down():
    assert {programme: counted(programme) for programme in CENTRES} == {
        "street-social-work": (True, False, True),
        "day-centre": (False, True, True),
        "community-centre": (False, True, False),
        "crisis-centre": (False, False, True),
    }


@pytest.mark.parametrize("programme", CENTRES)
def test_what_no_source_tells_of_a_service_is_written_as_unknown(programme):
    assert {"funding", "limits", "outcomes", "documents"} <= set(parse(raw(programme)).unknown_parts())


@pytest.mark.parametrize("programme", CENTRES)
def test_each_definition_carries_test_cases_of_its_own(programme):
    assert raw(programme)["tests"] != []


@pytest.mark.parametrize("programme", CENTRES)
def test_each_service_is_found_in_the_directory(programme):
    services = yaml.safe_load((settings.COUNTRY_FOLDER / "services.yaml").read_text(encoding="utf-8"))["services"]

    assert programme in {service.get("programme") for service in services}


def test_where_nobody_is_enrolled_nothing_hangs_on_a_person(tmp_path):
    definition = raw("community-centre") | {"supports": raw("day-centre")["supports"]}

    assert ", supports: " in refusal_of(tmp_path, definition)


def test_where_nobody_is_enrolled_heads_are_counted(tmp_path):
    definition = raw("community-centre")
    del definition["attendance"]

    assert ", stages: " in refusal_of(tmp_path, definition)


def test_what_heads_are_counted_in_stands_once(tmp_path):
    definition = raw("community-centre")
    definition["attendance"].append(definition["attendance"][0])

    assert ", attendance.4.id: " in refusal_of(tmp_path, definition)


@pytest.mark.parametrize(("days", "refused"), [("1", []), ("2", ["amount"]), ("0.5", ["amount"])])
def test_days_at_a_centre_are_recorded_one_at_a_time(days, refused):
    started = date(2026, 3, 2)
    new = Given("day", started, Decimal(days))

    found = refusals(parse(raw("day-centre")), started=started, exited=None, used=Used.of(()), new=new)

    assert [refusal.rule for refusal in found] == refused


def test_a_service_without_conditions_is_open_to_everybody():
    rules = rule_set(read_programmes(FOLDER), VOCABULARY)

    assert rules["community-centre"].criteria_on(date(2026, 11, 20)) == []


def test_the_answer_whether_somebody_needs_a_safe_place_is_not_kept():
    assert VOCABULARY["needs_safe_place"].keep == "once"


def test_no_line_of_code_names_a_service_of_the_country():
    code = "".join(file.read_text(encoding="utf-8") for file in (settings.ROOT / "khetene").rglob("*.py"))

    assert [programme for programme in CENTRES if programme in code] == []


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yaml")), ids=lambda file: file.stem)
def test_that_nobody_confirms_a_support_is_said_by_a_source_or_unknown(file):
    supports = raw(file.stem).get("supports") or []

    assert [
        one["id"] for one in supports if isinstance(one, dict) and one["confirm"] == "none" and not one.get("source")
    ] == []
