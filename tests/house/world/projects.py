"""Phases of the ministry, and projects of organisations."""

from __future__ import annotations

from khetene.proposals import actions as proposals
from tests.factories.accounts import actor_of
from tests.factories.guidance import coordinator
from tests.factories.monitoring import IndicatorFactory, entered
from tests.factories.pictures import of_activity
from tests.factories.projects import (
    ActivityFactory,
    VisibilityFactory,
    amended,
    begun,
    frozen,
    kept_with,
    line_in,
    phase_of,
    planned_part,
    prepared,
    spent,
    task_of,
)
from tests.factories.proposals import called, granted, planned
from tests.house.world.canary import CANARY


def run_by(janis):
    """A phase of the ministry with a cost, an activity and a text that names the funder."""
    phase = phase_of(janis)
    cost = spent(line_in(phase, janis), janis, words=CANARY, document=CANARY)
    return {
        "ordinal": phase.ordinal,
        "gap_code": "verdict",
        **_amended(phase, janis),
        "cost_id": cost.pk,
        "cost_document_id": kept_with(cost, janis, name=CANARY).pk,
        "phase_part": "goal",
        "phase_part_id": planned_part(begun(janis), janis, "goal", words={"lv": CANARY}).pk,
        "frozen_id": frozen(phase, janis).pk,
        "frozen_kind": "json",
        "phase_task_id": task_of(phase, janis, words=CANARY).pk,
        "phase_activity_id": ActivityFactory(phase=phase).pk,
        "visibility_id": VisibilityFactory(phase=phase).pk,
    }


def _amended(phase, janis):
    """An amendment that is written, and one that was agreed with its document."""
    document = amended(phase, janis).files.get()
    found = prepared(phase, janis, ("goal", None, {"words": {"lv": CANARY}}), words=CANARY)
    return {
        "prepared_amendment_id": found.pk,
        "amended_part": "goal",
        "amended_key": found.changes[0]["key"],
        "phase_document_id": document.pk,
        "found_part": "found_result",
        "found_id": planned_part(phase, janis, "found_result", words={"lv": "mediatori"}).pk,
    }


def written_by(supervisor):
    """An application of the same house and its call; what stands in it is for all its writers to read."""
    call = called(supervisor)
    application, piece, _result, _line = planned(supervisor, call)
    indicator = IndicatorFactory()
    value = entered(indicator, coordinator())
    citation = proposals.cite(application.pk, "need", f"figure:{value.pk}", actor=actor_of(supervisor))
    return {
        "call_id": call.pk,
        "application_id": application.pk,
        "piece_id": piece.pk,
        "report_picture_id": shown_in_report(supervisor).pk,
        "plan_piece_id": piece.pk,
        "citation_id": citation.pk,
        "version_id": piece.versions.get().pk,
        "proposal_part": "need",
        "report_part": "done",
    }


def shown_in_report(supervisor):
    """A picture in the report of another project of the same house."""
    application, activity, _result, _line = planned(supervisor)
    granted(application, supervisor)
    return of_activity(activity, supervisor)
