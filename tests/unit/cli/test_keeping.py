"""`khetene check` says in words what is wrong; deletion and keys tell what they did."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import pytest
from django.db import connection

from khetene.cases import actions as cases
from khetene.cases.models import Case
from khetene.kernel import clock
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory
from tests.factories.cases import actor_of, open_case

NEW = "n1:" + base64.b64encode(b"n" * 32).decode()


@pytest.fixture
def old_case(db) -> Case:
    with clock.set_to(NOW - timedelta(days=5 * 366 + 10)):
        worker = MembershipFactory.create(role="case_worker")
        case = open_case(worker)
        return cases.close_case(case.pk, reason="done", actor=actor_of(worker))


@pytest.fixture
def _in_order(khetene, settings):
    settings.DEMO = True
    khetene("load-country")


@pytest.mark.usefixtures("_in_order")
def test_a_site_in_order_is_told_in_words(khetene):
    said = khetene("check")

    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[-1] == "Everything is as it should be."


@pytest.mark.usefixtures("_in_order")
def test_a_check_can_be_read_by_a_program(khetene):
    found = json.loads(khetene("check", "--json").out)

    assert [finding for finding in found if finding["level"] == "problem"] == []
    assert {"level": "ok", "text": "country/lv is loaded and current"} in found


def test_missing_country_data_is_a_problem_with_its_remedy(khetene):
    said = khetene("check")

    assert said.code == 1
    assert "PROBLEM country/lv is not loaded; run: khetene load-country" in said.out.splitlines()


@pytest.mark.usefixtures("_in_order")
def test_late_deletions_are_a_problem(khetene, old_case):
    said = khetene("check")

    assert said.code == 1
    assert "khetene delete-expired" in said.out


@pytest.mark.usefixtures("_in_order")
def test_an_altered_audit_trail_is_a_problem(khetene):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_audithead SET digest = 'x'")

    said = khetene("check")

    assert said.code == 1
    assert "its last entries were removed" in said.out


@pytest.mark.usefixtures("_in_order")
def test_a_rotation_that_is_not_finished_is_a_note(khetene, settings):
    open_case(MembershipFactory.create(role="case_worker"))
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]

    said = khetene("check")

    assert "note    kernel.DataKey: 1 not yet wrapped with key 'n1'; run: khetene rotate-keys" in said.out.splitlines()


def test_a_dry_run_tells_and_deletes_nothing(khetene, old_case):
    said = khetene("delete-expired", "--dry-run")

    assert f"cases.case\t{old_case.organisation_id}\t1" in said.out.splitlines()
    assert Case.objects.count() == 1


def test_deletion_tells_what_went(khetene, old_case):
    said = khetene("delete-expired")

    assert f"cases.case\t{old_case.organisation_id}\t1" in said.out.splitlines()
    assert (said.code, said.err, Case.objects.count()) == (0, "", 0)


def test_a_day_in_the_future_is_refused(khetene, old_case):
    said = khetene("delete-expired", "--on", "2040-01-01")

    assert (said.code, Case.objects.count()) == (1, 1)
    assert "future" in said.err


def test_rotation_tells_what_it_wrote_and_fails_where_something_does_not_open(khetene, settings):
    open_case(MembershipFactory.create(role="case_worker"))
    old_keys = settings.FIELD_KEYS

    settings.FIELD_KEYS = [NEW]
    without_the_old_key = khetene("rotate-keys")
    settings.FIELD_KEYS = [NEW, *old_keys]
    with_it = khetene("rotate-keys")

    assert without_the_old_key.code == 1
    assert "keep the old key" in without_the_old_key.err
    assert (with_it.code, with_it.out.splitlines()[0]) == (0, "kernel.datakey\t1")
