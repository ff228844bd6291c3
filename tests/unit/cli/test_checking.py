"""`khetene check` says in words what is wrong with a site in which the country is loaded."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from tests.factories.accounts import MembershipFactory
from tests.factories.cases import open_case
from tests.unit.cli.conftest import NEW

pytestmark = pytest.mark.usefixtures("latvia", "_demonstration_allowed")


@pytest.fixture
def _demonstration_allowed(settings):
    settings.DEMO = True


def test_a_site_in_order_is_told_in_words(khetene):
    said = khetene("check")

    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[-1] == "Everything is as it should be."


def test_a_check_can_be_read_by_a_program(khetene):
    found = json.loads(khetene("check", "--json").out)

    assert [finding for finding in found if finding["level"] == "problem"] == []
    assert {"level": "ok", "text": "country/lv is loaded and current"} in found


def test_late_deletions_are_a_problem(khetene, old_case):
    said = khetene("check")

    assert said.code == 1
    assert "khetene delete-expired" in said.out


def test_an_altered_audit_trail_is_a_problem(khetene):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_audithead SET digest = 'x'")

    said = khetene("check")

    assert said.code == 1
    assert "its last entries were removed" in said.out


def test_a_rotation_that_is_not_finished_is_a_note(khetene, settings):
    open_case(MembershipFactory.create(role="case_worker"))
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]

    said = khetene("check")

    assert "note    kernel.DataKey: 1 not yet wrapped with key 'n1'; run: khetene rotate-keys" in said.out.splitlines()
