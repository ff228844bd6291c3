"""Refusals of this package: programming errors and impossible wishes, in a sentence for whoever calls it."""

from __future__ import annotations


class NotATable(ValueError):
    """Cells that are missing, do not add up, or contradict each other."""


class NotAPolicy(ValueError):
    """Rules that contradict each other."""


class CannotBeProtected(ValueError):
    """Together with what was published before, nothing that could still be hidden protects these cells."""

    def __init__(self, cells: tuple[str, ...]) -> None:
        self.cells = cells
        super().__init__("No choice of hidden cells protects: " + "; ".join(cells))


class NotProved(ValueError):
    """The time of the solver ended before it found one table that agrees with what would be shown: nothing is proved."""

    def __init__(self) -> None:
        super().__init__("The table is too large to be proved safe in the time given. Publish fewer codes at once.")
