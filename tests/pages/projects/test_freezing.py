"""The coordinator freezes the report, and prints it again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from khetene.projects.models import FrozenReport
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.projects import amended, phase_of
from tests.pages.projects.test_pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def ministry(janis):
    return sign_in(Client(), janis)


def at(name, *args):
    return reverse(f"projects:{name}", args=args)


def test_a_report_is_frozen_printed_and_corrected_by_another_version(ministry, janis):
    phase = phase_of(janis)

    ministry.post(at("freeze_report", phase.ordinal))
    first = FrozenReport.objects.get()
    file = ministry.get(at("frozen_report", first.pk, "pdf"))
    unchanged = text_of(ministry.post(at("freeze_report", phase.ordinal), {"changed": "x"}))
    amended(phase, janis)
    silent = text_of(ministry.post(at("freeze_report", phase.ordinal), {"changed": ""}))
    ministry.post(at("freeze_report", phase.ordinal), {"changed": "Pievienoti grozījumi."})
    page = text_of(ministry.get(at("report", phase.ordinal)))

    assert file.content.startswith(b"%PDF-")
    assert file["Content-Disposition"] == f'attachment; filename="posms-{phase.ordinal}-versija-1.pdf"'
    assert "Kopš iepriekšējās versijas nekas nav mainījies" in unchanged
    assert "Uzrakstiet, kas mainījies" in silent
    assert "2. versija" in page
    assert "Pievienoti grozījumi. Mainīts: Grozījumi" in page


def test_only_what_was_frozen_is_printed(ministry, janis):
    phase = phase_of(janis)
    ministry.post(at("freeze_report", phase.ordinal))

    assert ministry.get(at("frozen_report", FrozenReport.objects.get().pk, "xlsx")).status_code == 404
