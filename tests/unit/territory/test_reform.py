"""Territories through the reforms of 2021 and 2025 (D 6.1)."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings

from khetene.kernel.countryfile import BadCountryFile
from khetene.territory import actions, reads
from khetene.territory.errors import NoSuchTerritory
from khetene.territory.models import Territory

pytestmark = pytest.mark.usefixtures("latvia")
BEFORE, AFTER, NOW = date(2021, 6, 30), date(2021, 7, 1), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("day", "how_many"), [(BEFORE, 119), (AFTER, 43), (date(2025, 6, 30), 43), (NOW, 42), (date(2026, 11, 20), 42)]
)
def test_local_governments_are_counted_as_of_a_day(day, how_many):
    assert reads.local_governments(day).count() == how_many


def test_loading_twice_changes_nothing():
    before = Territory.objects.count()
    actions.load_country(settings.COUNTRY_FOLDER)

    assert Territory.objects.count() == before


def test_codes_keep_their_leading_zeros():
    assert reads.territory_named("Ventspils", on=NOW, kind="state_city").code == "0007000"
    assert reads.territory_named("Ventspils", on=BEFORE, kind="state_city").code == "0270000"


@pytest.mark.parametrize(
    ("name", "became"),
    [
        ("Rūjienas novads", ["Valmieras novads"]),
        ("Viļakas novads", ["Balvu novads"]),
        ("Varakļānu novads", ["Madonas novads"]),
        ("Aglonas novads", ["Krāslavas novads", "Preiļu novads"]),
    ],
)
def test_what_became_of_a_municipality(name, became):
    old = reads.territory_named(name, on=BEFORE)

    assert [place.name for place in reads.successors(old, as_of=NOW)] == became


def test_the_nineteen_municipalities_of_the_network_are_seventeen_now():
    names = [
        "Daugavpils", "Dobeles novads", "Jelgava", "Jūrmala", "Kandavas novads", "Krāslavas novads", "Kuldīgas novads",
        "Limbažu novads", "Madonas novads", "Preiļu novads", "Rēzeknes novads", "Rīga", "Rūjienas novads", "Talsu novads",
        "Tukuma novads", "Valmiera", "Valkas novads", "Ventspils", "Viļakas novads",
    ]  # fmt: skip
    network = [reads.territory_named(name, on=BEFORE) for name in names]

    today = {place.pk for old in network for place in reads.successors(old, as_of=NOW)}

    assert (len(network), len(today)) == (19, 17)


def test_a_name_is_found_without_diacritics():
    assert reads.territory_named("rujienas", on=BEFORE).name == "Rūjienas novads"


@pytest.mark.parametrize(
    ("said", "found"),
    [("Aglona", "Aglonas novads"), ("talsi", "Talsu novads"), ("Tukums", "Tukuma novads"), ("Cēsis", "Cēsu novads")],
)
def test_a_municipality_is_found_by_the_town_that_it_is_named_after(said, found):
    assert reads.territory_named(said, on=BEFORE).name == found


def test_a_city_is_not_confused_with_its_namesake_municipality():
    assert reads.territory_named("Rēzekne", on=NOW).kind == "state_city"
    assert reads.territory_named("Rēzeknes novads", on=NOW).kind == "municipality"


def test_an_unknown_place_is_refused():
    with pytest.raises(NoSuchTerritory):
        reads.territory_named("=HYPERLINK('x')", on=NOW)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("territories:\n  - {slug: a b, name: X, kind: town, origin: official}\n", "territories.yaml:2"),
        ("territories:\n  - {slug: ok-1, name: Xx, kind: castle, origin: official}\n", "territories.0.kind"),
        ("territories: [", "territories.yaml:"),
        ("x: 1\n", "territories.yaml:1"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(tmp_path, text, where):
    (tmp_path / "territories.yaml").write_text(text)
    before = Territory.objects.count()

    with pytest.raises(BadCountryFile) as refusal:
        actions.load_country(tmp_path)

    assert where in str(refusal.value.message)
    assert Territory.objects.count() == before


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    (tmp_path / "territories.yaml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(BadCountryFile):
        actions.load_country(tmp_path)
