"""The recorded network of 2021 and its renewal after the reform of 1 July 2021."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from khetene.directory.models import Organisation
from khetene.kernel.countryfile import BadCountryFile
from khetene.kernel.errors import NotForYou
from khetene.network import actions, loading, reads
from khetene.network.errors import ChooseAField, NothingToRenew
from khetene.network.models import Body, Seat
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.network import TODAY, holds, known

pytestmark = pytest.mark.usefixtures("latvia")
NETWORK = "expert-network"
MEETING = date(2021, 5, 27)


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator", organisation=Organisation.objects.get(slug="km"))


def groups(janis):
    return {group.territory.slug: group for group in reads.renewal(NETWORK, on=TODAY, actor=actor_of(janis))}


def renew(janis, slug, fields=("general",), ask=()):
    group = groups(janis)[slug]
    return actions.renew_seats(
        Body.objects.get(slug=NETWORK).pk,
        territory_id=group.territory.pk,
        seat_ids=[seat.id for seat in group.seats],
        fields=fields,
        ask=[holder.pk for holder in ask],
        begins=TODAY,
        actor=actor_of(janis),
    )


def test_the_network_had_nineteen_municipalities_on_the_day_of_the_meeting(janis):
    shown = reads.roster(NETWORK, on=MEETING, actor=actor_of(janis))

    assert (len(shown.seats), shown.places, shown.filled) == (19, 19, 0)


def test_nineteen_municipalities_fall_into_seventeen(janis):
    found = groups(janis)

    assert len(found) == 17
    assert {
        slug: sorted(seat.place for seat in group.seats) for slug, group in found.items() if len(group.seats) > 1
    } == {
        "tukuma-novads-2021": ["Kandavas novads", "Tukuma novads"],
        "valmieras-novads-2021": ["Rūjienas novads", "Valmiera"],
    }


def test_vilaka_went_into_balvi(janis):
    assert [seat.place for seat in groups(janis)["balvu-novads-2021"].seats] == ["Viļakas novads"]


def test_renewed_seats_continue_the_old_ones_and_ask_who_held_them(janis):
    old = {seat.territory.slug: seat for seat in Seat.objects.filter(body__slug=NETWORK).select_related("territory")}
    kandava = holds(old["kandavas-novads-2009"], known(janis, "Kandavas eksperte"), janis, represents_id=None)
    tukums = holds(old["tukuma-novads-2009"], known(janis, "Tukuma eksperte"), janis)

    new = renew(janis, "tukuma-novads-2021", fields=["education", "social"], ask=[kandava, tukums])

    shown = reads.renewed(NETWORK, actor=actor_of(janis))
    assert [(seat.place, seat.field, [row.state for row in seat.holders]) for seat in shown] == [
        ("Tukuma novads", "education", ["invited"]),
        ("Tukuma novads", "social", ["invited"]),
    ]
    assert set(new[0].continues.values_list("pk", flat=True)) == {
        old["kandavas-novads-2009"].pk,
        old["tukuma-novads-2009"].pk,
    }
    assert "tukuma-novads-2021" not in groups(janis)


def test_with_fewer_new_seats_than_holders_the_others_are_asked_as_substitutes(janis):
    old = list(
        Seat.objects.filter(body__slug=NETWORK, territory__slug__in=["kandavas-novads-2009", "tukuma-novads-2009"])
    )
    held = [holds(seat, known(janis, seat.slug), janis) for seat in old]

    (seat,) = renew(janis, "tukuma-novads-2021", ask=held)

    assert sorted(seat.holders.values_list("is_substitute", flat=True)) == [False, True]


def test_the_old_roster_stays_as_it_was(janis):
    renew(janis, "balvu-novads-2021")

    assert len(reads.roster(NETWORK, on=MEETING, actor=actor_of(janis)).seats) == 19
    assert "Balvu novads" in {seat.place for seat in reads.roster(NETWORK, on=TODAY, actor=actor_of(janis)).seats}


def test_seats_are_renewed_once(janis):
    group = groups(janis)["balvu-novads-2021"]
    renew(janis, "balvu-novads-2021")

    with pytest.raises(NothingToRenew):
        actions.renew_seats(
            Body.objects.get(slug=NETWORK).pk,
            territory_id=group.territory.pk,
            seat_ids=[seat.id for seat in group.seats],
            fields=["general"],
            begins=TODAY,
            actor=actor_of(janis),
        )


def test_a_renewal_without_a_field_is_refused_and_ends_nothing(janis):
    with pytest.raises(ChooseAField):
        renew(janis, "balvu-novads-2021", fields=[])
    assert Seat.objects.filter(ends__isnull=False).count() == 0


def test_only_the_keeper_renews():
    with pytest.raises(NotForYou):
        reads.renewal(NETWORK, on=TODAY, actor=actor_of(MembershipFactory(role="national_coordinator")))


def test_loading_again_keeps_what_was_renewed(janis, settings):
    renew(janis, "balvu-novads-2021")
    before = Seat.objects.count()

    loading.load_country(settings.COUNTRY_FOLDER)

    assert Seat.objects.count() == before
    assert Seat.objects.get(slug="expert-network-vilakas-nov").ends == TODAY


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"territory": "nav-vietas"}, "nav-vietas"),
        ({"body": "nav-tada"}, "nav-tada"),
        ({"field": "magic"}, "seats.0.field"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(settings, tmp_path, change, says):
    content = yaml.safe_load((settings.COUNTRY_FOLDER / loading.FILE).read_text())
    content["seats"][0] |= {"slug": "jauna"} | change
    (tmp_path / loading.FILE).write_text(yaml.safe_dump(content, allow_unicode=True))

    with pytest.raises(BadCountryFile) as refusal:
        loading.load_country(tmp_path)

    assert says in str(refusal.value.message)
    assert "network.yaml:" in str(refusal.value.message)
