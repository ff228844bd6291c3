"""Every record of the five documents is found in the product: its words, its number, and the document that it came from.

Words, places and numbers are compared whole; where a part of the product words something in its own way, only number and
document are. What the list itself keeps (`here`) is compared with what its page shows in tests/pages/sources.
"""

from __future__ import annotations

import pytest

from khetene.directory.models import Organisation, Service
from khetene.gatherings.models import Gathering
from khetene.guidance.models import Practice, SourceDocument, Statement
from khetene.monitoring.models import Value
from khetene.network.models import Body
from khetene.programmes.reads import catalogue
from khetene.projects.models import Activity, Deliverable, Goal, Indicator, Phase, Result, VisibilityText
from khetene.sources.models import SourceRecord
from khetene.territory.models import Territory

pytestmark = pytest.mark.usefixtures("latvia")

# How many records were taken out of each document, by kind. Taking one away from the list changes a number here.
TAKEN = {
    "s000": {"chain": 5, "contradiction": 2, "figure": 2, "gathering": 7, "idea": 11, "material": 3, "network": 4}
    | {"organisation": 11, "phase": 1, "practice": 6, "programme": 2, "statement": 48, "territory": 15},
    "s001": {"chain": 3, "contradiction": 7, "date": 3, "figure": 20, "funding": 1, "gathering": 4, "material": 4}
    | {"network": 3, "organisation": 45, "phase": 5, "practice": 14, "programme": 14, "statement": 94, "territory": 20},
    "s002": {"chain": 2, "contradiction": 1, "funding": 1, "gathering": 2, "material": 1, "network": 3}
    | {"organisation": 7, "phase": 1, "practice": 1, "programme": 1, "statement": 8, "territory": 6},
    "s003": {"chain": 6, "contradiction": 5, "date": 4, "figure": 23, "funding": 1, "gathering": 2, "network": 13}
    | {"organisation": 36, "phase": 2, "practice": 4, "programme": 7, "statement": 58, "territory": 28},
    "s004": {"chain": 4, "contradiction": 4, "figure": 10, "funding": 1, "gathering": 15, "material": 4, "network": 4}
    | {"organisation": 25, "phase": 32, "practice": 1, "programme": 2, "statement": 10, "territory": 25},
}
NOT_KEPT = {
    "st-40": "small_number",
    "lrp4-english-applicants": "small_number",
    "lrp4-english-partly": "small_number",
    "org-viis": "system",
    "org-municipalities": "group",
    "org-roma-ngos": "group",
    "org-mediators": "group",
    "org-families": "group",
    "org-universities": "group",
    "org-line-ministries": "group",
    "place-lv": "country",
    "place-ee": "country",
    "place-lt": "country",
    "place-ro": "country",
    "place-gb": "country",
}
# Found under another name: a town as its municipality, a region as its planning region, SIVA under one of its two names.
OTHER_NAMES = {
    "place-talsi": "Talsu novads",
    "place-tukums": "Tukuma novads",
    "place-valka": "Valkas novads",
    "place-ilukstes-nov": "Ilūkstes novads",
    "place-latgale": "Latgales plānošanas reģions",
    "place-kurzeme": "Kurzemes plānošanas reģions",
    "place-vidzeme": "Vidzemes plānošanas reģions",
    "place-zemgale": "Zemgales plānošanas reģions",
    "org-siva": "Sociālās integrācijas valsts aģentūra",
}
UNITS = {
    "%": "percent",
    "personas": "persons",
    "skolēni": "persons",
    "mediatori": "posts",
    "pašvaldības": "municipalities",
}
ALL_FIVE = "avoti 000–004"
PARTS_OF_PHASES = {
    "goal": Goal,
    "activity": Activity,
    "result": Result,
    "target": Indicator,
    "deliverable": Deliverable,
    "visibility": VisibilityText,
}


def label(document):
    """How other parts of the product name the document."""
    return f"{document.title}, {document.year}"


def records(**wanted):
    return SourceRecord.objects.filter(**wanted).select_related("document").order_by("order", "document__slug")


def wrong(kept_as, is_found):
    """Records of which `is_found` says that the product holds something else, or nothing."""
    rows = list(records(kept_as=kept_as))
    assert rows
    return [(row.document.slug, row.record) for row in rows if not is_found(row)]


def test_five_documents_are_the_source():
    rows = SourceDocument.objects.filter(kind="platform").order_by("slug")

    assert [(row.slug, row.year, row.dated and row.dated.isoformat()) for row in rows] == [
        ("s000", 2019, None),
        ("s001", 2017, None),
        ("s002", 2020, "2020-02-06"),
        ("s003", 2021, "2021-06-21"),
        ("s004", 2020, "2020-07-22"),
    ]


def test_as_much_was_taken_out_of_each_document_as_was_found_in_it():
    taken = {slug: {} for slug in TAKEN}
    for slug, kind in SourceRecord.objects.order_by("order").values_list("document__slug", "kind"):
        taken[slug][kind] = taken[slug].get(kind, 0) + 1

    assert taken == TAKEN


def test_what_is_kept_nowhere_is_this_and_no_more():
    assert {row.record: row.why_not for row in records(kept_as="")} == NOT_KEPT


def test_a_number_so_small_that_it_gives_somebody_away_is_not_written_down():
    assert [row.number for row in records(why_not="small_number")] == [None] * 3


def test_every_statement_is_found_with_its_words_its_document_and_its_place():
    there = {row.slug: row for row in Statement.objects.order_by("slug")}

    def is_found(row):
        said = there[row.key]
        if row.kind != "statement":
            return True
        return (said.words, said.source_id, said.place_in_source) == (row.words, row.document_id, row.place)

    assert wrong("statement", is_found) == []
    assert {row.key for row in records(kind="statement")} == set(there)


def test_what_became_of_a_statement_later_stands_with_it():
    there = {row.slug: row for row in Statement.objects.prefetch_related("practices").order_by("slug")}
    chains = [there[row.key] for row in records(kind="chain", kept_as="statement")]

    assert [said.slug for said in chains if not (said.evidence or said.same_as_id or said.practices.all())] == []
    assert len({said.slug for said in chains}) == 11


def test_every_practice_is_found_with_its_title_and_what_its_document_says_of_it():
    there = {row.slug: row for row in Practice.objects.prefetch_related("statements").order_by("slug")}

    def is_found(row):
        practice = there[row.key]
        documents = {said.source_id for said in practice.statements.all()}
        return practice.title == row.words and row.document_id in documents

    assert wrong("practice", is_found) == []
    assert {row.key for row in records(kind="practice")} == set(there)


def test_every_gathering_is_found_with_its_document_and_the_numbers_stated_of_it():
    there = {row.slug: row for row in Gathering.objects.prefetch_related("stated").order_by("slug")}

    def is_found(row):
        gathering = there[row.key]
        titled = row.kind != "gathering" or gathering.title == row.words
        stated = {figure.number for figure in gathering.stated.all()}
        return titled and label(row.document) in gathering.sources and (row.number is None or row.number in stated)

    assert wrong("gathering", is_found) == []
    assert {row.key for row in records(kind="gathering")} == set(there)


def test_every_figure_of_an_indicator_is_found_with_number_unit_and_document():
    there = {row.slug: row for row in Value.objects.select_related("indicator").order_by("slug")}

    def is_found(row):
        value = there[row.key]
        if value.document != label(row.document):
            return row.kind == "contradiction"  # two documents, one figure
        if row.kind == "contradiction":
            return True
        return value.number == row.number and (not row.unit or value.indicator.unit == UNITS[row.unit])

    assert wrong("figure", is_found) == []


@pytest.mark.parametrize("kept_as", PARTS_OF_PHASES)
def test_every_part_of_a_phase_is_found_with_words_number_and_document(kept_as):
    there = {row.slug: row for row in PARTS_OF_PHASES[kept_as].objects.select_related("phase").order_by("slug")}

    def is_found(row):
        part = there[row.key]
        if row.kind == "contradiction":
            return True
        words = kept_as == "visibility" or row.kind != "phase" or row.number or str(part.words["lv"]) == row.words
        number = getattr(part, "target" if kept_as == "target" else "number", row.number)
        return (
            words and number == row.number and label(row.document) in [*part.phase.sources, getattr(part, "source", "")]
        )

    assert wrong(kept_as, is_found) == []


def test_every_phase_is_found_with_its_document_its_task_and_its_shares():
    there = {str(row.ordinal): row for row in Phase.objects.prefetch_related("shares").order_by("ordinal")}

    def is_found(row):
        phase = there[row.key]
        shares = {share.percent for share in phase.shares.all()}
        return label(row.document) in phase.sources and (row.number is None or row.number in shares)

    assert wrong("phase", is_found) == []
    assert records(record="lrp4-task").get().words == there["4"].task


def test_every_organisation_and_place_is_found_under_its_name():
    names = dict(Organisation.objects.order_by("slug").values_list("slug", "name"))
    places = dict(Territory.objects.order_by("slug").values_list("slug", "name"))
    called = {"organisation": names, "territory": places}

    for kept_as, there in called.items():
        assert (
            wrong(
                kept_as,
                lambda row, there=there: (
                    row.kind == "contradiction" or there[row.key] == OTHER_NAMES.get(row.record, row.words)
                ),
            )
            == []
        )


def test_every_body_programme_and_service_names_the_document():
    bodies = {row.slug: " ".join(row.sources) for row in Body.objects.order_by("slug")}
    programmes = {row.id: str(row.source) for row in catalogue()}
    services = dict(Service.objects.order_by("slug").values_list("slug", "source"))

    def numbered(there):
        return lambda row: row.document.slug[1:] in there[row.key] or there[row.key] == ALL_FIVE

    assert wrong("body", lambda row: label(row.document) in bodies[row.key]) == []
    assert wrong("programme", numbered(programmes)) == []
    assert wrong("service", numbered(services)) == []
