"""What is wrong with a rule or an answer, and exactly where."""

from __future__ import annotations


class RuleError(ValueError):
    """A programme's rules cannot be loaded: which programme, which field, what is wrong."""

    def __init__(self, programme: str, where: str, problem: str) -> None:
        super().__init__(f"{programme}, {where}: {problem}")
        self.programme, self.where, self.problem = programme, where, problem


class FactError(ValueError):
    """An answer does not fit its question."""

    def __init__(self, fact: str, problem: str) -> None:
        super().__init__(f"{fact}: {problem}")
        self.fact, self.problem = fact, problem
