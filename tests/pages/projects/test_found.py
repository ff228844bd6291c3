"""The pages on which a recorded phase is completed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from khetene.projects.models import PhaseDocument, Result
from tests.factories import files
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.projects import ActivityFactory, phase_of, planned_part
from tests.pages.projects.test_pages import at, colleague_elsewhere, text_of

pytestmark = pytest.mark.django_db
FIGURE = {"words": "dalībnieki", "number": "238", "source": "Noslēguma pārskats"}


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def phase(janis):
    phase = phase_of(janis, ordinal=4)
    ActivityFactory(phase=phase)
    Result.objects.create(phase=phase, slug="r1", words={"lv": "dalībnieki"}, number=230, source="Slaidi")
    return phase


@pytest.fixture
def ministry(janis):
    return sign_in(Client(), janis)


def test_a_figure_is_added_beside_the_recorded_one_changed_and_removed(ministry, phase):
    recorded = phase.results.get()
    missing = ministry.post(at("add_found", 4, "found_result"), FIGURE | {"source": ""})
    ministry.post(at("add_found", 4, "found_result"), FIGURE | {"beside_id": str(recorded.pk)})
    added = phase.results.exclude(pk=recorded.pk).get()
    shown = text_of(colleague_elsewhere().get(at("phase", 4)))
    ministry.post(at("change_found", "found_result", added.pk), FIGURE | {"number": "240"})
    listed = text_of(ministry.get(at("found", 4)))
    ministry.post(at("remove_found", "found_result", added.pk))

    assert "Aizpildiet: Kurš dokuments to apliecina?" in text_of(missing)
    assert "230 dalībnieki Slaidi 238 dalībnieki Noslēguma pārskats pievienots 20.11.2026." in shown
    assert "Dalībnieki: 230 (Slaidi) un 238 (Noslēguma pārskats)." in shown
    assert "240" in listed
    assert list(phase.results.all()) == [recorded]


def test_a_gap_leads_to_the_form_with_what_it_is_about(ministry, phase, janis):
    indicator = planned_part(phase, janis, "found_indicator")

    report = ministry.get(at("report", 4)).content.decode()
    address = f"{at('add_found', 4, 'found_result')}?about={indicator.pk}"
    form = ministry.get(address).content.decode()

    assert address in report
    assert f'<option value="{indicator.pk}" selected' in form


def test_a_document_of_the_phase_is_kept_saved_and_removed(ministry, phase):
    given = files.given(name="Pārskats.pdf")
    file = SimpleUploadedFile(given.name, given.content)
    ministry.post(at("phase_documents", 4), {"words": "Noslēguma pārskats", "file": file})
    document = PhaseDocument.objects.get()

    shown = text_of(ministry.get(at("phase_documents", 4)))
    saved = ministry.get(at("phase_document", document.pk))
    for others in (colleague_elsewhere(), sign_in(Client(), MembershipFactory(role="national_coordinator"))):
        assert others.get(at("phase_document", document.pk)).status_code == 404
    ministry.post(at("remove_phase_document", document.pk), {"why_removed": "names_people"})

    assert "Noslēguma pārskats Pārskats.pdf" in shown
    assert saved.content == given.content
    assert not PhaseDocument.objects.exists()


@pytest.mark.parametrize("part", ["found_result", "found_deliverable", "found_indicator"])
def test_every_addition_has_its_form_for_the_keepers(ministry, phase, part):
    other = sign_in(Client(), MembershipFactory(role="national_coordinator"))

    assert ministry.get(at("add_found", 4, part)).status_code == 200
    assert other.get(at("add_found", 4, part)).status_code == 404
    assert ministry.get(at("add_found", 4, "goal")).status_code == 404
