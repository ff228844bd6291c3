"""Pictures of a practice as people add, see and withdraw them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khetene.guidance import actions
from khetene.guidance.models import PracticePicture
from khetene.kernel.workbooks import first_sheet
from tests.factories import files
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.guidance import PracticeFactory, coordinator
from tests.factories.pictures import ADULTS, of_practice
from tests.pages.guidance.test_pages import text_of

pytestmark = pytest.mark.django_db
ALT = "Divi cilvēki lasa pie galda."


@pytest.fixture
def janis():
    return coordinator()


@pytest.fixture
def ministry(janis):
    return sign_in(Client(), janis)


@pytest.fixture
def practice():
    return PracticeFactory()


def at(name, *args):
    return reverse(f"guidance:{name}", args=args)


def day(name, text):
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), text.split(), strict=True))


def sent(client, practice, **more):
    given = {"shows": ALT, "recognisable": "nobody", "uses": ["network"], **more}
    given.setdefault("file", SimpleUploadedFile("Marta IMG_1.png", files.png(), "text/html"))
    return client.post(at("add_picture", practice.pk), given)


def image_in(response):
    return BeautifulSoup(response.content, "html.parser").find("img", class_="kh-figure__picture")


def test_a_picture_is_added_shown_with_its_words_made_public_and_withdrawn(ministry, practice):
    agreed = {"recognisable": "adults", "given_how": "spoken", "vouched_by": "bibliotēkas vadītāja"}
    sent(
        ministry, practice, caption="Lasām kopā", **agreed, **day("agreed_on", "1 11 2026"), **day("until", "1 11 2027")
    )
    picture = PracticePicture.objects.get()
    colleague = sign_in(Client(), MembershipFactory(role="case_worker"))

    inside = image_in(colleague.get(at("practice", practice.pk)))
    ministry.post(at("show_publicly", practice.pk), {"looked": "on"})
    before = image_in(Client().get(at("public_practice", practice.pk)))
    kept = {"shows": ALT, **agreed, **day("agreed_on", "1 11 2026"), **day("until", "1 11 2027"), "uses": ["public"]}
    ministry.post(at("change_picture", picture.pk), kept)
    outside = image_in(Client().get(at("public_practice", practice.pk)))
    hidden = image_in(colleague.get(at("practice", practice.pk)))
    ministry.post(at("take_picture_away", picture.pk), {"why_taken_away": "withdrawn"})

    assert (inside["alt"], inside["src"]) == (ALT, at("practice_picture", picture.pk))
    assert before is None
    assert (outside["alt"], outside["src"]) == (ALT, at("public_picture", picture.pk))
    assert hidden is None
    assert Client().get(at("public_picture", picture.pk)).status_code == 404
    assert image_in(Client().get(at("public_practice", practice.pk))) is None


def test_a_picture_inside_a_page_runs_nothing_and_is_kept_nowhere(ministry, practice):
    sent(ministry, practice)

    answer = ministry.get(at("practice_picture", PracticePicture.objects.get().pk))

    assert {name: answer[name] for name in ("Content-Type", "X-Content-Type-Options", "Content-Disposition")} == {
        "Content-Type": "image/png",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": "inline",
    }
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_public_picture_is_kept_by_browsers_for_five_minutes(ministry, practice, janis):
    picture = of_practice(practice, janis, **ADULTS | {"uses": frozenset({"public"})})
    actions.show_publicly(practice.pk, public=True, actor=actor_of(janis))

    answer = Client().get(at("public_picture", picture.pk))

    assert (answer.status_code, answer["Cache-Control"]) == (200, "public, max-age=300")
    assert "Set-Cookie" not in answer.headers


def test_a_picture_without_agreement_stands_in_the_list_without_itself(ministry, practice):
    refused = text_of(sent(ministry, practice, recognisable="children"))
    sent(ministry, practice, recognisable="children", uses=[])

    listed = ministry.get(at("practice_pictures", practice.pk))

    assert "Pasakiet, kā piekrita attēlā redzamie cilvēki." in refused
    assert "netiek rādīts: vēl neviens nav piekritis" in text_of(listed)
    assert image_in(listed) is None
    assert ministry.get(at("practice_picture", PracticePicture.objects.get().pk)).status_code == 404


def test_the_order_is_changed_by_buttons(ministry, practice, janis):
    first, second = of_practice(practice, janis), of_practice(practice, janis)

    ministry.post(at("move_picture", first.pk), {"direction": "later"})

    images = BeautifulSoup(ministry.get(at("practice", practice.pk)).content, "html.parser").select("figure img")
    assert [one["src"] for one in images] == [at("practice_picture", one.pk) for one in (second, first)]


def test_who_withdraws_is_told_what_cannot_be_taken_back(ministry, practice, janis):
    picture = of_practice(practice, janis)

    page = text_of(ministry.get(at("take_picture_away", picture.pk)))
    unsaid = text_of(ministry.post(at("take_picture_away", picture.pk), {}))

    assert "Ko citi saglabāja vai izdrukāja, to atsaukt nevar." in page
    assert "Izvēlieties: Kāpēc attēlu noņem?" in unsaid
    assert PracticePicture.objects.count() == 1


def test_a_practice_that_is_not_public_is_not_found_by_strangers(practice):
    assert Client().get(at("public_practice", practice.pk)).status_code == 404
    assert "Publiski vēl nav parādīta neviena prakse." in text_of(Client().get(at("public_practices")))


def test_practices_as_a_file_name_how_many_pictures_are_shown(ministry, practice, janis):
    of_practice(practice, janis)
    of_practice(practice, janis, recognisable="adults", uses=frozenset())

    found = ministry.get(at("practices"), {"format": "json"}).json()["practices"]
    head, *lines = first_sheet(ministry.get(at("practices"), {"format": "xlsx"}).content)

    assert [(one["title"], one["pictures"]) for one in found] == [("Atbalsta persona", 1)]
    assert (head[-1], [line[-1] for line in lines]) == ("Attēli", [1])
