"""A recorded phase takes what its documents state; what country data records is never changed."""

from __future__ import annotations

import pytest

from khetene.kernel.errors import NotForYou
from khetene.kernel.translated import Translated
from khetene.projects import actions, loading, reads, reports
from khetene.projects.models import Deliverable, Phase, Result
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.projects import agreed, planned_part

pytestmark = pytest.mark.usefixtures("latvia")


@pytest.fixture
def phase():
    return Phase.objects.get(ordinal=4)


@pytest.fixture
def janis(phase):
    return MembershipFactory(role="national_coordinator", organisation=phase.beneficiary)


def page(phase, by):
    return reads.phase(phase.ordinal, actor=actor_of(by))


def test_another_document_s_figure_stands_beside_the_recorded_one_and_the_difference_is_named(phase, janis):
    recorded = Result.objects.get(slug="lrp4-participants")
    added = planned_part(phase, janis, "found_result", number=238, source="Noslēguma pārskats", beside_id=recorded.pk)

    shown = page(phase, janis)
    row = next(one for one in shown.results if one.slug == "lrp4-participants")
    remark = next(one for one in shown.remarks if one.kind == "beside")
    content = reports.draft_of(shown)

    assert (row.number, [(one.number, one.added_on) for one in row.others]) == (230, [(238, added.added_on)])
    assert remark.words == (
        "dalībnieki: 230 (Latvijas romu platforma IV: koordinācijas sanāksme, 2020) un 238 (Noslēguma pārskats)."
    )
    assert "– 238 (Noslēguma pārskats) [pievienots 20.11.2026.]" in content.results
    assert f"remark:{added.slug}" in [gap.code for gap in reports.gaps_of(shown)]


def test_a_figure_that_agrees_is_no_contradiction(phase, janis):
    recorded = Result.objects.get(slug="lrp4-participants")

    planned_part(phase, janis, "found_result", number=230, beside_id=recorded.pk)

    assert [one for one in page(phase, janis).remarks if one.kind == "beside"] == []


def test_what_was_reached_and_what_was_handed_over_close_the_gaps_of_a_recorded_phase(janis):
    sixth, fourth = Phase.objects.get(ordinal=6), Phase.objects.get(ordinal=4)
    indicator, stories = sixth.indicators.get(), Deliverable.objects.get(slug="lrp4-d4")
    before = {gap.code for number in (sixth, fourth) for gap in reports.gaps_of(page(number, janis))}

    planned_part(sixth, janis, "found_result", number=6, source="Pārskats", indicator_id=indicator.pk)
    planned_part(fourth, janis, "found_deliverable", words=Translated(lv="Stāsti"), beside_id=stories.pk)

    after = {gap.code for number in (sixth, fourth) for gap in reports.gaps_of(page(number, janis))}
    assert {f"indicator:{indicator.pk}", f"deliverable:{stories.pk}"} <= before - after
    assert page(sixth, janis).indicators[0].reached == [(6, "Pārskats (pievienots 20.11.2026.)")]
    stories.refresh_from_db()
    assert (stories.delivered, stories.is_stated, stories.source) == (None, False, "")


def test_loading_the_data_again_keeps_what_was_added_and_what_is_recorded(settings, phase, janis):
    recorded = Result.objects.get(slug="lrp4-families")
    added = planned_part(phase, janis, "found_result", number=150, beside_id=recorded.pk)
    new = planned_part(phase, janis, "found_indicator", words=Translated(lv="stāsti"), target=5)

    loading.load_country(settings.COUNTRY_FOLDER)

    shown = page(phase, janis)
    families = next(one for one in shown.results if one.slug == "lrp4-families")
    assert (families.number, [one.number for one in families.others]) == (149, [150])
    assert [one.id for one in shown.indicators] == [new.pk]
    assert Result.objects.filter(pk=added.pk, beside=recorded).exists()


def test_what_is_recorded_is_neither_changed_nor_removed(phase, janis):
    recorded, actor = Result.objects.get(slug="lrp4-participants"), actor_of(janis)
    values = {"words": Translated(lv="X"), "number": 1, "source": "X"}

    for refused in (
        lambda: actions.write_part("found_result", phase.pk, values, part_id=recorded.pk, actor=actor),
        lambda: actions.remove_part("found_result", phase.pk, recorded.pk, actor=actor),
        lambda: actions.write_part("result", phase.pk, values, actor=actor),
        lambda: actions.write_part("goal", phase.pk, {"words": Translated(lv="X")}, actor=actor),
    ):
        with pytest.raises(NotForYou):
            refused()


def test_what_was_added_is_changed_and_removed_by_the_keepers_alone(phase, janis):
    added = planned_part(phase, janis, "found_result")
    values = {"words": Translated(lv="dalībnieki"), "number": 104, "source": "Saraksti"}
    stranger = actor_of(MembershipFactory(role="national_coordinator"))

    with pytest.raises(NotForYou):
        actions.write_part("found_result", phase.pk, values, part_id=added.pk, actor=stranger)
    with pytest.raises(NotForYou):
        reads.found(4, actor=stranger)
    actions.write_part("found_result", phase.pk, values, part_id=added.pk, actor=actor_of(janis))
    changed = Result.objects.get(pk=added.pk).number
    actions.remove_part("found_result", phase.pk, added.pk, actor=actor_of(janis))

    assert changed == 104
    assert not Result.objects.filter(pk=added.pk).exists()


def test_a_phase_that_was_planned_here_is_written_in_its_plan(janis):
    phase = agreed(janis, 8)

    with pytest.raises(NotForYou):
        planned_part(phase, janis, "found_result")
