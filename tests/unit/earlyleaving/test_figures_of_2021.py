"""The figures of source 003 come out of a recorded data set of their size, by the same reads as every page.

“131 partners and more than 440 schools”; risks 14,536 / 2,907 / 398 / 261; and 44,000 plans of 23,000 pupils (D 3.2), which were
once printed as pupils. The database itself writes the rows, so that the set costs little time.
"""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from khetene.directory.models import Organisation
from khetene.earlyleaving import reads
from khetene.earlyleaving.models import Plan, RegisterVersion, School
from tests.factories.accounts import MembershipFactory
from tests.factories.earlyleaving import house

pytestmark = pytest.mark.django_db
MUNICIPALITIES, VOCATIONAL, SCHOOLS = 118, 13, 441
PUPILS, PLANS = 23_000, 44_000
RISKS = {"learning": 14_536, "economic": 2_907, "family": 398, "social-health": 261}
JOINED = date(2017, 9, 1)
ON = date(2021, 5, 27)
PUPIL, PLAN, RISK, SCHOOL = (number * 10**9 for number in range(1, 5))


def key_of(number: str) -> str:
    """SQL that makes a key of a number."""
    if connection.vendor == "sqlite":
        return f"printf('%032x', {number})"
    return f"lpad(to_hex({number}), 32, '0')::uuid"


def rows(table: str, how_many: int, columns: dict[str, str], start: int = 0) -> None:
    """As many rows as asked for; each column is SQL over `i`."""
    names, made = ", ".join(columns), ", ".join(columns.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE n(i) AS (SELECT {start} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {start + how_many})"
            f" INSERT INTO {table} ({names}) SELECT {made} FROM n"
        )
        cursor.execute(f"ANALYZE {table}")  # the planner takes a table that it never looked at for a small one


@pytest.fixture
def recorded():
    """Pupils of 441 schools; the first 21,000 have a plan in both school years of the set, 2,000 have one."""
    house()
    kept = School.objects.get()
    kept.delete()
    author = MembershipFactory(role="school_staff")
    offices = Organisation.objects.bulk_create(
        Organisation(slug=f"pasvaldiba-{number}", name=f"Pašvaldība {number}", kind="municipality")
        for number in range(MUNICIPALITIES)
    )
    schools = Organisation.objects.bulk_create(
        Organisation(id=uuid.UUID(int=SCHOOL + number), slug=f"skola-{number}", name=f"Skola {number}", kind="school")
        for number in range(SCHOOLS)
    )
    School.objects.bulk_create(
        School(
            organisation=school,
            kind="vocational" if number < VOCATIONAL else "general",
            municipality=None if number < VOCATIONAL else offices[number % MUNICIPALITIES],
            joined_on=JOINED,
            recorded_by=author,
        )
        for number, school in enumerate(schools)
    )
    _pupils()
    _plans(author.pk)
    first = 0
    for family, number in RISKS.items():
        _risks(family, number, first)
        first += number


def _pupils() -> None:
    columns = {
        "id": key_of(f"{PUPIL} + i"),
        "organisation_id": key_of(f"{SCHOOL} + i % {SCHOOLS}"),
        "called": "''",
        "called_index": "''",
        "added_at": "'2020-09-01 08:00:00+00:00'",
        "needed_until": "'2021-06-30'",
    }
    rows("earlyleaving_pupil", PUPILS, columns)


def _plans(author: uuid.UUID) -> None:
    """The first 21,000 are of the school year 2019, all others of 2020. They are approved and being revised."""
    version = RegisterVersion.objects.values_list("pk", flat=True).get()
    who, rules = (f"'{key.hex}'" for key in (author, version))
    texts = ("class_name", "education_programme", "goal", "pupil_promises", "family_promises", "signed_by")
    texts += ("level", "ended_as", "result", "evaluation", "new_signs")
    columns = dict.fromkeys(texts, "''") | {
        "id": key_of(f"{PLAN} + i"),
        "pupil_id": key_of(f"{PUPIL} + i % 21000 + CASE WHEN i >= 42000 THEN 21000 ELSE 0 END"),
        "version_id": rules if connection.vendor == "sqlite" else f"{rules}::uuid",
        "number": "'IAP-' || CAST(i AS text)",
        "kind": "'vocational'",
        "semester": "CASE WHEN i < 21000 THEN '2019-1' ELSE '2020-1' END",
        "school_year": "CASE WHEN i < 21000 THEN 2019 ELSE 2020 END",
        "begins": "'2020-09-01'",
        "ends": "'2020-12-31'",
        "grade": "5 + i % 8",
        "author_id": who if connection.vendor == "sqlite" else f"{who}::uuid",
        "overseer_id": who if connection.vendor == "sqlite" else f"{who}::uuid",
        "has_goal": "false",
        "preparing_hours": "0",
        "overseeing_hours": "0",
        "state": "'review'",
        "approved_on": "'2020-09-20'",
    }
    if connection.vendor != "sqlite":
        for name in ("begins", "ends", "approved_on"):
            columns[name] += "::date"
    rows("earlyleaving_plan", PLANS, columns)


def _risks(family: str, number: int, first: int) -> None:
    """In plans of the school year 2020, several in one plan where there are more risks than plans."""
    columns = {
        "id": key_of(f"{RISK} + i"),
        "plan_id": key_of(f"{PLAN} + 21000 + i % 23000"),
        "family": f"'{family}'",
        "criterion": "''",
        "criterion_index": "CAST(i AS text)",
        "justification": "''",
        "seriousness": "'marked'",
        "change": "''",
    }
    rows("earlyleaving_risk", number, columns, first)


def test_the_figures_of_the_source_come_out_of_what_is_recorded(recorded, django_assert_num_queries):
    year, whole, part = reads.national_totals(2020), reads.since_the_beginning(), reads.participation(ON)

    assert [number for _title, number in year.families] == list(RISKS.values())
    assert year.shares == [Decimal("80.3"), Decimal("16.1"), Decimal("2.2"), Decimal("1.4")]
    assert year.units["risks"] == sum(RISKS.values()) == 18_102
    assert (part.partners, part.schools) == (131, 441)
    assert whole == {"plans": 44_000, "pupils": 23_000}
    assert (year.units["plans"], year.units["pupils"]) == (23_000, 23_000)
    with django_assert_num_queries(2):
        reads.since_the_beginning()


def test_the_whole_hides_where_a_hidden_year_could_be_worked_out_of_it(recorded):
    Plan.objects.filter(school_year=2019).exclude(
        pk__in=Plan.objects.filter(school_year=2019).order_by("pk")[:5]
    ).delete()

    assert reads.national_totals(2019).units["plans"] is None
    assert reads.since_the_beginning() == {"plans": None, "pupils": None}
