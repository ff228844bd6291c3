"""A gathering as people see it: planned, announced, answered, attended, reported."""

from __future__ import annotations

import io
from datetime import timedelta

import docx
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.gatherings import actions
from khetene.gatherings.models import AgendaItem, Gathering, Participation, SameName
from khetene.guidance.models import Statement
from khetene.kernel import clock
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.gatherings import KindFactory, announced, came, on_the_list
from tests.factories.network import BodyFactory, holds, known, seat_in
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db
HIDDEN = "Kanārijputniņš"


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def ministry(janis):
    return sign_in(Client(), janis)


def text_of(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def plan_form(**changes):
    day = {"day": "1", "month": "12", "year": "2026"}
    whole = {f"{name}_{part}": value for name in ("starts_on", "ends_on") for part, value in day.items()}
    fields = {"kind": KindFactory().pk, "title": "Ekspertu sanāksme", "starts_at": "10.00", "ends_at": "15", **whole}
    return fields | {"mode": "onsite", "place": "Tukums"} | changes


def test_a_meeting_goes_from_the_plan_to_the_report(ministry, janis):
    velta = MembershipFactory(role="regional_expert")
    body = BodyFactory(organisation=janis.organisation)
    seat = seat_in(body, janis, territory_id=TerritoryFactory(name="Tukums").pk)
    holds(seat, known(janis, "Velta Roze", email=velta.user.email), janis, represents_id=velta.organisation_id)
    expert = sign_in(Client(), velta)

    at = ministry.post(reverse("gatherings:plan"), plan_form()).url
    gathering = Gathering.objects.get()
    ministry.post(reverse("gatherings:invite", args=[gathering.pk]), {"body": body.pk})
    row = Participation.objects.get()
    ministry.post(
        reverse("gatherings:add_agenda_item", args=[gathering.pk]),
        {
            "title": "Diskusija par skolām",
            "kind": "discussion",
            "day": "2026-12-01",
            "starts": "10:30",
            "minutes": "45",
            "speakers": [row.pk],
            "notes": "Vienojās par **divām** lietām:\n\n- pirmo\n- otro",
        },
    )
    ministry.post(reverse("gatherings:step", args=[gathering.pk]), {"decision": "announce"})
    assert "Jūs esat aicināts" in text_of(expert.get(reverse("gatherings:calendar")))
    expert.post(reverse("gatherings:my_reply", args=[gathering.pk]), {"decision": "accept", "needs": "Bez gaļas"})
    assert "uzrakstījis, kas vajadzīgs" in text_of(
        ministry.get(reverse("gatherings:participants", args=[gathering.pk]))
    )

    with clock.set_to(gathering.ends + timedelta(hours=1)):
        ministry.post(reverse("gatherings:presence", args=[gathering.pk, "2026-12-01"]), {"came": [row.pk]})
        ministry.post(reverse("gatherings:step", args=[gathering.pk]), {"decision": "held"})
        ministry.post(
            reverse("guidance:record") + f"?gathering={gathering.pk}",
            {"kind": "recommendation", "words": "Vajag palīgu.", "themes": ["education"], "occasion": "Sanāksme"},
        )
        shown = text_of(expert.get(at))
        report = ministry.get(reverse("gatherings:report", args=[gathering.pk]), {"format": "docx", "names": "yes"})

    assert Statement.objects.get().gathering_id == gathering.pk
    assert "Vajag palīgu." in shown
    assert "Sarakstā ir 1 rinda: 1 persona." in shown
    word = docx.Document(io.BytesIO(report.content))
    assert [line.text for line in word.paragraphs if line.style.name == "List Bullet"] == [
        "pirmo", "otro", "Vajag palīgu.",
    ]  # fmt: skip
    assert word.tables[-1].rows[1].cells[1].text.startswith("Velta Roze\n")


def test_a_plan_that_ends_before_it_begins_is_told_at_its_field_and_nothing_is_kept(ministry):
    answer = ministry.post(reverse("gatherings:plan"), plan_form(ends_at="9.00"))

    assert "Beigas nevar būt pirms sākuma." in text_of(answer)
    assert Gathering.objects.count() == 0


def test_a_time_that_is_none_is_told_with_an_example(ministry):
    answer = ministry.post(reverse("gatherings:plan"), plan_form(starts_at="pusdienās"))

    assert "Uzrakstiet stundas un minūtes, piemēram, 13.00." in text_of(answer)


def test_times_are_those_of_clocks_in_latvia_and_come_back_so(ministry):
    ministry.post(reverse("gatherings:plan"), plan_form())
    gathering = Gathering.objects.get()

    form = BeautifulSoup(ministry.get(reverse("gatherings:change", args=[gathering.pk])).content, "html.parser")

    assert gathering.starts.isoformat() == "2026-12-01T08:00:00+00:00"
    assert form.find(attrs={"name": "starts_at"})["value"] == "10.00"


def test_names_of_participants_reach_nobody_but_the_organiser(janis):
    gathering = announced(janis)
    on_the_list(gathering, janis, HIDDEN, position="vadītāja", roles=["speaker"])
    item = AgendaItem.objects.create(gathering=gathering, title="Ievads", kind="talk", notes="Teksts")
    item.speakers.set(Participation.objects.all())
    expert = sign_in(Client(), MembershipFactory(role="regional_expert"))
    report = reverse("gatherings:report", args=[gathering.pk])

    pages = [
        expert.get(reverse("gatherings:gathering", args=[gathering.pk])),
        expert.get(report),
        expert.get(report, {"names": "yes"}),
        expert.get(report, {"names": "yes", "format": "json"}),
        expert.get(reverse("gatherings:calendar_file", args=[gathering.pk])),
    ]
    word = expert.get(report, {"names": "yes", "format": "docx"})
    cells = [cell.text for table in docx.Document(io.BytesIO(word.content)).tables for cell in table._cells]

    assert [page.status_code for page in pages] == [200] * 5
    assert [page for page in pages if HIDDEN in page.content.decode()] == []
    assert [text for text in cells if HIDDEN in text] == []
    assert "vadītāja" in pages[1].content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "participants",
        "add_participant",
        "invite",
        "sign_in_sheet",
        "heads",
        "change",
        "step",
        "add_agenda_item",
        "add_section",
    ],
)
def test_the_organiser_s_pages_do_not_exist_for_another_ministry(janis, name):
    gathering = announced(janis)
    stranger = sign_in(Client(), MembershipFactory(role="national_coordinator"))

    assert stranger.get(reverse(f"gatherings:{name}", args=[gathering.pk])).status_code == 404


def test_a_long_list_of_participants_comes_in_pages(ministry, janis, monkeypatch):
    monkeypatch.setattr("khetene.web.desk.gatherings.views_list.ON_A_PAGE", 2)
    gathering = announced(janis)
    for number in range(5):
        on_the_list(gathering, janis, f"Viesis {number}")
    address = reverse("gatherings:participants", args=[gathering.pk])

    pages = [text_of(ministry.get(address, {"page": number})) for number in (1, 3)]

    assert [[number for number in range(5) if f"Viesis {number}" in page] for page in pages] == [[0, 1], [4]]
    assert "3. lapa no 3" in pages[1]


def test_one_name_on_two_rows_is_asked_on_the_page_and_settled_there(ministry, janis):
    gathering = announced(janis)
    on_the_list(gathering, janis, "Kristīne Liepa", position="eksperte")
    on_the_list(gathering, janis, "Kristīne Liepa", position="vadītāja")
    address = reverse("gatherings:participants", args=[gathering.pk])

    before = text_of(ministry.get(address))
    pair = SameName.objects.get()
    ministry.post(reverse("gatherings:same_name", args=[gathering.pk, pair.pk]), {"answer": "one"})
    after = text_of(ministry.get(address))

    assert "Sarakstā ir 2 rindas: 1 vai 2 personas." in before
    assert "Sarakstā ir 2 rindas: 1 persona." in after


def test_the_sheet_to_sign_has_a_line_for_everybody_and_empty_ones(ministry, janis):
    gathering = announced(janis, hours=30)
    on_the_list(gathering, janis, "Vija Ēriksone")
    gone = on_the_list(gathering, janis, "Dace Vītola")
    actions.reply(gone.pk, comes=False, actor=actor_of(janis))

    sheet = BeautifulSoup(ministry.get(reverse("gatherings:sign_in_sheet", args=[gathering.pk])).content, "html.parser")

    assert [len(table.select("tbody tr")) for table in sheet.select("table")] == [6, 6]
    assert "Dace" not in sheet.text


def test_what_is_written_in_a_report_is_never_a_script(ministry, janis):
    gathering = announced(janis)
    ministry.post(
        reverse("gatherings:add_section", args=[gathering.pk]),
        {"heading": "<script>alert(1)</script>", "text": "<script>alert(2)</script> **labi**"},
    )

    page = ministry.get(reverse("gatherings:report", args=[gathering.pk])).content.decode()

    assert "<script>alert" not in page
    assert "<strong>labi</strong>" in page


def test_a_draft_of_the_report_is_kept_while_it_is_typed(ministry, janis):
    gathering = announced(janis)
    key = f"section-{gathering.pk}"
    ministry.post(reverse("cases:keep_draft", args=[key]), {"heading": "Sāk", "text": "Vēl nav beigts"})

    page = ministry.get(reverse("gatherings:add_section", args=[gathering.pk]))

    assert "Vēl nav beigts" in page.content.decode()


def test_a_cancelled_gathering_says_why_to_everybody(ministry, janis):
    gathering = announced(janis)
    ministry.post(reverse("gatherings:step", args=[gathering.pk]), {"decision": "cancel", "reason": "Vētra."})
    expert = sign_in(Client(), MembershipFactory(role="regional_expert"))

    assert "Vētra." in text_of(expert.get(reverse("gatherings:gathering", args=[gathering.pk])))


def test_the_calendar_is_searched_by_words_kind_and_year(ministry, janis):
    announced(janis, title="Seminārs Talsos")
    announced(janis, title="Vizīte Valkā")
    address = reverse("gatherings:calendar")

    found = {
        query: "Seminārs Talsos" in text_of(ministry.get(f"{address}?{query}"))
        for query in ("words=talsos", "words=valk", "year=2026", "year=1999", "kind=expert-meeting", "kind=nav")
    }

    assert found == {
        "words=talsos": True, "words=valk": False, "year=2026": True, "year=1999": True,
        "kind=expert-meeting": True, "kind=nav": True,
    }  # fmt: skip


@pytest.mark.parametrize("rows", [1, 30])
def test_pages_ask_the_database_the_same_however_many_take_part(ministry, janis, rows, django_assert_max_num_queries):
    gathering = announced(janis, starts=clock.now() - timedelta(days=1), hours=2)
    people = [on_the_list(gathering, janis, f"Persona {number}", sector="state") for number in range(rows)]
    came(gathering, janis, *people)
    for number in range(rows):
        item = AgendaItem.objects.create(gathering=gathering, title=f"Punkts {number}", kind="talk", order=number)
        item.speakers.set(people[:2])
    pages = {"gathering": 24, "participants": 26, "report": 24, "calendar": 13}
    for name, most in pages.items():
        address = reverse(f"gatherings:{name}", args=[] if name == "calendar" else [gathering.pk])
        ministry.get(address)
        with django_assert_max_num_queries(most):
            ministry.get(address)


def test_before_the_day_the_annex_names_those_who_come(janis):
    gathering = announced(janis)
    for name, reply in (("Vija", "coming"), ("Oto", "declined"), ("Ņina", "waiting"), ("Ēvalds", "invited")):
        on_the_list(gathering, janis, f"{name} Ēriksone", reply=reply, may_be_listed=True)

    address = reverse("gatherings:report", args=[gathering.pk])
    report = sign_in(Client(), janis).get(address, {"format": "json"}).json()

    assert [line["who"] for line in report["participants"]] == ["Vija Ēriksone"]
