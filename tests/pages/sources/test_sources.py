"""The page of sources: every document, what it states, and the way to where it is kept."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.gatherings import reads as gatherings
from khetene.gatherings.models import Gathering
from khetene.guidance import reads as guidance
from khetene.guidance.models import Statement
from khetene.monitoring import reads as monitoring
from khetene.monitoring.models import Indicator
from khetene.projects import reads as projects
from khetene.sources import reads
from khetene.sources.models import SourceRecord
from tests.factories.accounts import MembershipFactory, actor_of, sign_in

pytestmark = pytest.mark.usefixtures("latvia")
FIVE = ["s001", "s000", "s002", "s004", "s003"]


@pytest.fixture
def somebody():
    return MembershipFactory(role="regional_expert")


@pytest.fixture
def desk(somebody):
    return sign_in(Client(), somebody)


def main(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").find("main")


def text_of(element):
    return " ".join(element.get_text(" ").split())


def shown_of(desk, slug):
    return main(desk.get(reverse("sources:document_behind", args=[slug])))


def test_the_five_documents_are_listed_the_oldest_first(desk):
    page = main(desk.get(reverse("sources:documents_behind")))

    links = [link["href"] for link in page.select(".kh-card a")]
    assert links == [reverse("sources:document_behind", args=[slug]) for slug in FIVE]


def test_a_document_shows_every_record_that_was_taken_out_of_it_with_words_and_number(desk):
    for slug in FIVE:
        rows = {item["id"]: text_of(item) for item in shown_of(desk, slug).select("li.kh-row")}
        taken = list(SourceRecord.objects.filter(document__slug=slug).order_by("order"))

        assert set(rows) == {row.record for row in taken}
        assert [row.record for row in taken if row.words not in rows[row.record]] == []


def test_a_number_stands_with_its_unit_as_it_is_printed(somebody):
    rows = {
        row.record: row.figure
        for slug in ("s001", "s003")
        for group in reads.document(slug, actor=actor_of(somebody)).groups
        for row in group.rows
    }

    assert (rows["st-13"], rows["st-08"], rows["st-02"]) == ("39,81 milj. EUR", "7000 personas", "17,2 %")
    assert rows["st-30"].replace("\xa0", " ") == "14 536 riski"


def test_each_record_leads_to_the_page_that_keeps_it(desk):
    statement = Statement.objects.get(slug="s003-d-r4")
    row = shown_of(desk, "s003").find(id="s003-d-r4")

    assert row.a["href"] == reverse("guidance:statement", args=[statement.pk])
    assert "II daļa, „Pumpurs”, 2. risinājums · ieteikumu reģistrā" in text_of(row)


def test_every_link_of_the_list_opens(desk):
    """One of each part that keeps something: a link must not end in nothing."""
    opened = {}
    for slug in FIVE:
        for link in shown_of(desk, slug).select("li.kh-row a"):
            opened.setdefault(link["href"].split("/")[1], link["href"])

    assert {href: desk.get(href).status_code for href in opened.values()} == dict.fromkeys(opened.values(), 200)
    assert len(opened) == 8


def test_a_body_that_only_its_keeper_sees_is_named_and_not_linked(desk):
    row = shown_of(desk, "s000").find(id="nw-women")

    assert row.a is None
    assert "tīkla lapās: Aktīvo sieviešu tīkls" in text_of(row)


def test_what_is_not_kept_says_why(desk):
    row = shown_of(desk, "s003").find(id="st-40")

    assert "nav pārņemts" in text_of(row)
    assert "Skaitlis ir tik mazs, ka cilvēku varētu pazīt." in text_of(row)
    assert row.strong is None


def test_the_price_does_not_grow_with_the_records(somebody, django_assert_num_queries):
    actor = actor_of(somebody)
    with django_assert_num_queries(2):
        reads.documents(actor=actor)
    with django_assert_num_queries(17):
        reads.document("s004", actor=actor)

    keep = SourceRecord.objects.filter(document__slug="s004").order_by("kept_as", "order")
    first = {row.kept_as: row.pk for row in reversed(keep)}
    SourceRecord.objects.filter(document__slug="s004").exclude(pk__in=first.values()).delete()
    with django_assert_num_queries(17):
        assert reads.document("s004", actor=actor).head.records == len(first)


def test_a_document_that_is_not_there_is_not_found(desk):
    assert desk.get(reverse("sources:document_behind", args=["s999"])).status_code == 404
    assert desk.get(reverse("sources:document_behind", args=["mk-709-2024"])).status_code == 404


class TestContradictionsStayVisible:
    """On the page of the document beside the figure, and where the product shows the figure itself."""

    def test_each_stands_first_on_the_page_of_its_document(self, somebody):
        first = [reads.document(slug, actor=actor_of(somebody)).groups[0] for slug in FIVE]
        listed = [row.record for group in first for row in group.rows]

        assert {group.kind for group in first} == {"contradiction"}
        assert set(listed) == {f"an-{number}" for number in range(1, 17)}

    def test_each_disputed_figure_says_what_does_not_agree(self, somebody):
        actor = actor_of(somebody)
        silent = [
            (slug, row.record)
            for slug in FIVE
            for group in reads.document(slug, actor=actor).groups
            for row in group.rows
            if row.disputed_by and not row.dispute
        ]

        assert silent == []

    def test_230_is_not_its_parts(self, somebody):
        words = [remark.words for remark in projects.phase(4, actor=actor_of(somebody)).remarks]

        assert [said for said in words if "230 = 103 + 70 + 14 + 43" in said] != []
        assert [said for said in words if "128" in said and "149" in said] != []

    def test_149_and_128_families_stand_side_by_side(self, somebody):
        families = Indicator.objects.get(code="o3-families")
        numbers = {row.number for row in monitoring.indicator(families.pk, actor=actor_of(somebody)).history}

        assert {149, 128} <= numbers

    def test_28_rows_are_27_or_28_persons_and_15_municipalities_are_13(self):
        figures = gatherings.figures(Gathering.objects.get(slug="ev-2021-05-27").pk)

        assert (figures.rows.high, figures.persons.low, figures.persons.high) == (28, 27, 28)
        assert {one.number for one in figures.stated} == {28, 15}
        assert figures.municipalities == {"staff": 13, "first": 14, "all": 15}

    def test_what_was_said_twice_is_one_thing_said_twice(self):
        repeated = guidance.statement(Statement.objects.get(slug="s000-t-g2").pk).repeated_by

        assert [(words, year) for _key, words, year in repeated] == [
            ("Mediatori kā labākā prakse (ap 70 % skolu mediatori)", 2019)
        ]

    def test_number_1_2_stands_twice_and_1_1_not_at_all(self):
        places = Statement.objects.filter(slug__startswith="s001-r1").order_by("slug").values_list("place_in_source")

        assert [place.removeprefix("Secinājumi un ieteikumi, ") for (place,) in places] == [
            "1.",
            "1.2. (pirmais)",
            "1.2. (otrais)",
            "1.3.",
            "1.4.",
            "1.5.",
        ]
