"""What the keepers of a phase write."""

from khetene.projects.actions.documents import add_document, remove_document
from khetene.projects.actions.money import add_amendment, add_cost, add_line, replace_cost, write_activity

__all__ = [
    "add_amendment",
    "add_cost",
    "add_document",
    "add_line",
    "remove_document",
    "replace_cost",
    "write_activity",
]
