"""What a read finds over several organisations: closed until the door opens it, so that nothing can show it raw."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NoReturn

Row = tuple[tuple[str, ...], str, int]
Member = tuple[tuple[str, ...], str, str]
Recode = Callable[[tuple[str, ...]], tuple[str, ...]]


class Closed(TypeError):
    """Somebody tried to read what is closed without passing disclosure control."""

    def __init__(self) -> None:
        super().__init__("What a read found over several organisations is read through khetene.disclosure.door alone.")


class Shut:
    """It can be added to another and told by other codes; what it holds and how much stays inside."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(closed)"

    def _refuse(self, *_given: object) -> NoReturn:
        raise Closed

    __iter__ = __len__ = __bool__ = __eq__ = __hash__ = __reduce_ex__ = __format__ = _refuse
    __contains__ = __getitem__ = _refuse


class Tally(Shut):
    """Numbers by codes and organisation. Each row is a set of units of its own: rows can be added up."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[tuple[tuple[str, ...], Any, int]]) -> None:
        self._rows: tuple[Row, ...] = tuple((codes, str(who), number) for codes, who, number in rows if number)

    def recoded(self, code: Recode) -> Tally:
        """The same numbers under other codes, such as a region instead of a parish."""
        return Tally((code(codes), who, number) for codes, who, number in self._rows)

    def __add__(self, other: Tally) -> Tally:
        return Tally((*self._rows, *other._rows))


class Members(Shut):
    """Units one by one, each with codes, its organisation and a key of its own that lasts. One unit may have several rows.

    For tables that readers cut themselves: how many different units stand under the same codes is known only after the cut.
    """

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[tuple[tuple[str, ...], Any, Any]]) -> None:
        self._rows: tuple[Member, ...] = tuple((codes, str(who), str(unit)) for codes, who, unit in rows)

    def recoded(self, code: Recode) -> Members:
        """The same units under other codes, or fewer."""
        return Members((code(codes), who, unit) for codes, who, unit in self._rows)
