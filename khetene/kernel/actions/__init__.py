"""What the program itself does to its tables: delete when the time has come, change keys, remember what was loaded."""

from khetene.kernel.actions.deletion import Deleted, Deletion, delete_expired, forget_finished_tasks
from khetene.kernel.actions.keys import Rotation, SiloNotEmpty, destroy_data_key, rotate_keys
from khetene.kernel.actions.loading import remember_loaded

__all__ = [
    "Deleted",
    "Deletion",
    "Rotation",
    "SiloNotEmpty",
    "delete_expired",
    "destroy_data_key",
    "forget_finished_tasks",
    "remember_loaded",
    "rotate_keys",
]
