from __future__ import annotations

import json
from datetime import date

import pytest
from django.conf import settings

from khetene.enrolments.models import Delivery
from tests.factories.accounts import MembershipFactory
from tests.factories.enrolments import taking_part
from tests.factories.programmes import loaded_rules
from tests.factories.workbooks import workbook

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture
def sheet(tmp_path):
    loaded_rules()
    worker = MembershipFactory(role="case_worker")
    enrolment = taking_part(worker)

    def written(*rows):
        path = tmp_path / "atbalsts.xlsx"
        path.write_bytes(workbook([[enrolment.key, *row] for row in rows]))
        return str(path), worker.user.email

    return written


def test_a_check_names_row_and_cell_and_writes_nothing(khetene, sheet):
    path, email = sheet(("group", date(2026, 11, 20), "daudz"), ("dancing", date(2026, 11, 20), 2))

    said = khetene("import", "deliveries", path, "--as", email, "--check")

    assert said.code == 1
    assert [line.split(":")[0] for line in said.out.splitlines()[:2]] == ["D2", "3"]
    assert Delivery.objects.count() == 0


def test_a_good_sheet_is_recorded_in_somebodys_name(khetene, sheet):
    path, email = sheet(("group", date(2026, 11, 20), 2))

    assert khetene("import", "deliveries", path, "--as", email).code == 0
    assert [row.recorded_by.user.email for row in Delivery.objects.select_related("recorded_by__user")] == [email]


def test_somebody_without_a_place_of_work_records_nothing(khetene, sheet):
    path, _email = sheet(("group", date(2026, 11, 20), 2))

    said = khetene("import", "deliveries", path, "--as", "nobody@example.org")

    assert (said.code, len(said.err.splitlines())) == (1, 1)


@pytest.mark.parametrize("name", ["neet.yaml", "neet.json", "neet-2.yaml"])
def test_a_definition_is_checked_with_its_own_test_cases(khetene, name):
    said = khetene("programme", "check", str(settings.COUNTRY_FOLDER / "programmes" / name))

    assert (said.code, said.err) == (0, "")


def test_a_wrong_definition_is_refused_with_file_line_and_field(khetene, tmp_path):
    source = settings.COUNTRY_FOLDER / "programmes"
    wrong = (source / "neet.yaml").read_text().replace("expect: nine-months", "expect: allowed")
    (tmp_path / "neet.yaml").write_text(wrong)
    (tmp_path / "neet.json").write_text(json.dumps(json.loads((source / "neet.json").read_text())))

    said = khetene("programme", "check", str(tmp_path / "neet.yaml"))

    assert said.code == 1
    assert "neet.yaml:86, tests.1: " in said.err
