"""What the keepers of a phase write."""

from khetene.projects.actions.amending import (
    agree_amendment,
    begin_amendment,
    discard_amendment,
    drop,
    take_change_back,
    write_change,
    write_reason,
)
from khetene.projects.actions.documents import (
    add_document,
    add_phase_document,
    remove_document,
    remove_phase_document,
)
from khetene.projects.actions.explaining import explain
from khetene.projects.actions.freezing import freeze_report
from khetene.projects.actions.money import add_cost, add_line, replace_cost, write_activity
from khetene.projects.actions.planning import (
    agree_phase,
    begin_phase,
    discard_phase,
    remove_part,
    write_head,
    write_part,
)
from khetene.projects.actions.tasks import add_task, mark_task, write_task

__all__ = [
    "add_cost",
    "add_document",
    "add_line",
    "add_phase_document",
    "add_task",
    "agree_amendment",
    "agree_phase",
    "begin_amendment",
    "begin_phase",
    "discard_amendment",
    "discard_phase",
    "drop",
    "explain",
    "freeze_report",
    "mark_task",
    "remove_document",
    "remove_part",
    "remove_phase_document",
    "replace_cost",
    "take_change_back",
    "write_activity",
    "write_change",
    "write_head",
    "write_part",
    "write_reason",
    "write_task",
]
