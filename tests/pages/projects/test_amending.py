"""A coordinator amends a phase: change by change, two at once, and everybody reads the plan as it was."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from khetene.projects import actions, reads
from khetene.projects.models import Amendment, PhaseDocument, PreparedAmendment
from tests.factories import files
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.projects import agreed, amended, change, prepared, signed
from tests.pages.projects.test_pages import at, colleague_elsewhere, text_of

pytestmark = pytest.mark.django_db
SIGNED = {"agreed_on_day": "20", "agreed_on_month": "11", "agreed_on_year": "2026", "document": "Vienošanās Nr. 1"}


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def phase(janis):
    return agreed(janis)


@pytest.fixture
def ministry(janis):
    return sign_in(Client(), janis)


def file():
    given = files.given(name="Vienošanās.pdf")
    return SimpleUploadedFile(given.name, given.content)


def digest_in(found, janis, at=0):
    """What the page of one change keeps of what was on the screen."""
    return reads.prepared(found.pk, actor=actor_of(janis)).changes[at].digest


def test_money_moves_by_an_amendment_that_is_written_agreed_and_read(ministry, phase):
    line = phase.lines.get()
    ministry.post(at("add_amendment", 8), {"words": "Telpas maksā vairāk."})
    found = PreparedAmendment.objects.get()
    part = "change", found.pk, "line", line.pk
    ministry.post(at(*part), {"code": "A1", "words": "Sanāksmes", "planned": "900,01", "seen": ""})
    broken = ministry.post(at("agree_amendment", found.pk), SIGNED | {"file": file()})
    ministry.post(at("add_change", found.pk, "line"), {"code": "B1", "words": "Telpas", "planned": "100"})
    shown = text_of(ministry.get(at("prepared_amendment", found.pk)))
    answer = ministry.post(at("agree_amendment", found.pk), SIGNED | {"file": file()}, follow=True)

    assert "Budžeta rindas no finansējuma atšķiras par 100,00 €." in text_of(broken).replace("\xa0", " ")
    assert "Plānotā summa: 1000,01 € → 900,01 €" in shown.replace("\xa0", " ")
    assert "Grozījumi Nr. 1, 20.11.2026. Telpas maksā vairāk. Vienošanās Nr. 1 Vienošanās.pdf" in text_of(answer)
    assert "A1 Sanāksmes 900,01 € Sākumā 1000,01 €" in text_of(ministry.get(at("phase", 8))).replace("\xa0", " ")
    assert (Amendment.objects.get().number, PreparedAmendment.objects.count()) == (1, 0)


def test_without_the_signed_file_the_field_says_so(ministry, phase, janis):
    found = prepared(phase, janis)

    answer = text_of(ministry.post(at("agree_amendment", found.pk), SIGNED))

    assert "Parakstītais dokuments kā fails" in answer
    assert not Amendment.objects.exists()


def test_who_saves_second_sees_what_stands_and_saves_again(ministry, phase, janis):
    indicator, found = phase.indicators.get(), prepared(phase, janis)
    change(found, janis, "indicator", indicator, target=80)
    mine = {"words": "dalībnieki", "target": "60", "source": "Līgums", "seen": ""}
    address = at("change", found.pk, "indicator", indicator.pk)

    told = ministry.post(address, mine)
    seen = reads.change(found.pk, "indicator", indicator.pk, actor=actor_of(janis))[1]
    again = ministry.post(address, mine | {"seen": seen})

    assert "Kamēr rakstījāt, kāds cits to saglabāja." in text_of(told)
    assert "Iecerēts: 100 → 80" in text_of(told)
    assert (f'value="{seen}"' in told.content.decode(), 'value="60"' in told.content.decode()) == (True, True)
    assert again.status_code == 302
    assert PreparedAmendment.objects.get().changes[0]["after"] == {"target": 60}


def test_something_is_taken_out_put_back_and_the_amendment_discarded(ministry, phase, janis):
    goal, found = phase.goals.get(), prepared(phase, janis)

    asked = text_of(ministry.get(at("drop_planned", found.pk, "goal", goal.pk)))
    ministry.post(at("drop_planned", found.pk, "goal", goal.pk))
    dropped = PreparedAmendment.objects.get().changes[0]["kind"]
    ministry.post(at("take_change_back", found.pk, "goal", goal.pk), {"seen": digest_in(found, janis)})
    back = PreparedAmendment.objects.get().changes
    ministry.post(at("amendment_reason", found.pk), {"words": "Cits iemesls", "seen": found.words})
    reason = PreparedAmendment.objects.get().words
    ministry.post(at("discard_amendment", found.pk))

    assert "Sadarbība" in asked
    assert (dropped, back, reason) == ("dropped", [], "Cits iemesls")
    assert not PreparedAmendment.objects.exists()


@pytest.mark.parametrize("part", ["head", "places", "goal", "activity", "line", "indicator", "deliverable"])
def test_every_part_of_a_plan_has_its_form(ministry, phase, janis, part):
    found = prepared(phase, janis)
    thing = phase if part in ("head", "places") else reads.prepared(found.pk, actor=actor_of(janis)).things[part][0]

    answer = ministry.get(at("change", found.pk, part, getattr(thing, "pk", None) or thing.key))

    assert answer.status_code == 200


def test_everybody_reads_the_amendments_and_the_plan_as_it_was_but_no_amount(phase, janis):
    amended(phase, janis, ("goal", phase.goals.get(), {"words": {"lv": "Dialogs"}}))
    reader = colleague_elsewhere()

    listed = text_of(reader.get(at("amendments", 8)))
    first = text_of(reader.get(at("plan_on_a_day", 8)))
    later = text_of(reader.get(at("plan_on_a_day", 8), {"on_day": "1", "on_month": "5", "on_year": "2027"}))
    wrong = reader.get(at("plan_on_a_day", 8), {"on_day": "32", "on_month": "5", "on_year": "2027"})

    assert "Formulējums: Sadarbība → Dialogs" in listed
    assert ("Sadarbība" in first, "Dialogs" in first) == (True, False)
    assert "Plāns 01.05.2027." in later
    assert "Dialogs" in later
    assert "Tāda datuma nav." in text_of(wrong)
    assert PhaseDocument.objects.exists()
    assert "Vienošanās.pdf" not in listed


def test_an_amendment_that_is_written_is_there_for_its_keepers_alone(phase, janis):
    found = prepared(phase, janis)
    other = sign_in(Client(), MembershipFactory(role="national_coordinator"))

    for name, *args in (
        ("prepared_amendment",),
        ("amendment_reason",),
        ("agree_amendment",),
        ("discard_amendment",),
        ("add_change", "goal"),
        ("change", "goal", phase.goals.get().pk),
        ("drop_planned", "goal", phase.goals.get().pk),
    ):
        assert other.get(at(name, found.pk, *args)).status_code == 404
    assert found.words not in other.get(at("amendments", 8)).content.decode()


@pytest.mark.parametrize("name", ["drop_planned", "take_change_back"])
def test_a_change_that_somebody_else_saved_meanwhile_is_not_taken_away_unseen(ministry, phase, janis, name):
    indicator = phase.indicators.get()
    found = prepared(phase, janis, ("indicator", indicator, {"target": 70}))
    seen = digest_in(found, janis)
    change(found, janis, "indicator", indicator, target=80)
    address = at(name, found.pk, "indicator", indicator.pk)

    told = ministry.post(address, {"seen": seen})
    kept = PreparedAmendment.objects.get().changes[0]["after"]
    again = ministry.post(address, {"seen": digest_in(found, janis)})

    assert "Kamēr rakstījāt, kāds cits to saglabāja." in text_of(told)
    assert "Iecerēts: 100 → 80" in text_of(told)
    assert kept == {"target": 80}
    assert again.status_code == 302


def test_an_activity_is_added_where_there_is_no_goal_to_choose(ministry, phase, janis):
    phase.goals.all().delete()
    found = prepared(phase, janis)

    answer = ministry.post(at("add_change", found.pk, "activity"), {"words": "Konference"})
    ministry.post(at("agree_amendment", found.pk), SIGNED | {"file": file()})

    assert answer.status_code == 302
    assert [str(one.words) for one in phase.activities.order_by("order")] == ["Ekspertu sanāksmes", "Konference"]


def test_what_something_else_hangs_on_is_not_taken_back_first(ministry, phase, janis):
    found = prepared(phase, janis)
    ministry.post(at("add_change", found.pk, "activity"), {"words": "Konference"})
    activity = PreparedAmendment.objects.get().changes[0]["key"]
    ministry.post(at("add_change", found.pk, "deliverable"), {"words": "Ceļvedis", "activity_id": activity})
    seen = {"seen": digest_in(found, janis)}

    answer = ministry.post(at("take_change_back", found.pk, "activity", activity), seen)

    assert "Uz to atsaucas kas cits šajā posmā." in text_of(answer)
    assert len(PreparedAmendment.objects.get().changes) == 2


def test_an_amendment_is_not_agreed_on_a_day_that_has_not_come(ministry, phase, janis):
    found = prepared(phase, janis)

    answer = ministry.post(at("agree_amendment", found.pk), SIGNED | {"agreed_on_day": "21", "file": file()})

    assert "Šī diena vēl nav pienākusi." in text_of(answer)
    assert not Amendment.objects.exists()


def test_of_a_thing_that_another_amendment_dropped_the_change_can_only_be_taken_back(ministry, phase, janis):
    indicator = phase.indicators.get()
    first, found = prepared(phase, janis), prepared(phase, janis, ("indicator", indicator, {"target": 60}))
    actions.drop(first.pk, "indicator", indicator.pk, actor=actor_of(janis))
    signed(first, janis)

    shown = ministry.get(at("prepared_amendment", found.pk)).content.decode()

    leads = [
        name
        for name in ("change", "take_change_back")
        if f'href="{at(name, found.pk, "indicator", indicator.pk)}"' in shown
    ]
    assert leads == ["take_change_back"]
