"""What the keepers of a phase write."""

from khetene.projects.actions.documents import add_document, remove_document
from khetene.projects.actions.explaining import explain
from khetene.projects.actions.freezing import freeze_report
from khetene.projects.actions.money import add_amendment, add_cost, add_line, replace_cost, write_activity
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
    "add_amendment",
    "add_cost",
    "add_document",
    "add_line",
    "add_task",
    "agree_phase",
    "begin_phase",
    "discard_phase",
    "explain",
    "freeze_report",
    "mark_task",
    "remove_document",
    "remove_part",
    "replace_cost",
    "write_activity",
    "write_head",
    "write_part",
    "write_task",
]
