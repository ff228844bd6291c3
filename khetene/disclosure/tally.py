"""What a read counts over several organisations: closed until the door opens it, so that nothing can show it raw."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NoReturn

Row = tuple[tuple[str, ...], str, int]


class Closed(TypeError):
    """Somebody tried to read a tally without passing disclosure control."""

    def __init__(self) -> None:
        super().__init__("A tally is read through khetene.disclosure.door alone.")


class Tally:
    """Numbers by codes and organisation. Each row is a set of units of its own: rows can be added up.

    It can be added to another and told by other codes; its numbers and its size stay inside.
    """

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[tuple[tuple[str, ...], Any, int]]) -> None:
        self._rows: tuple[Row, ...] = tuple((codes, str(who), number) for codes, who, number in rows if number)

    def recoded(self, code: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Tally:
        """The same numbers under other codes, such as a region instead of a parish."""
        return Tally((code(codes), who, number) for codes, who, number in self._rows)

    def __add__(self, other: Tally) -> Tally:
        return Tally((*self._rows, *other._rows))

    def __repr__(self) -> str:
        return "Tally(closed)"

    def _refuse(self, *_given: object) -> NoReturn:
        raise Closed

    __iter__ = __len__ = __bool__ = __eq__ = __hash__ = __reduce_ex__ = __format__ = _refuse
    __contains__ = __getitem__ = _refuse
