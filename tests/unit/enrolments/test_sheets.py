"""A spreadsheet of support: kept sealed, checked with progress, recorded as a whole or not at all."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest

from khetene.enrolments import actions, reads, tasks
from khetene.enrolments.enums import Phase
from khetene.enrolments.errors import SheetInWork, SheetNotReady
from khetene.enrolments.models import Delivery, DeliverySheet, Enrolment
from khetene.files.errors import FileRefused
from khetene.files.storing import Given
from khetene.kernel import actions as kernel
from khetene.kernel import bulk, clock
from khetene.kernel import reads as kernel_reads
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry, JobProgress
from khetene.kernel.workbooks import BadWorkbook
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.enrolments import taking_part
from tests.factories.workbooks import HEADER, workbook

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """What was asked for is carried out, as after a commit."""

    def committed(action):
        with django_capture_on_commit_callbacks(execute=True):
            return action()

    return committed


def lines(enrolment, how_many=2):
    return [[enrolment.key, "group", TODAY - timedelta(days=day), 2, "", "", "SIA"] for day in range(how_many)]


def bring(commit, by, rows, name="Saraksts Haris.xlsx"):
    given = Given(name, workbook(rows))
    return commit(lambda: tasks.bring_sheet(given, actor=actor_of(by)))


def page_of(sheet, by):
    return reads.sheet_page(sheet.pk, actor=actor_of(by))


def test_a_sheet_is_kept_sealed_and_shows_what_would_be_recorded(maija, commit):
    enrolment = taking_part(maija, on=date(2026, 11, 1))

    sheet = bring(commit, maija, lines(enrolment))

    shown = page_of(sheet, maija)
    (total,) = shown.totals
    assert (shown.job.state, shown.found.problems, shown.may_record) == ("done", [], True)
    assert (shown.found.rows, shown.found.participations) == (2, 1)
    assert (total.rows, total.quantity, total.unit) == (2, Decimal(4), "hours")
    assert b"PK" not in bytes(DeliverySheet.objects.get().sealed)[:40]
    assert Delivery.objects.count() == 0


def test_every_problem_is_shown_by_row_and_cell(maija, commit):
    enrolment = taking_part(maija)
    rows = [[enrolment.key, "group", "31.02.2026.", "divas"], *lines(enrolment, 1), ["D-99-9999", "group", TODAY, 1]]

    shown = page_of(bring(commit, maija, rows), maija)

    assert [cell for cell, _sentence in shown.found.problems] == ["C2", "D2", "4"]
    assert (shown.found.how_many, shown.may_record) == (3, False)


def test_what_was_checked_is_recorded_as_a_whole_and_the_file_goes(maija, commit):
    sheet = bring(commit, maija, lines(taking_part(maija, on=date(2026, 11, 1)), 3))

    job_id = commit(lambda: tasks.begin_recording(sheet.pk, actor=actor_of(maija)))

    job = kernel_reads.job(job_id, actor=actor_of(maija))
    assert (job.state, job.result, job.outcome) == (
        "done",
        {"recorded": 3, "participations": 1},
        "Ierakstītas 3 rindas.",
    )
    assert (Delivery.objects.count(), DeliverySheet.objects.count()) == (3, 0)
    told = AuditEntry.objects.filter(object=sheet.pk).order_by("position").values_list("verb", flat=True)
    assert list(told) == ["delivery_sheet.brought", "delivery_sheet.checked", "delivery_sheet.recorded"]


def test_what_changed_since_the_preview_keeps_everything_out(maija, commit):
    enrolment = taking_part(maija, on=date(2026, 11, 1))
    sheet = bring(commit, maija, lines(enrolment))
    Enrolment.objects.update(phase=Phase.PAUSED)

    job_id = commit(lambda: tasks.begin_recording(sheet.pk, actor=actor_of(maija)))

    job, shown = kernel_reads.job(job_id, actor=actor_of(maija)), page_of(sheet, maija)
    assert job.state == "failed"
    assert [cell for cell, _sentence in shown.found.problems] == ["2", "3"]
    assert (Delivery.objects.count(), shown.may_record) == (0, False)


def test_a_large_sheet_waits_for_the_worker_and_can_be_cancelled_before_it_begins(maija, monkeypatch):
    monkeypatch.setattr(tasks, "SMALL_ROWS", 1)
    enrolment = taking_part(maija, on=date(2026, 11, 1))
    sheet = tasks.bring_sheet(Given("a.xlsx", workbook(lines(enrolment))), actor=actor_of(maija))
    assert page_of(sheet, maija).job.state == "waiting"

    kernel.cancel_job(page_of(sheet, maija).job.id, actor=actor_of(maija))

    shown = page_of(sheet, maija)
    assert (shown.job.state, shown.found, shown.may_record) == ("cancelled", None, False)


def test_cancelled_while_it_writes_nothing_stays(maija, commit, monkeypatch):
    sheet = bring(commit, maija, lines(taking_part(maija, on=date(2026, 11, 1)), 3))
    written = bulk.load

    def cancelled_meanwhile(*rows):
        written(*rows)
        kernel.cancel_job(JobProgress.objects.get(state="running").pk, actor=actor_of(maija))

    monkeypatch.setattr(bulk, "load", cancelled_meanwhile)
    job_id = commit(lambda: tasks.begin_recording(sheet.pk, actor=actor_of(maija)))

    assert kernel_reads.job(job_id, actor=actor_of(maija)).state == "cancelled"
    assert (Delivery.objects.count(), page_of(sheet, maija).may_record) == (0, True)


def test_two_who_press_at_once_record_once(maija, commit):
    sheet = bring(commit, maija, lines(taking_part(maija, on=date(2026, 11, 1))))

    first = tasks.begin_recording(sheet.pk, actor=actor_of(maija))
    second = tasks.begin_recording(sheet.pk, actor=actor_of(maija))

    assert first == second
    with pytest.raises(SheetInWork):
        actions.forget_sheet(sheet.pk, actor=actor_of(maija))


def test_what_has_problems_is_not_recorded(maija, commit):
    sheet = bring(commit, maija, [["D-99-9999", "group", TODAY, 1]])

    with pytest.raises(SheetNotReady):
        tasks.begin_recording(sheet.pk, actor=actor_of(maija))


def test_only_who_brought_it_sees_it(maija, commit):
    sheet = bring(commit, maija, lines(taking_part(maija)))
    colleague = actor_of(MembershipFactory(role="case_worker", organisation=maija.organisation))

    with pytest.raises(NotForYou):
        reads.sheet_page(sheet.pk, actor=colleague)
    with pytest.raises(NotForYou):
        tasks.begin_recording(sheet.pk, actor=colleague)
    assert reads.sheets_of(colleague) == []


def test_who_works_there_no_more_records_nothing(maija, commit):
    sheet = bring(commit, maija, lines(taking_part(maija, on=date(2026, 11, 1))))
    type(maija).objects.update(from_day=date(2026, 1, 1), to_day=TODAY - timedelta(days=1))

    job_id = commit(lambda: tasks.begin_recording(sheet.pk, actor=actor_of(maija)))

    job = kernel_reads.job(job_id, actor=actor_of(maija))
    assert (job.state, job.problem) == ("failed", "Tam, kurš to sāka, vairs nav piekļuves.")
    assert Delivery.objects.count() == 0


def test_a_file_that_is_not_recorded_goes_after_a_week(maija, commit):
    bring(commit, maija, lines(taking_part(maija)))

    kept = DeliverySheet.retention.expired(DeliverySheet.objects.all(), clock.today() + timedelta(days=7))
    gone = DeliverySheet.retention.expired(DeliverySheet.objects.all(), clock.today() + timedelta(days=8))

    assert (kept.count(), gone.count()) == (0, 1)


@pytest.mark.parametrize("hostile", ["macros", "formula", "document", "bomb"])
def test_a_hostile_workbook_is_refused_and_nothing_of_it_is_kept(maija, hostile):
    with pytest.raises((FileRefused, BadWorkbook)) as refused:
        tasks.bring_sheet(Given("a.xlsx", _hostile(hostile)), actor=actor_of(maija))

    assert "PDF" not in str(refused.value.message)
    assert (DeliverySheet.objects.count(), JobProgress.objects.count()) == (0, 0)


def _hostile(kind):
    if kind == "formula":
        return workbook([["x"]], formula="=1+1")
    if kind == "document":
        return b"%PDF-1.4\n%%EOF"
    changed = io.BytesIO(workbook([HEADER]))
    with zipfile.ZipFile(changed, "a", zipfile.ZIP_DEFLATED) as archive:
        if kind == "macros":
            archive.writestr("xl/vbaProject.bin", b"x")
        else:
            archive.writestr("xl/media/bomb.xml", b"0" * (120 * 1024 * 1024))
    return changed.getvalue()
