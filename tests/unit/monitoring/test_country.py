"""The indicators of Latvia as they are loaded, and what the sources of the platform say about them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from khetene.kernel.countryfile import BadCountryFile
from khetene.monitoring import loading, reads
from khetene.monitoring.computed import FIGURES, figures
from khetene.monitoring.models import Indicator, Value
from tests.yaml_files import as_yaml

pytestmark = pytest.mark.usefixtures("latvia")


def row_called(code):
    return next(row for part in reads.indicators_of_country() for row in part.indicators if row.code == code)


def test_every_headline_indicator_of_the_framework_is_there(latvia):
    headline = Indicator.objects.filter(is_headline=True).order_by("objective", "order")

    assert [headline.filter(objective=f"O{number}").count() for number in range(1, 8)] == [2, 2, 2, 3, 3, 1, 3]


def test_what_is_not_measured_in_latvia_says_so_and_why(latvia):
    row = row_called("o7-tap-water")

    assert row.is_gap
    assert row.why_none.startswith("Latvijā nav mērīts: Latvija nepiedalās")


def test_every_percentage_names_its_denominator(latvia):
    assert [one.code for one in Indicator.objects.filter(unit="percent", denominator={}).order_by("code")] == []


def test_population_figures_stand_side_by_side_and_are_not_mended(latvia):
    row = row_called("o2-population")
    compared = [(one.source, one.year, one.shown) for one in row.values]

    assert ("Centrālā statistikas pārvalde (CSP)", 2022, "4784") in compared
    assert ("Fizisko personu reģistrs (PMLP)", 2023, "6279") in compared
    assert ("Romu biedrību vērtējums", 2020, "līdz 15 000") in [
        (source, year, shown.replace("\xa0", " ")) for source, year, shown in compared
    ]


def test_the_two_totals_of_phase_four_are_both_kept(latvia):
    values = Value.objects.filter(indicator__code="o3-phase-participants").order_by("number")

    assert [one.number for one in values] == [Decimal(187), Decimal(230)]


def test_the_expert_meeting_of_2021_is_counted_with_its_open_questions(latvia):
    found = figures(2021)

    assert (found["rows"].number, found["persons"].shown) == (28, "27–28")
    assert found["municipalities"].number == 14
    assert [number for _name, number in found["municipalities"].parts] == [13, 15]


def test_seats_whose_holders_no_document_names_are_not_zero(latvia):
    seats = figures(2021)["seats"]

    assert (seats.number, seats.gap) == (None, "not_recorded")


def test_a_small_number_of_a_source_is_not_repeated(latvia):
    small = Value.objects.get(indicator__code="o5-motivation-roma", year=2020)

    assert (small.number, small.words, small.gap) == (None, "", "suppressed")


def test_every_computed_figure_has_an_indicator(latvia):
    named = Indicator.objects.exclude(computed_by="").order_by("computed_by").values_list("computed_by", flat=True)

    assert list(named) == sorted(FIGURES)


def test_loading_twice_adds_nothing(latvia, settings):
    before = (Indicator.objects.count(), Value.objects.count())
    loading.load_country(settings.COUNTRY_FOLDER)

    assert (Indicator.objects.count(), Value.objects.count()) == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"unit": "percent"}, "a percentage names its denominator"),
        ({"computed_by": "kinship"}, "kinship is not computed here"),
        ({"gap": "not_measured"}, "gap_reason"),
        ({"values": [{"id": "x", "year": 2022, "source": "CSP", "source_kind": "register", "document": "d"}]}, "valid"),
    ],
)
def test_nonsense_is_refused_with_its_place(db, tmp_path, change, said):
    text = {"lv": "Vārdi", "en": "Words"}
    row = {"code": "o1-x", "objective": "O1", "name": text, "kind": "outcome", "definition": text}
    row |= {"unit": "persons", "source_kind": "survey", **change}
    (tmp_path / "indicators.yaml").write_text(as_yaml({"indicators": [row]}), encoding="utf-8")

    with pytest.raises(BadCountryFile) as refusal:
        loading.load_country(tmp_path)

    assert "indicators.yaml:" in str(refusal.value.message)
    assert said in str(refusal.value.message)
