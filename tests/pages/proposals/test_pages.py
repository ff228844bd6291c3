"""Writing an application and its report, as people do it on the pages."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from docx import Document as Word

from khetene.monitoring.actions import Said, correct_value
from khetene.proposals import actions
from khetene.proposals.models import Application, Call, Citation, Piece, Version
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.guidance import coordinator, said
from tests.factories.monitoring import IndicatorFactory, entered
from tests.factories.proposals import begun, called, granted, planned, rowed, writer, wrote

pytestmark = pytest.mark.django_db
CANARY = "Kanārijputniņš"


@pytest.fixture
def sarma():
    return writer()


@pytest.fixture
def desk(sarma):
    return sign_in(Client(), sarma)


def at(name, *args):
    return reverse(f"proposals:{name}", args=args)


def text_of(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def day(name, text):
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), text.split(), strict=True))


def seen_in(response):
    return BeautifulSoup(response.content, "html.parser").find("input", attrs={"name": "seen"})["value"]


def test_somebody_who_never_wrote_one_begins_with_a_title_and_is_led_from_part_to_part(desk):
    home = text_of(desk.get(at("applications")))
    desk.post(at("begin"), {"title": "Kopā pie grāmatas 2027", "call": ""})
    application = Application.objects.get()

    page = text_of(desk.get(at("proposal", application.pk)))
    title = text_of(desk.get(at("proposal_part", application.pk, "title")))

    assert "Pieteikumu vēl nav" in home
    assert "Kopā pie grāmatas 2027" in page
    assert "Kāpēc nosaukumā ir gads 2027?" in title
    assert "Romu NVO projektu rakstīšanas apmācības, platformas slaidi, 2019" in title
    assert "Nākamā daļa: Projekta laiks" in title


def test_a_call_is_entered_corrected_and_chosen(desk, sarma):
    given = {
        "title": "Mazie projekti",
        "funder": "Fonds",
        "source": "Nolikums",
        "largest": "5 000",
        "own_percent": "10,5",
    }
    desk.post(at("add_call"), given)
    call = Call.objects.get()
    shown = desk.get(at("call", call.pk)).content.decode()
    refused = desk.post(at("call", call.pk), given | {"own_percent": "101"})
    application = begun(sarma)
    desk.post(at("choose_call", application.pk), {"call": str(call.pk)})

    assert 'value="5000"' in shown
    assert "Pašu daļa ir no 0 līdz 100 procentiem." in text_of(refused)
    assert "Pašu daļa: 10,5 %" in text_of(desk.get(at("proposal", application.pk)))


def test_two_writers_see_both_texts_side_by_side_and_nothing_is_lost(desk, sarma):
    egils = sign_in(Client(), writer(organisation=sarma.organisation))
    application = begun(sarma)
    address = at("proposal_part", application.pk, "aim")
    mine, his = seen_in(desk.get(address)), seen_in(egils.get(address))
    egils.post(address, {"text": "Egila teksts", "seen": his})

    stopped = desk.post(address, {"text": "Sarmas teksts", "seen": mine})
    page = text_of(stopped)
    saved = desk.post(address, {"text": "Abu teksts", "seen": seen_in(stopped)})

    assert stopped.status_code == 200
    assert "Kamēr rakstījāt, kāds šo daļu saglabāja." in page
    assert "Egila teksts" in page
    assert BeautifulSoup(stopped.content, "html.parser").find("textarea").text.strip() == "Sarmas teksts"
    assert saved.status_code == 302
    past = text_of(desk.get(at("part_history", application.pk, "aim")))
    assert past.index("Abu teksts") < past.index("Egila teksts")


def test_words_that_must_not_be_kept_are_deleted_after_a_question(desk, sarma):
    application = begun(sarma)
    wrote(application, sarma, "aim", "Palīdzēt Vijai")
    wrote(application, sarma, "aim", "Palīdzēt ģimenēm", seen=1)
    history = desk.get(at("part_history", application.pk, "aim"))
    (address,) = [link["href"] for link in BeautifulSoup(history.content, "html.parser").select("main .kh-card a")]

    asked = text_of(desk.get(address))
    told = text_of(desk.post(address, follow=True))

    assert "Palīdzēt Vijai" in asked
    assert "Vijai" not in told
    assert "Teksts ir izdzēsts pavisam." in told
    assert "Palīdzēt ģimenēm" in told


def test_a_draft_that_somebody_overtook_is_shown_beside_what_they_saved(desk, sarma):
    egils = sign_in(Client(), writer(organisation=sarma.organisation))
    application = begun(sarma)
    address = at("proposal_part", application.pk, "aim")
    key = re.search(r'data-keep-draft="([^"]+)"', desk.get(address).content.decode())[1]
    kept = desk.post(reverse("cases:keep_draft", args=[key]), {"text": "Melnraksts", "seen": "0"})
    egils.post(address, {"text": "Egila teksts", "seen": "0"})

    page = desk.get(address)

    assert kept.status_code == 204
    assert "Egila teksts" in text_of(page)
    assert BeautifulSoup(page.content, "html.parser").find("textarea").text.strip() == "Melnraksts"
    assert desk.post(address, {"text": "Kopā", "seen": seen_in(page)}).status_code == 302


def test_a_row_is_added_changed_and_taken_out(desk, sarma):
    application = begun(sarma)
    listed = at("proposal_part", application.pk, "line")
    line = {"words": "Grāmatas", "quantity": "12", "unit": "gab.", "price": "9,90", "grant": "100", "own": "18,00"}
    desk.post(at("add_row", application.pk, "line"), line)
    piece = Piece.objects.get(part="line")

    asked = text_of(desk.get(listed))
    desk.post(at("row", piece.pk), line | {"own": "18,80", "seen": "1"})
    silent = text_of(desk.get(listed))
    late = desk.post(at("row", piece.pk), {"decision": "remove", "seen": "1"}, follow=True)
    desk.post(at("row", piece.pk), {"decision": "remove", "seen": "2"})

    assert "“Grāmatas”: pēc daudzuma un cenas 118,80 €, pēc maksātājiem 118,00 €." in asked
    assert "pēc daudzuma un cenas" not in silent
    assert "Kamēr rakstījāt" in late.content.decode()
    assert "Vēl nekas nav uzrakstīts." in text_of(desk.get(listed))
    assert desk.get(at("row", piece.pk)).status_code == 404


def test_an_impossible_day_is_told_at_its_field(desk, sarma):
    address = at("proposal_part", begun(sarma).pk, "time")

    answer = desk.post(address, day("begins", "2 3 2027") | day("ends", "1 3 2027"))

    assert "Pēdējā diena nevar būt pirms pirmās." in text_of(answer)


def test_a_figure_is_found_cited_and_flagged_when_its_source_corrects_it(desk, sarma):
    janis, indicator = coordinator(), IndicatorFactory()
    value = entered(indicator, janis, document="CSP tabula IRE031", denominator="visi iedzīvotāji")
    application = begun(sarma)
    pick, listed = at("pick", application.pk, "need"), at("proposal_part", application.pk, "need")

    found = text_of(desk.get(pick, {"words": "iedzīvotaju"}))
    nothing = text_of(desk.get(pick, {"words": "ziloņi"}))
    unchosen = text_of(desk.post(pick, {}))
    desk.post(pick, {"choice": f"figure:{value.pk}"})
    twice = text_of(desk.post(pick, {"choice": f"figure:{value.pk}"}))
    cited = text_of(desk.get(listed))
    correction = Said(number=Decimal(4790), year=2022, source="CSP", source_kind="register", note="Labots")
    correct_value(value.pk, correction, actor=actor_of(janis))
    flagged = text_of(desk.get(listed))
    citation = Citation.objects.get()
    desk.post(at("citation", citation.pk), {"decision": "renew"})

    assert "4784 no: visi iedzīvotāji · CSP, CSP tabula IRE031, 2022" in found
    assert "Nekas nav atrasts" in nothing
    assert "Izvēlieties, ko citēt." in unchosen
    assert "Tas pieteikumā jau ir." in twice
    assert "[1] Cik iedzīvotāju: personas: 4784" in cited
    assert "avots to laboja. Tagad tur ir: personas: 4790" in flagged
    renewed = text_of(desk.get(listed))
    assert "4790" in renewed
    assert "avots to laboja" not in renewed
    desk.post(at("citation", citation.pk), {"decision": "take_out"})
    assert desk.get(at("citation", citation.pk)).status_code == 404


def test_a_gap_is_no_choice_and_cannot_be_cited(desk, sarma):
    gap = entered(IndicatorFactory(), coordinator(), None, gap="suppressed", note="Mazs skaits")
    application = begun(sarma)
    pick = at("pick", application.pk, "need")

    page = text_of(desk.get(pick))
    refused = text_of(desk.post(pick, {"choice": f"figure:{gap.pk}"}))

    assert "Nekas nav atrasts" in page
    assert "Šo skaitli nevar citēt" in refused
    assert not Citation.objects.exists()


@pytest.mark.parametrize(
    "choice", ["", "figure:", "quotation:x", "quotation:00000000-0000-0000-0000-000000000000", "x:y"]
)
def test_what_is_no_choice_is_refused_in_words(desk, sarma, choice):
    answer = desk.post(at("pick", begun(sarma).pk, "need"), {"choice": choice})

    assert answer.status_code == 200
    assert not Citation.objects.exists()


def test_what_was_only_said_here_has_no_document_and_is_no_quotation(desk, sarma):
    said(coordinator(), "Vajag telpas.")

    page = text_of(desk.get(at("pick", begun(sarma).pk, "need"), {"behind": "quotation"}))

    assert "Vajag telpas." not in page


def whole_story(sarma):
    """A project that runs: planned, granted, one evening told, one payment."""
    application, activity, result, line = planned(sarma, called(sarma))
    wrote(application, sarma, "need", "Skolēni pamet skolu [1].")
    value = entered(IndicatorFactory(), coordinator())
    actions.cite(application.pk, "need", f"figure:{value.pk}", actor=actor_of(sarma))
    return application, activity, result, line


def test_the_application_comes_as_word_and_pdf_with_its_sources_and_open_questions(desk, sarma):
    application, *_rest = whole_story(sarma)
    address = at("review", application.pk)

    page = text_of(desk.get(address))
    word = Word(io.BytesIO(desk.get(address, {"format": "docx"}).content))
    pdf = desk.get(address, {"format": "pdf"}).content

    said_in_word = [paragraph.text for paragraph in word.paragraphs]
    cells = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert "Kas būs citādi, kad projekts būs beidzies?" in page
    assert "Kas būs citādi, kad projekts būs beidzies?" in said_in_word
    assert "[1] Cik iedzīvotāju: personas: 4784" in said_in_word
    assert "[1] CSP, CSP tabula, 2022" in said_in_word
    assert "Kas: Skolotāja" in said_in_word
    assert ["Skolotāja", "100 stundas × 10,00\xa0€", "900,00\xa0€", "100,00\xa0€", "1000,00\xa0€"] in cells
    assert cells[-1] == ["Kopā", "", "900,00\xa0€", "100,00\xa0€", "1000,00\xa0€"]
    assert pdf[:5] == b"%PDF-"


def test_after_the_grant_the_report_grows_and_names_what_is_missing(desk, sarma):
    application, activity, result, line = whole_story(sarma)
    desk.post(at("proposal_step", application.pk), {"state": "sent"})
    unsaid = text_of(desk.post(at("proposal_step", application.pk), {"state": "granted", "granted": ""}))
    desk.post(at("proposal_step", application.pk), {"state": "granted", "granted": "900", "agreement": "KP-17"})
    report = at("project_report", application.pk)

    desk.post(at("add_report", activity.pk, "done"), {"words": "Lasījām kopā", "people": "9"})
    desk.post(at("add_report", line.pk, "spent"), day("on", "5 4 2027") | {"amount": "100,10", "document": "Rēķins 17"})
    rowed(application, sarma, "picture", about=activity, words="Vakars", kept="mape", release="missing")
    desk.post(at("add_report", result.pk, "reached"), {"number": "17", "how": "žurnāls"})
    page = text_of(desk.get(report))
    word = Word(io.BytesIO(desk.get(report, {"format": "docx"}).content))

    assert "Uzrakstiet, kāda summa ir piešķirta." in unsaid
    assert "“Mājasdarbu klubs”: kurā dienā, un cik cilvēku atnāca?" in page
    assert "“Vakars”: attēlu nerāda, kamēr nav piekrituši visi, kas tajā redzami." in page
    assert "Samaksāts: 100,10 €" in page
    cells = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert ["Nodarbības", "50 nodarbības", "17", "žurnāls"] in cells
    assert ["Skolotāja", "1000,00\xa0€", "100,10\xa0€", "899,90\xa0€"] in cells
    assert "diena nav uzrakstīta: 9 personas. Lasījām kopā." in [one.text for one in word.paragraphs]
    assert desk.get(report, {"format": "pdf"}).content[:5] == b"%PDF-"


def test_a_closed_project_is_read_and_no_longer_written(desk, sarma):
    application, activity, _result, _line = planned(sarma)
    granted(application, sarma)
    done = rowed(application, sarma, "done", about=activity, words="Notika")
    desk.post(at("proposal_step", application.pk), {"state": "closed"})

    assert "Notika" in text_of(desk.get(at("project_report", application.pk)))
    assert desk.get(at("add_report", activity.pk, "done")).status_code == 404
    answer = desk.post(at("row", done.pk), {"words": "Citādi", "seen": "1"})
    assert "Atskaite sāk augt" in text_of(answer)
    assert Version.objects.filter(piece=done).count() == 1


def test_a_sent_plan_is_shown_without_a_form(desk, sarma):
    application, *_rest = whole_story(sarma)
    desk.post(at("proposal_step", application.pk), {"state": "sent"})

    for part in ("need", "activity", "title"):
        page = desk.get(at("proposal_part", application.pk, part))
        assert "To vairs nemaina." in text_of(page)
        assert not BeautifulSoup(page.content, "html.parser").find("main").find("form")


@pytest.mark.parametrize("role", ["project_writer", "mediator", "supervisor", "national_coordinator"])
def test_nobody_of_another_organisation_learns_that_it_is_there(sarma, role):
    application, activity, _result, line = planned(sarma, called(sarma, title=CANARY))
    wrote(application, sarma, "aim", CANARY)
    citation = actions.cite(
        application.pk, "need", f"figure:{entered(IndicatorFactory(), coordinator()).pk}", actor=actor_of(sarma)
    )
    granted(application, sarma)
    stranger = sign_in(Client(), MembershipFactory(role=role))

    for address in (
        at("proposal", application.pk),
        at("choose_call", application.pk),
        at("review", application.pk),
        at("proposal_step", application.pk),
        at("project_report", application.pk),
        at("proposal_part", application.pk, "aim"),
        at("add_row", application.pk, "line"),
        at("part_history", application.pk, "aim"),
        at("pick", application.pk, "need"),
        at("row", activity.pk),
        at("add_report", line.pk, "spent"),
        at("citation", citation.pk),
        at("call", application.call_id),
    ):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, {"text": "x", "words": "x", "state": "closed"}).status_code in (404, 405)
    assert CANARY not in stranger.get(at("applications")).content.decode()


@pytest.mark.parametrize("role", ["case_worker", "school_staff", "data_protection_officer", "auditor"])
def test_who_writes_no_projects_finds_no_page(sarma, role):
    colleague = sign_in(Client(), MembershipFactory(role=role, organisation=sarma.organisation))

    assert colleague.get(at("applications")).status_code == 404
    assert colleague.get(at("proposal", begun(sarma).pk)).status_code == 404


@pytest.mark.parametrize("part", ["done", "x", "line"])
def test_a_part_that_is_not_there_is_not_found(desk, sarma, part):
    application = begun(sarma)

    assert desk.get(at("pick", application.pk, part)).status_code == 404
    assert desk.get(at("proposal_part", application.pk, "done")).status_code == 404
    assert desk.get(at("project_report", application.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_price_of_a_page_does_not_grow_with_its_rows(desk, sarma, count, django_assert_num_queries):
    made = [whole_story(sarma) for _each in range(count)]
    application, *_rest = made[0]
    for number in range(count):
        rowed(application, sarma, "activity", words=f"Darbība {number}")
        value = entered(IndicatorFactory(), coordinator())
        actions.cite(application.pk, "need", f"figure:{value.pk}", actor=actor_of(sarma))
    desk.get(at("applications"))

    with django_assert_num_queries(HOME):
        desk.get(at("applications"))
    with django_assert_num_queries(APPLICATION):
        desk.get(at("proposal", application.pk))


HOME, APPLICATION = 5, 5
