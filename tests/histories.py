"""Random histories in a database: each begins where the first one began."""

from __future__ import annotations

from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine


class RolledBack(RuleBasedStateMachine):
    """What a history wrote is gone at its end, so that the hundredth is as quick as the first, and owes nothing to others."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = transaction.atomic()
        self._whole._from_testcase = True  # type: ignore[attr-defined]  what asks to be outermost may be, as in every test
        self._whole.__enter__()

    def ends(self) -> None:
        """What holds at the end of every history."""

    def teardown(self) -> None:
        try:
            self.ends()
        finally:
            transaction.set_rollback(True)
            self._whole.__exit__(None, None, None)
