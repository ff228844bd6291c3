"""Pictures of a report as its writers add, see and withdraw them."""

from __future__ import annotations

import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document as Word

from khetene.proposals.models import ReportPicture
from tests.factories.accounts import sign_in
from tests.factories.pictures import drawn_png, of_activity
from tests.factories.proposals import granted, planned, writer
from tests.pages.proposals.test_pages import at, text_of

pytestmark = pytest.mark.django_db
ALT = "Seši krēsli puslokā."


@pytest.fixture
def sarma():
    return writer()


@pytest.fixture
def desk(sarma):
    return sign_in(Client(), sarma)


@pytest.fixture
def running(sarma):
    application, activity, _result, _line = planned(sarma)
    return granted(application, sarma), activity


def images_in(response):
    found = BeautifulSoup(response.content, "html.parser").find_all("img", class_="kh-figure__picture")
    return [(one["alt"], one["src"]) for one in found]


def test_a_picture_stands_beside_its_activity_and_in_the_word_document_until_it_is_withdrawn(desk, running):
    application, activity = running
    report = at("project_report", application.pk)
    given = {"shows": ALT, "recognisable": "nobody", "uses": ["network", "reports"]}
    desk.post(at("add_report_picture", activity.pk), given | {"file": SimpleUploadedFile("1.png", drawn_png())})
    picture = ReportPicture.objects.get()

    on_the_page = images_in(desk.get(report))
    file = desk.get(at("report_picture", picture.pk))
    word = desk.get(report, {"format": "docx"}).content
    told = text_of(desk.get(at("take_report_picture_away", picture.pk)))
    desk.post(at("take_report_picture_away", picture.pk), {"why_taken_away": "withdrawn"})
    later = desk.get(report, {"format": "docx"}).content

    assert on_the_page == [(ALT, at("report_picture", picture.pk))]
    assert (file["Content-Type"], file["Cache-Control"]) == ("image/png", "private, no-store")
    assert len(Word(io.BytesIO(word)).inline_shapes) == 1
    assert "Agrāk nosūtītās vai lejupielādētās atskaitēs attēls paliek." in told
    assert len(Word(io.BytesIO(later)).inline_shapes) == 0
    assert desk.get(at("report_picture", picture.pk)).status_code == 404


def test_what_waits_for_an_agreement_is_a_task_that_leads_to_its_release(desk, sarma, running):
    application, activity = running
    picture = of_activity(activity, sarma, shows=ALT, recognisable="children", uses=frozenset())

    page = desk.get(at("project_report", application.pk))

    task = BeautifulSoup(page.content, "html.parser").find("a", href=at("change_report_picture", picture.pk))
    assert task.text == f"“{ALT}”: attēlu nerāda, kamēr nav piekrituši visi, kas tajā redzami."
    assert images_in(page) == []
    assert images_in(desk.get(at("report_pictures", application.pk))) == []


def test_pictures_are_ordered_and_their_release_is_changed(desk, sarma, running):
    application, activity = running
    one, other = of_activity(activity, sarma, shows="A"), of_activity(activity, sarma, shows="B")

    desk.post(at("move_report_picture", other.pk), {"direction": "earlier"})
    desk.post(at("change_report_picture", one.pk), {"shows": "C", "recognisable": "nobody", "uses": ["network"]})

    shown = images_in(desk.get(at("report_pictures", application.pk)))
    assert [alt for alt, _source in shown] == ["B", "C"]


def test_a_picture_is_added_to_an_activity_of_a_running_project_alone(desk, sarma, running):
    draft, activity, result, _line = planned(sarma)

    assert desk.get(at("add_report_picture", activity.pk)).status_code == 404
    assert desk.get(at("add_report_picture", result.pk)).status_code == 404
    assert desk.get(at("report_pictures", draft.pk)).status_code == 404
    assert desk.get(at("add_report", running[1].pk, "picture")).status_code == 404
    assert desk.get(at("add_report_picture", running[1].pk)).status_code == 200
