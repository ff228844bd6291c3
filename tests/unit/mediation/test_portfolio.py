"""A portfolio belongs to its person and leaves with them, also when no post is left (D 2.1, D 11 #48)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from khetene.kernel.audit import NO_SILO
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.mediation import actions, reads, reports
from khetene.mediation.errors import TrainingInTheFuture
from khetene.mediation.models import PortfolioEntry
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.mediation import employed

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return UserFactory(name="Anna Ozola")


def train(user, **more):
    values = {"title": "Mediācija", "taken_on": date(2017, 9, 2), "hours": Decimal("16.5")} | more
    return actions.write_entry("training", **values, user_id=user.pk)


def test_only_the_person_reads_and_changes_their_entries(anna):
    entry, other = train(anna), UserFactory()

    assert reads.portfolio(other.pk).trainings == []
    with pytest.raises(NotForYou):
        reads.portfolio_entry(entry.pk, user_id=other.pk)
    with pytest.raises(NotForYou):
        actions.write_entry("training", title="x", taken_on=date(2020, 1, 1), entry_id=entry.pk, user_id=other.pk)
    with pytest.raises(NotForYou):
        actions.remove_entry(entry.pk, user_id=other.pk)


def test_no_organisations_trail_tells_of_a_portfolio(anna):
    train(anna)

    entry = AuditEntry.objects.filter(verb="portfolio_entry.written").get()

    assert (entry.silo, entry.organisation, entry.user) == (NO_SILO, None, None)


def test_what_is_written_is_sealed_and_goes_with_the_account(anna):
    entry = train(anna, title="Slepena apmācība")
    stored = PortfolioEntry.objects.filter(pk=entry.pk).values_list("title", flat=True).get()

    anna.delete()

    assert ("Slepena" in str(stored), PortfolioEntry.objects.count()) == (False, 0)


def test_hours_that_nobody_knows_are_not_added(anna):
    train(anna)
    train(anna, hours=None)

    assert reads.portfolio(anna.pk).hours == Decimal("16.5")


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("training", {}),
        ("skill", {"hours": Decimal(1)}),
        ("language", {}),
        ("skill", {"level": "B1"}),
        ("training", {"taken_on": date(2020, 1, 1), "hours": Decimal(0)}),
    ],
)
def test_each_kind_says_what_it_needs_to_say(anna, kind, more):
    with pytest.raises(ValidationError):
        actions.write_entry(kind, title="Kas", **more, user_id=anna.pk)


def test_a_training_is_not_written_before_it_ended(anna):
    with pytest.raises(TrainingInTheFuture):
        train(anna, taken_on=date(2026, 11, 21))


def test_the_open_format_holds_everything(anna):
    train(anna, giver="IIC", certificate="Nr. 5")
    actions.write_entry("skill", title="Sarunas", user_id=anna.pk)
    actions.write_entry("language", title="latviešu", level="C1", user_id=anna.pk)
    membership = MembershipFactory(role="mediator", user=anna)
    employed(membership, MembershipFactory(role="national_coordinator"), percent_of_full_time=50)

    taken = reports.portfolio_json(anna.name, reads.portfolio(anna.pk))

    assert taken == {
        "format": "khetene-portfolio",
        "version": 1,
        "exportedOn": "2026-11-20",
        "learner": {"name": "Anna Ozola"},
        "educationTraining": [
            {
                "title": "Mediācija",
                "organisation": {"name": "IIC"},
                "period": {"to": "2017-09-02"},
                "hours": 16.5,
                "credential": "Nr. 5",
            }
        ],
        "skills": [{"title": "Sarunas"}],
        "linguisticSkills": [{"language": "latviešu", "level": "C1"}],
        "workExperience": [
            {
                "position": "Roma mediator",
                "employer": {"name": membership.organisation.name},
                "period": {"from": "2026-01-01", "to": "2026-12-31"},
                "percentOfFullTime": 50,
            }
        ],
    }


def test_the_document_says_the_same_in_words(anna):
    train(anna, giver="IIC", certificate="Nr. 5")

    document = reports.portfolio_document(anna.name, reads.portfolio(anna.pk))

    assert [part.notes for part in document.sections] == [["Mediācija – IIC – 02.09.2017. – 16,5 h – Nr. 5"]]
    assert b"/StructTreeRoot" in reports.as_pdf(document)
