"""The pages of the exchange with VIIS, the reduction plan, following a pupil who left, and joining two records."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khetene.kernel.models import AuditEntry
from tests.factories.accounts import sign_in
from tests.factories.earlyleaving import (
    followed,
    house,
    seen,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    return house()


@pytest.fixture
def inese(there):
    return sign_in(Client(), there.inese)


def main(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").find("main")


def errors(page):
    return [link["href"] for link in page.select(".govuk-error-summary a")]


def test_the_plan_for_reducing_early_leaving_from_the_school_to_the_municipality(there):
    head, coordinator = sign_in(Client(), there.head), sign_in(Client(), there.coordinator)
    when = {"due_on_day": "1", "due_on_month": "12", "due_on_year": "2026"}
    measure = {"aim": "environment", "words": "Rīta aplis", "responsible": "audzinātāja"} | when

    at = head.post(reverse("early:plan_reduction"), measure)["Location"]
    link = main(head.get(at)).select_one(".kh-row a")
    refused = main(head.post(link["href"], {"progress": "done", "words": ""}))
    head.post(link["href"], {"progress": "done", "words": "Notiek katru rītu."})

    assert errors(refused) == ["#id_words"]
    joined = main(coordinator.get(reverse("early:joined_reduction", args=[2026]))).get_text(" ", strip=True)
    assert "Notiek katru rītu." in joined
    assert head.get(reverse("early:joined_reduction", args=[2026])).status_code == 404


def test_a_pupil_who_left_is_followed_from_the_pupils_page_to_a_place(there, inese):
    pupil = seen(there)
    agreed = {"left_on": "2026-10-01", "agreed_on": "2026-10-05", "tracked_until": "2027-06-30"}
    days = {
        f"{name}_{part}": number
        for name, day in agreed.items()
        for part, number in zip(("year", "month", "day"), day.split("-"), strict=True)
    }

    at = inese.post(reverse("early:begin_following", args=[pupil.pk]), {"agreed_by": "representative"} | days)[
        "Location"
    ]
    refused = main(inese.post(f"{at}beigt/", {"ended_as": "placed", "placed": ""}))
    placed = {"placed_on_day": "9", "placed_on_month": "11", "placed_on_year": "2026"}
    inese.post(f"{at}beigt/", {"ended_as": "placed", "placed": "vocational"} | placed)

    assert errors(refused) == ["#id_placed_0"]
    assert "Profesionālajā izglītībā, 09.11.2026." in main(inese.get(at)).get_text(" ", strip=True)
    assert main(inese.get(reverse("early:pupil", args=[pupil.pk]))).find("a", href=at) is not None


def test_the_head_takes_a_file_in_after_seeing_what_it_changes(there):
    head = sign_in(Client(), there.head)
    pupil = seen(there, called="Elza")
    address = reverse("early:exchange")
    head_line = "record;name;semester;unexcused_lessons;counted_on"
    file = SimpleUploadedFile("viis.csv", f"{head_line}\n;Elza;2026-1;23;2026-11-02\n".encode())

    shown = main(head.post(address, {"file": file}))
    checked = shown.select_one("input[name=checked]")["value"]
    undecided = main(head.post(address, {"checked": checked, "line-2": ""}))
    decided = head.post(address, {"checked": checked, "line-2": str(pupil.pk)})

    assert [option["value"] for option in shown.select("select[name=line-2] option")] == [
        "",
        str(pupil.pk),
        "new",
        "skip",
    ]
    assert (errors(undecided), undecided.select_one("input[name=checked]")["value"]) == (["#id_line-2"], checked)
    assert decided["Location"] == reverse("early:pupils")
    page = main(head.get(reverse("early:pupil", args=[pupil.pk]))).get_text(" ", strip=True)
    assert "Neattaisnoti kavētās stundas 23" in page
    sent = head.get(reverse("early:exchange_file"), {"format": "csv"})
    assert sent["Cache-Control"] == "private, no-store"
    assert sent.content.decode("utf-8-sig").splitlines()[1].startswith(f"{pupil.pk};Elza;2026-1;23;2026-11-02")
    assert AuditEntry.objects.filter(verb="pupil.sent", object=pupil.pk).count() == 1


def test_one_undecided_row_keeps_the_other_answers(there):
    head = sign_in(Client(), there.head)
    pupils = {name: seen(there, called=name) for name in ("Elza", "Zane")}
    address = reverse("early:exchange")
    lines = "\n".join(f";{name};2026-1;23;2026-11-02" for name in pupils)
    file = SimpleUploadedFile("viis.csv", f"record;name;semester;unexcused_lessons;counted_on\n{lines}\n".encode())
    checked = main(head.post(address, {"file": file})).select_one("input[name=checked]")["value"]

    undecided = main(head.post(address, {"checked": checked, "line-2": str(pupils["Elza"].pk), "line-3": ""}))
    nobody = main(head.post(address, {"checked": checked, "line-2": "new", "line-3": "skip", "colleague": ""}))

    assert errors(undecided) == ["#id_line-3"]
    assert undecided.select_one("select[name=line-2] option[selected]")["value"] == str(pupils["Elza"].pk)
    assert errors(nobody) == ["#id_colleague"]


def test_nobody_is_asked_for_where_nobody_is_new(there):
    head = sign_in(Client(), there.head)
    pupil = seen(there, called="Elza")
    address = reverse("early:exchange")
    head_line = "record;name;semester;unexcused_lessons;counted_on"
    file = SimpleUploadedFile("viis.csv", f"{head_line}\n{pupil.pk};Elza;2026-1;23;2026-11-02\n".encode())

    shown = main(head.post(address, {"file": file}))
    checked = shown.select_one("input[name=checked]")["value"]

    assert shown.select("select") == []
    assert head.post(address, {"checked": checked})["Location"] == reverse("early:pupils")


def test_helping_on_is_offered_only_where_nobody_follows_yet(there, inese):
    pupil = seen(there)
    address = reverse("early:begin_following", args=[pupil.pk])
    at = reverse("early:pupil", args=[pupil.pk])
    before = main(inese.get(at)).find("a", href=address)
    following = followed(pupil, there)
    during = main(inese.get(at)).find("a", href=address)

    inese.post(reverse("early:end_following", args=[following.pk]), {"ended_as": "over", "placed": ""})

    assert (before is not None, during) == (True, None)
    shown = main(inese.get(reverse("early:following", args=[following.pk])))
    assert shown.find("a", href=address) is not None


def test_a_measure_is_corrected_and_the_old_words_deleted(there):
    head, coordinator = sign_in(Client(), there.head), sign_in(Client(), there.coordinator)
    when = {"due_on_day": "1", "due_on_month": "12", "due_on_year": "2026"}
    measure = {"aim": "environment", "words": "Saruna ar Pēteri", "responsible": "audzinātāja"} | when
    plan = head.post(reverse("early:plan_reduction"), measure)["Location"]
    at = main(head.get(plan)).select_one('.kh-row a[href$="labot/"]')["href"]

    assert head.post(at, measure | {"words": "Saruna ar skolēniem"})["Location"] == plan
    link = main(head.get(at)).select_one('a[href*="dzest"]')["href"]
    asked = main(head.get(link)).get_text()
    assert head.post(link, {"csrf": "1"})["Location"] == at

    assert "Saruna ar Pēteri" in asked
    assert "Pēteri" not in main(head.get(at)).get_text()
    assert (head.get(link).status_code, coordinator.get(at).status_code) == (404, 404)


def test_the_head_makes_two_records_of_one_pupil_one(there, inese):
    head = sign_in(Client(), there.head)
    pupil, twin = seen(there), seen(there)
    at = reverse("early:pupil", args=[pupil.pk])

    offer = main(head.get(at)).find("a", href=reverse("early:perhaps_the_same", args=[pupil.pk]))["href"]
    link = main(head.get(offer)).select_one(".kh-row a")["href"]
    unsaid = main(head.post(link, {"kept": str(pupil.pk), "reason": ""}))
    joined = head.post(link, {"kept": str(pupil.pk), "reason": "Viena klase, viens skolēns."})

    assert (errors(unsaid), joined["Location"]) == (["#id_reason"], at)
    assert "Viena klase, viens skolēns." in main(head.get(at)).get_text()
    assert "Viena klase" not in main(inese.get(at)).get_text()
    wipe = main(head.get(at)).select_one('a[href*="dzest"]')["href"]
    assert "Viena klase, viens skolēns." in main(head.get(wipe)).get_text()
    assert head.post(wipe, {"csrf": "1"})["Location"] == at
    assert "Viena klase" not in main(head.get(at)).get_text()
    assert [client.get(wipe).status_code for client in (head, inese)] == [404, 404]
    assert (inese.get(offer).status_code, head.get(reverse("early:pupil", args=[twin.pk])).status_code) == (404, 404)


def test_another_way_to_write_a_name_is_looked_for_without_the_address(there):
    head = sign_in(Client(), there.head)
    pupil, other = seen(there, called="Elza"), seen(there, called="Elza B.")
    at = reverse("early:perhaps_the_same", args=[pupil.pk])

    none, found = main(head.get(at, {"words": "Elza B."})), main(head.post(at, {"called": "elza b."}))

    link = reverse("early:join_pupils", args=[pupil.pk, other.pk])
    assert [[one["href"] for one in page.select(".kh-row a")] for page in (none, found)] == [[], [link]]
    assert [form["method"] for form in found.select("form")] == ["post"]
    assert errors(main(head.post(at, {"called": " "}))) == ["#id_called"]
