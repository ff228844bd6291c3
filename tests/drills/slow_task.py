"""A long task that writes slowly inside one transaction, by the name under which a worker finds it."""

from __future__ import annotations

import time

from khetene.kernel import clock, jobs
from khetene.kernel.models import LoadedData


@jobs.job("Writing slowly", repeatable=True)
def write_slowly(progress: jobs.Progress, *, rows: int) -> jobs.Result:
    jobs.WRITE_EVERY_SECONDS = 0.05
    progress.expect(rows)
    with progress.whole():
        for number in range(rows):
            LoadedData.objects.create(name=f"drill {number}", digest="", loaded_at=clock.now())
            progress.step()
            time.sleep(0.01)
        return progress.finish({"rows": rows})
