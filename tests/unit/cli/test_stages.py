"""`make demo STAGE=…`: the person who stands at that moment opens the page on which they go on."""

from __future__ import annotations

import re
import runpy

import pytest
import yaml
from django.conf import settings
from django.test import Client

from khetene.accounts.models import Membership
from khetene.cases.models import Case
from khetene.cli import stages
from khetene.kernel.errors import DomainError
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import UserFactory, sign_in

pytestmark = pytest.mark.usefixtures("latvia")
# What only this moment shows to this person.
SHOWN = {
    "first-visit": "Ilgi bez darba, grib strādāt mežā.",
    "referred": "Haris",
    "month-signed": "Visvairāk jautāja par darbu un dokumentiem.",
    "report-due": "Dziesmu vakari",
}


@pytest.fixture(autouse=True)
def _demonstration_allowed(settings):
    settings.DEMO, settings.DEMO_SECOND_FACTOR = True, "KHETENEDEMOKOPAKHETENEDEMOKOPA23"


@pytest.mark.parametrize("stage", stages.STAGES)
def test_the_person_of_a_stage_opens_its_page_and_finds_that_moment(stage):
    moment = stages.load(stage)

    browser = sign_in(Client(), Membership.objects.get(user__email=moment.email), second_factor=True)
    page = browser.get(moment.page)

    assert page.status_code == 200
    assert SHOWN[stage] in page.content.decode()


def test_a_stage_is_loaded_once_and_told_again():
    moment = stages.load("first-visit")
    entries = AuditEntry.objects.count()

    assert stages.load("first-visit") == moment
    assert AuditEntry.objects.count() == entries


def test_nothing_is_loaded_where_somebody_works():
    UserFactory.create()

    with pytest.raises(DomainError, match=re.escape("DomainError")) as refusal:
        stages.load("referred")

    assert "make demo STAGE=referred" in str(refusal.value.message)
    assert not Case.objects.exists()


def test_one_stage_is_not_loaded_over_another():
    stages.load("first-visit")

    with pytest.raises(DomainError):
        stages.load("referred")


def test_the_command_tells_whom_to_sign_in_as_and_which_page_to_open(khetene):
    said = khetene("demo", "report-due", "--prepare", "--port", "9000")

    assert said.code == 0
    assert "sarma@khetene.example" in said.out
    assert re.search(r"http://localhost:9000/\S+/atskaite/", said.out)


def test_make_knows_the_same_stages_and_every_one_has_its_story(monkeypatch):
    monkeypatch.syspath_prepend(str(settings.ROOT / "scripts"))
    known = runpy.run_path(str(settings.ROOT / "scripts" / "run.py"), run_name="looked_at")["STAGES"]
    told = yaml.safe_load((settings.ROOT / "demo" / "stages.yaml").read_text(encoding="utf-8"))

    assert list(known) == list(stages.STAGES) == list(told)
    assert f"(STAGE={'|'.join(known)})" in (settings.ROOT / "Makefile").read_text(encoding="utf-8")
