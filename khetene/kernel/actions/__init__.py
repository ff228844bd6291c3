"""What the program itself does to its tables: delete when the time has come, change keys, remember what was loaded."""

from khetene.kernel.actions.deletion import Deleted, Deletion, delete_expired, forget_finished_tasks
from khetene.kernel.actions.keys import Rotation, rotate_keys
from khetene.kernel.actions.loading import remember_loaded

__all__ = [
    "Deleted",
    "Deletion",
    "Rotation",
    "delete_expired",
    "forget_finished_tasks",
    "remember_loaded",
    "rotate_keys",
]
