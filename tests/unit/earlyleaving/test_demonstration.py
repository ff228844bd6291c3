"""The demonstration is told on any day of the year: in a semester, on its first day, in summer, on the last of December."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import yaml
from django.conf import settings

from khetene.cli import demo_early_leaving
from khetene.earlyleaving import loading
from khetene.earlyleaving.models import Plan
from khetene.kernel import clock
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.directory import OrganisationFactory

pytestmark = pytest.mark.django_db
ROLES = {"velga": "school_staff", "inese": "school_staff", "vizma": "supervisor", "aiga": "programme_coordinator"}
SHAPE = {"velga": "sabile-school", "inese": "sabile-school", "vizma": "sabile-school", "aiga": "demo-talsi-education"}


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 11, 20),
        date(2026, 9, 1),
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 3, 15),
        date(2027, 7, 20),
        date(2028, 2, 29),
    ],
)
def test_peteris_is_told_on_any_day(day):
    content = yaml.safe_load((settings.ROOT / "demo" / "early-leaving.yaml").read_text(encoding="utf-8"))
    offices = {slug: OrganisationFactory(slug=slug) for slug in {*SHAPE.values(), "ikvd"}}
    people = {name: (offices[SHAPE[name]], role) for name, role in ROLES.items()}
    people["guna"] = (offices["ikvd"], "programme_holder")
    with clock.set_to(datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)):
        loading.load_country(settings.COUNTRY_FOLDER)
        working = {
            f"{name}@khetene.example": actor_of(
                MembershipFactory(organisation=office, role=role, from_day=date(2025, 1, 1))
            )
            for name, (office, role) in people.items()
        }
        demo_early_leaving.tell(content, working, settings.ROOT / "demo")

    states = dict(Plan.objects.values_list("number", "state").order_by("number"))
    assert sorted(states.values()) == ["approval", "approval", "draft", "inactive", "under_way"]
    assert Plan.objects.get(state="inactive").result == "risks_gone"
