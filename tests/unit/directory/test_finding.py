"""Finding help: by words without diacritics and endings, by need, near a place; and keeping it true."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings

from khetene.directory import actions, reads
from khetene.directory.errors import NotYourService
from khetene.directory.models import Organisation, Service
from khetene.directory.search import folded
from khetene.kernel.countryfile import BadCountryFile
from khetene.territory import actions as territory
from khetene.territory import reads as places
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.directory import OrganisationFactory, ServiceFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)


@pytest.fixture
def latvia():
    territory.load_country(settings.COUNTRY_FOLDER)
    actions.load_country(settings.COUNTRY_FOLDER)


@pytest.mark.parametrize("words", ["skolotaja palig", "Skolotāja palīgs", "palīgs skolotāja", "PALIGI"])
def test_an_assistant_is_found_however_the_words_are_typed(latvia, words):
    assert {row.name for row in reads.find(words) if "palīgs" in row.name} == {"Skolotāja palīgs"}


def test_a_name_is_found_without_diacritics():
    house = OrganisationFactory(name="Šaicānes centrs", folded=folded("Šaicānes centrs"))
    ServiceFactory(organisation=house)

    assert [row.organisation_name for row in reads.find("saicane")] == ["Šaicānes centrs"]


@pytest.mark.parametrize("words", ["' OR 1=1 --", "<script>", "=HYPERLINK(1)", "../../etc", "%", "x" * 100_000])
def test_hostile_words_are_taken_as_words_and_break_nothing(latvia, words):
    every = {row.slug for row in reads.find()}

    assert {row.slug for row in reads.find(words)} <= every
    assert len(every) == Service.objects.count()


def test_the_nearest_comes_first(latvia):
    near = places.territory_named("Jelgava", on=ON, kind="state_city")

    found = reads.find("ilgstošajiem bezdarbniekiem", near=near)

    assert found[0].place == "Jelgava"


def test_a_need_filters(latvia):
    assert {row.slug for row in reads.find(domain="discrimination")} >= {"legal-help-lcc", "ombudsman"}
    assert all("discrimination" in row.domains for row in reads.find(domain="discrimination"))


def test_services_of_an_organisation_that_is_gone_are_not_found(latvia):
    Organisation.objects.filter(slug="lcc").update(valid_to=date(2026, 1, 1))

    assert reads.find("diskriminācijas", on=ON, domain="discrimination")[0].organisation_name == "Tiesībsarga birojs"


def test_loading_again_leaves_alone_what_people_edited(latvia):
    service = Service.objects.get(slug="legal-help-lcc")
    anna = MembershipFactory(role="case_worker", organisation=service.organisation)
    actions.edit_service(service.pk, fields={"description": {"lv": "Mūsu teksts."}}, actor=actor_of(anna))

    left_alone = actions.load_country(settings.COUNTRY_FOLDER)

    assert left_alone == ["legal-help-lcc"]
    assert str(Service.objects.get(pk=service.pk).description) == "Mūsu teksts."


def test_only_its_own_people_change_and_verify_a_service():
    service = ServiceFactory()
    stranger = actor_of(MembershipFactory(role="case_worker"))

    for act in (
        lambda: actions.edit_service(service.pk, fields={}, actor=stranger),
        lambda: actions.verify_service(service.pk, actor=stranger),
    ):
        with pytest.raises(NotYourService):
            act()


def test_a_verified_service_is_fresh_for_a_year():
    service = ServiceFactory()
    anna = MembershipFactory(role="case_worker", organisation=service.organisation)
    actions.verify_service(service.pk, actor=actor_of(anna))

    assert [row.id for row in reads.stale(on=date(2027, 11, 20))] == []
    assert [row.id for row in reads.stale(on=date(2027, 11, 21))] == [service.pk]


def test_nothing_is_loaded_when_one_row_is_wrong(tmp_path, latvia):
    before = Organisation.objects.count()
    (tmp_path / "organisations.yaml").write_text(
        'organisations:\n  - {slug: "new-one", name: "Jauna", kind: "agency"}\n  - {slug: "bad", name: "B", kind: "x"}\n'
    )
    (tmp_path / "services.yaml").write_text("services: []\n")

    with pytest.raises(BadCountryFile) as refusal:
        actions.load_country(tmp_path)

    assert "organisations.yaml:3" in str(refusal.value.message)
    assert Organisation.objects.count() == before
