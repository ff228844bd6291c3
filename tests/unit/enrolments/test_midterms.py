"""Half way through 9.1.4.4: the person and the mentor look at the plan. Form and time are ours (source 001 gives none)."""

from __future__ import annotations

import runpy
from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings

from khetene.enrolments import reads
from khetene.enrolments.errors import DayNotPossible, FormNotWhole
from khetene.enrolments.models import Enrolment, MidtermEvaluation
from khetene.enrolments.reads import midterms
from khetene.instruments.loading import read_file
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.programmes.reads import operation, published
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.enrolments import (
    DIVERSITY,
    HALF_WAY,
    NVA,
    enrolled,
    evaluated,
    go,
    joined,
    loaded_midterm,
    taking_part,
)
from tests.factories.programmes import haris

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]
TODAY = date(2026, 11, 20)
FORM = settings.COUNTRY_FOLDER / "instruments" / "midterm-review.xlsx"


@pytest.fixture
def rules(latvia):
    """Published with the country."""


@pytest.fixture
def mentor(rules):
    worker = MembershipFactory(role="programme_coordinator")
    joined(worker, DIVERSITY)
    loaded_midterm()
    return worker


def since(by, started):
    return taking_part(by, programme=DIVERSITY, client=haris(by), on=started)


def page_of(enrolment, by):
    return reads.enrolment_page(enrolment.pk, published(), actor=actor_of(by)).midterm


def due(by, *, on=TODAY, until=date(2026, 11, 27)):
    return [
        (row.due_on, row.overdue) for row in reads.midterms_due(published(), actor=actor_of(by), on=on, until=until)
    ]


def test_what_is_due_longest_stands_first_and_the_rest_is_cut_last(mentor, monkeypatch):
    """Another programme asks later, so whoever began first there is due last."""
    rules = published()
    later = replace(rules.operations[DIVERSITY].midterm, due_months=5)
    asked = {DIVERSITY: rules.operations[DIVERSITY], NVA: replace(rules.operations[NVA], midterm=later)}
    monkeypatch.setattr(midterms, "MOST", 2)
    Enrolment.objects.filter(pk=since(mentor, date(2026, 6, 1)).pk).update(programme=NVA)
    for started in (date(2026, 7, 1), date(2026, 6, 15)):
        since(mentor, started)

    found = reads.midterms_due(replace(rules, operations=asked), actor=actor_of(mentor), on=TODAY, until=TODAY)

    assert [row.due_on for row in found] == [date(2026, 9, 15), date(2026, 10, 1)]


@pytest.mark.parametrize(
    ("started", "state"), [(date(2026, 8, 20), "missing"), (date(2026, 8, 21), "later"), (date(2026, 6, 1), "missing")]
)
def test_the_evaluation_is_due_three_months_after_the_start(mentor, started, state):
    assert page_of(since(mentor, started), mentor).state == state


def test_what_changes_and_the_next_step_stand_in_the_plan(mentor):
    enrolment = since(mentor, date(2026, 8, 3))

    evaluated(enrolment, mentor)

    found = page_of(enrolment, mentor)
    assert (found.state, found.filled_on) == ("made", TODAY)
    assert found.plan == [
        ("Kas plānā mainās?", "Meklēt rīta maiņu."),
        ("Kāds ir nākamais solis?", "Piezvanīt otrdien."),
    ]


def test_a_plan_that_goes_on_asks_for_no_change(mentor):
    enrolment = since(mentor, date(2026, 8, 3))

    evaluated(enrolment, mentor, going_on="same", changes="Netiek jautāts.")

    assert page_of(enrolment, mentor).plan == [("Kāds ir nākamais solis?", "Piezvanīt otrdien.")]


def test_a_newer_evaluation_replaces_the_older_one_which_stays(mentor):
    enrolment = since(mentor, date(2026, 8, 3))
    evaluated(enrolment, mentor, on=date(2026, 11, 5))

    evaluated(enrolment, mentor, changes="Sākt kursus.")

    assert page_of(enrolment, mentor).plan[0][1] == "Sākt kursus."
    assert [day for day, _who in reads.midterm_of(enrolment).older] == [date(2026, 11, 5)]


def test_an_evaluation_with_a_gap_is_not_kept(mentor):
    with pytest.raises(FormNotWhole):
        evaluated(since(mentor, date(2026, 8, 3)), mentor, next_step="")


@pytest.mark.parametrize("day", [date(2026, 8, 2), date(2026, 11, 21)])
def test_an_evaluation_lies_between_the_start_and_today(mentor, day):
    with pytest.raises(DayNotPossible):
        evaluated(since(mentor, date(2026, 8, 3)), mentor, on=day)


def test_an_evaluation_after_the_exit_is_refused(mentor):
    enrolment = go(since(mentor, date(2026, 8, 3)), mentor, "ended", on=date(2026, 11, 10), why="completed")

    with pytest.raises(DayNotPossible):
        evaluated(enrolment, mentor, on=date(2026, 11, 11))
    assert evaluated(enrolment, mentor, on=date(2026, 11, 10)).pk


def test_who_has_not_begun_has_nothing_to_evaluate(mentor):
    enrolment = enrolled(mentor, programme=DIVERSITY, client=haris(mentor))

    assert page_of(enrolment, mentor) is None
    with pytest.raises(DayNotPossible):
        evaluated(enrolment, mentor)


def test_who_left_before_half_way_needs_none(mentor):
    enrolment = go(since(mentor, date(2026, 8, 3)), mentor, "ended", on=date(2026, 9, 1), why="dropped-out")

    assert page_of(enrolment, mentor).state == "not_needed"


def test_a_programme_without_one_keeps_none(maija):
    enrolment = taking_part(maija, programme=NVA, client=haris(maija))

    assert page_of(enrolment, maija) is None
    with pytest.raises(NotForYou):
        evaluated(enrolment, maija)


def test_another_office_evaluates_nothing(mentor):
    stranger = MembershipFactory(role="programme_coordinator")

    with pytest.raises(NotForYou):
        evaluated(since(mentor, date(2026, 8, 3)), stranger)


def test_my_day_reminds_a_week_before_and_until_it_is_made(mentor):
    enrolment = since(mentor, date(2026, 8, 25))

    assert due(mentor) == [(date(2026, 11, 25), False)]
    assert due(mentor, until=date(2026, 11, 24)) == []
    assert due(mentor, on=date(2026, 11, 26)) == [(date(2026, 11, 25), True)]
    evaluated(enrolment, mentor)
    assert due(mentor) == []


def test_my_day_reminds_nobody_else_and_of_nobody_who_left(mentor):
    gone = go(since(mentor, date(2026, 8, 3)), mentor, "ended", on=date(2026, 11, 19), why="completed")
    since(mentor, date(2026, 8, 25))
    stranger = MembershipFactory(role="programme_coordinator")

    assert len(due(mentor)) == 1
    assert due(stranger) == []
    assert page_of(gone, mentor).state == "missing"


def test_the_month_counts_evaluations_made_and_missing(mentor):
    evaluated(since(mentor, date(2026, 7, 1)), mentor)
    since(mentor, date(2026, 7, 2))
    since(mentor, date(2026, 11, 2))

    rows = reads.month_rows(DIVERSITY, published(), month=date(2026, 11, 1), actor=actor_of(mentor))

    assert sorted(row.midterm for row in rows) == ["later", "made", "missing"]


def test_what_was_found_half_way_is_unreadable_in_the_database(mentor):
    found = evaluated(since(mentor, date(2026, 8, 3)), mentor)

    kept = MidtermEvaluation.objects.filter(pk=found.pk).extra(select={"sealed": "answers"})
    assert "rīta maiņu" not in str(kept.values_list("sealed", flat=True)[0])


def test_the_evaluation_asks_nothing_about_health_origin_or_relatives():
    form = read_file(FORM)

    asked = " ".join(str(item.label.get("en")) for item in form.questions()).lower()
    assert not {"health", "disab", "ethnic", "roma", "nation", "family", "parents"} & set(asked.split())
    assert all(item.label.get("lv") and item.label.get("en") for item in form.questions())


def test_what_goes_into_the_plan_is_asked_for():
    assert set(operation(DIVERSITY).midterm.to_plan) <= {item.name for item in read_file(FORM).questions()}


def test_the_form_in_the_country_pack_is_what_the_script_writes(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(settings.ROOT / "scripts"))
    script = runpy.run_path(str(settings.ROOT / "scripts" / "midterm_form.py"))
    script["write"](tmp_path / "again.xlsx")

    assert read_file(tmp_path / "again.xlsx") == read_file(FORM)


def test_the_trail_knows_that_it_was_made_and_no_answer(mentor):
    found = evaluated(since(mentor, date(2026, 8, 3)), mentor)

    entry = AuditEntry.objects.get(verb="midterm.evaluated", object=found.pk)
    assert HALF_WAY["changes"] not in str(entry.__dict__)
