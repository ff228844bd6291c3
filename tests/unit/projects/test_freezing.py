"""A report that was sent never changes: not by the product, not by the database; a correction is another version."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.db import DatabaseError, transaction

from khetene.kernel.errors import DomainError, NotForYou
from khetene.kernel.models import AuditEntry
from khetene.projects import actions, reads
from khetene.projects.errors import NothingChanged, SayWhatIsNew
from khetene.projects.models import FrozenFile, FrozenReport
from khetene.projects.reports import files
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.projects import amended, begun, frozen, phase_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def phase(janis):
    return phase_of(janis)


def printed(report, by):
    return {kind: reads.frozen_file(report.pk, kind, actor=actor_of(by)).content for kind in ("docx", "pdf", "json")}


def test_a_frozen_report_prints_the_same_byte_for_byte_whatever_happens_to_the_phase(phase, janis):
    report = frozen(phase, janis)
    before = printed(report, janis)
    amended(phase, janis)
    phase.title = "Cits nosaukums"
    phase.save()

    row = reads.frozen_reports(phase.ordinal, actor=actor_of(janis))[0]

    assert printed(report, janis) == before
    assert {file.kind: file.sha256 for file in row.files} == {
        kind: hashlib.sha256(before[kind]).hexdigest() for kind in ("docx", "pdf")
    }
    assert row.sha256 == hashlib.sha256(before["json"]).hexdigest()
    assert row.by == janis.user.name


def test_what_is_sent_is_no_draft_and_lists_no_gaps(phase, janis):
    content = json.loads(frozen(phase, janis).content)

    assert (content["labels"]["report"], content["gaps"]) == ("Pārskats par posmu", [])
    assert content["shares"][0][1] == "900,01\xa0€"


def test_a_correction_is_another_version_that_says_what_changed(phase, janis):
    frozen(phase, janis)
    amended(phase, janis)

    with pytest.raises(SayWhatIsNew):
        frozen(phase, janis)
    second = frozen(phase, janis, "Pievienoti grozījumi.")

    assert (second.version, second.changed, second.parts_changed) == (2, "Pievienoti grozījumi.", ["amendments"])
    assert [row.version for row in reads.frozen_reports(phase.ordinal, actor=actor_of(janis))] == [2, 1]


def test_the_same_content_is_not_frozen_twice(phase, janis):
    frozen(phase, janis)

    with pytest.raises(NothingChanged):
        frozen(phase, janis, "Nekas")


def test_the_database_itself_keeps_a_frozen_report(phase, janis):
    report = frozen(phase, janis)
    for rows, change in (
        (FrozenReport.objects.filter(pk=report.pk), {"content": "{}"}),
        (FrozenReport.objects.filter(pk=report.pk), {"changed": "x"}),
        (FrozenFile.objects.filter(report=report), {"sha256": "0" * 64}),
        (FrozenFile.objects.filter(report=report, kind="pdf"), {"kind": "odt"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)

    assert FrozenReport.objects.get().content == report.content


def test_a_report_whose_file_cannot_be_made_is_not_frozen_at_all(phase, janis, monkeypatch):
    monkeypatch.setattr(files, "TYPST", "nav.typ")

    with pytest.raises((DomainError, OSError)):
        frozen(phase, janis)

    assert not FrozenReport.objects.exists()
    assert not FrozenFile.objects.exists()
    assert not AuditEntry.objects.filter(verb="report.frozen").exists()


def test_frozen_reports_are_there_for_those_alone_who_keep_the_phase(phase, janis):
    report = frozen(phase, janis)
    for other in (
        MembershipFactory(role="national_coordinator"),
        MembershipFactory(role="supervisor", organisation=janis.organisation),
    ):
        assert reads.frozen_reports(phase.ordinal, actor=actor_of(other)) == []
        for question in (
            lambda actor: reads.frozen_file(report.pk, "json", actor=actor),
            lambda actor: actions.freeze_report(phase.pk, actor=actor),
        ):
            with pytest.raises(NotForYou):
                question(actor_of(other))


def test_a_draft_is_not_frozen(janis):
    with pytest.raises(NotForYou):
        frozen(begun(janis), janis)
