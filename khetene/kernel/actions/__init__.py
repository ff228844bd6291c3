"""What the program itself does to its tables: delete when the time has come, change keys, remember what was loaded."""

from khetene.kernel.actions.deletion import Deleted, Deletion, delete_expired, forget_finished_tasks
from khetene.kernel.actions.keys import Rotation, SiloNotEmpty, destroy_data_key, rotate_keys
from khetene.kernel.actions.loading import remember_loaded
from khetene.kernel.actions.long_tasks import cancel_job, start_job_again, take_up_lost
from khetene.kernel.actions.renewing import NothingSealed, begin_renewal, finish_renewal

__all__ = [
    "Deleted",
    "Deletion",
    "NothingSealed",
    "Rotation",
    "SiloNotEmpty",
    "begin_renewal",
    "cancel_job",
    "delete_expired",
    "destroy_data_key",
    "finish_renewal",
    "forget_finished_tasks",
    "remember_loaded",
    "rotate_keys",
    "start_job_again",
    "take_up_lost",
]
