"""`khetene check` says in words what is wrong; deletion and keys tell what they did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from khetene.accounts.models import User
from khetene.cases.models import Case
from tests.factories.accounts import MembershipFactory
from tests.factories.cases import open_case
from tests.unit.cli.conftest import NEW


def test_missing_country_data_is_a_problem_with_its_remedy(khetene):
    said = khetene("check")

    assert said.code == 1
    assert "PROBLEM country/lv is not loaded; run: khetene load-country" in said.out.splitlines()


def test_a_dry_run_tells_and_deletes_nothing(khetene, old_case):
    said = khetene("delete-expired", "--dry-run")

    assert f"cases.case\t{old_case.organisation_id}\t1" in said.out.splitlines()
    assert Case.objects.count() == 1


def test_deletion_tells_what_went(khetene, old_case):
    said = khetene("delete-expired")

    assert f"cases.case\t{old_case.organisation_id}\t1" in said.out.splitlines()
    assert (said.code, said.err, Case.objects.count()) == (0, "", 0)


def test_what_could_not_go_is_told_where_errors_are_told(khetene, old_case, monkeypatch):
    monkeypatch.setattr(User, "retention", replace(User.retention, emptied=""))
    User.objects.update(is_active=False, closed_on=date(2019, 1, 1))
    Case.objects.update(closed_on=None, closing_reason="")

    said = khetene("delete-expired")

    told = "accounts.user: 1 kept back, because something that is still needed names them\n"
    assert (said.code, said.err, User.objects.count()) == (0, told, 1)


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
