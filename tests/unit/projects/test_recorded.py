"""Phases as the documents record them: what comes out of the country data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import yaml
from django.conf import settings

from khetene.kernel.countryfile import BadCountryFile
from khetene.kernel.translated import Translated
from khetene.projects import loading
from khetene.projects.models import Activity, Goal, Phase, Result
from tests.factories.accounts import MembershipFactory
from tests.factories.projects import amended, begun

pytestmark = pytest.mark.usefixtures("latvia")


def keeper_of(phase):
    return MembershipFactory(role="national_coordinator", organisation=phase.beneficiary)


def test_seven_phases_stand_with_their_title_and_ordinal_apart():
    rows = Phase.objects.order_by("ordinal").values_list("ordinal", "agreement", "is_inferred")

    assert list(rows) == [
        (1, "JUST/2015/RDIS/AG/NRP2/8793", False),
        (2, "", False),
        (3, "", True),
        (4, "856468-NRP4-LV", False),
        (5, "881892-NRP5-LV", False),
        (6, "", True),
        (7, "", False),
    ]


def test_what_was_written_here_survives_a_newer_country_pack(settings):
    Activity.objects.filter(slug="lrp4-a8").update(state="done", actual="Pieci stāsti.")
    Result.objects.filter(slug="lrp4-participants").update(number=1)

    loading.load_country(settings.COUNTRY_FOLDER)

    assert Activity.objects.get(slug="lrp4-a8").actual == "Pieci stāsti."
    assert Result.objects.get(slug="lrp4-participants").number == 230


def test_what_was_amended_stays_amended_when_the_data_is_loaded_again(settings):
    phase, keeper = Phase.objects.get(ordinal=4), keeper_of(Phase.objects.get(ordinal=4))
    goal, activity = Goal.objects.get(slug="lrp4-go1"), Activity.objects.get(slug="lrp4-a1")
    before = phase.territories.count()
    amended(
        phase,
        keeper,
        ("goal", goal, {"words": Translated(lv="Citi vārdi.")}),
        ("activity", activity, {"ends": date(2020, 7, 15), "territories": []}),
        ("places", phase, {"territories": [str(phase.territories.order_by("pk").first().pk)]}),
    )

    loading.load_country(settings.COUNTRY_FOLDER)

    activity.refresh_from_db()
    assert Goal.objects.get(slug="lrp4-go1").words == {"lv": "Citi vārdi."}
    assert (activity.ends, activity.territories.count(), activity.gatherings.count()) == (date(2020, 7, 15), 0, 2)
    assert (phase.territories.count(), before) == (1, 19)


@pytest.fixture
def broken(settings, tmp_path):
    """The recorded phases with one of them changed."""
    content = yaml.safe_load((settings.COUNTRY_FOLDER / loading.FILE).read_text(encoding="utf-8"))

    def write(ordinal, **changes):
        content["phases"][ordinal - 1] |= changes
        (tmp_path / loading.FILE).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"beneficiary": "nav-tada"}, "phases.4.beneficiary: organisation nav-tada is not there"),
        ({"territories": ["nav-tada"]}, "phases.4.territories.0: territory nav-tada is not there"),
        ({"shares": [{"source": "eu", "percent": "90"}]}, "phases.4.shares: shares are 100 % together"),
        ({"total": "64952.211"}, "phases.4.total: “64952.211” nav pierakstīts, kā vajag:"),
        ({"ethnicity": "x"}, "phases.4.ethnicity: šāda lauka nav"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(broken, changes, said):
    with pytest.raises(BadCountryFile) as refusal:
        loading.load_country(broken(5, **changes))

    assert said in str(refusal.value.message)


def test_the_grant_of_phase_v_is_kept_to_the_cent():
    phase = Phase.objects.get(ordinal=5)

    assert phase.total == Decimal("64952.21")
    assert [(row.source, row.percent, row.stated) for row in phase.shares.order_by("source")] == [
        ("eu", Decimal(90), Decimal("58456.99")),
        ("state", Decimal(10), Decimal("6495.22")),
    ]


def test_loading_again_leaves_what_was_begun_in_the_product_as_it_is():
    keeper = MembershipFactory(role="national_coordinator")
    Phase.objects.filter(ordinal=7).delete()
    begun(keeper, 7, title="Rakstīts šeit")

    loading.load_country(settings.COUNTRY_FOLDER)

    found = Phase.objects.get(ordinal=7)
    assert (found.title, found.beneficiary_id, found.activities.count()) == ("Rakstīts šeit", keeper.organisation_id, 0)
