"""Statements that are built once: from request to request only their values change, so only these are put in anew.

Django builds the SQL of a query anew each time. For a page with a dozen questions that takes longer than the answers of
the database (`benchmarks/desk.py`). A question that pages ask again and again is a function under `@kept`.
"""

from __future__ import annotations

import copy
import functools
import uuid
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Generic, NoReturn, ParamSpec, TypeVar, overload

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import Count, QuerySet
from django.db.models import Value as Const
from django.utils.translation import get_language

from khetene.kernel import clock
from khetene.kernel.actor import Actor

Asked = ParamSpec("Asked")
Row = TypeVar("Row")

Value = uuid.UUID | date | str

MOST_SHAPES = 256  # of one question: pages, filters, how many keys; then it begins anew
_FIRST_DAY = date(9000, 1, 1)
_FIRST_KEY = 0xC0FFEE << 100


class CannotBeKept(TypeError):
    """A mistake in the program: a question that may not stand under `@kept`."""


class Word(str):
    """A word that is a value; any other string belongs to the shape of a question."""

    __slots__ = ()


class Typed(str):
    """What somebody typed to find something, which may be a name: its statement is built for them and kept by nobody."""

    __slots__ = ()


class Kept(Generic[Asked, Row]):
    """A question whose statements are built once for every shape of its arguments."""

    def __init__(self, question: Callable[Asked, QuerySet[Any, Row]]) -> None:
        functools.update_wrapper(self, question)
        self._question = question
        self._statements: dict[Hashable, _Statement] = {}

    def __call__(self, *args: Asked.args, **kwargs: Asked.kwargs) -> list[Row]:
        """All rows."""
        return self.answer(_Part(), args, kwargs)

    def listed(self, *args: Asked.args, **kwargs: Asked.kwargs) -> Listed[Row]:
        """The same rows for a list that is read in parts."""
        return Listed(self, args, kwargs)

    def answer(self, part: _Part, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[Any]:
        """A part of the rows, or their number as a row."""
        statement, values = self.ready(part, args, kwargs)
        return statement.rows(values)

    def ready(self, part: _Part, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[_Statement, list[Value]]:
        """The statement of this shape and what goes into it. The suite compares each with the question built plainly."""
        given = _Given()
        for each in (*args, *kwargs.values()):
            given.take(each)
        if given.is_typed:
            return _built(self._question, part, args, kwargs, given), given.values
        shape = (connection.vendor, get_language(), part, *kwargs, *given.shape)
        statement = self._statements.get(shape)
        if statement is None:
            if len(self._statements) >= MOST_SHAPES:
                self._statements.clear()
            statement = self._statements[shape] = _built(self._question, part, args, kwargs, given)
        return statement, given.values

    def plainly(self, part: _Part, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
        """What Django builds for these arguments; nothing is asked. An answer that is empty for sure is no statement."""
        rows = part.of(self._question(*args, **kwargs))
        try:
            sql, params = rows.query.get_compiler(rows.db).as_sql()
        except EmptyResultSet:
            return "", ()
        return sql, tuple(params)


def kept(question: Callable[Asked, QuerySet[Any, Row]]) -> Kept[Asked, Row]:
    """Let a function that builds a query answer with its rows, and build the query once for every shape of arguments.

    Keys, days and moments, `Word`s, an actor, and tuples of keys or days are values; everything else belongs to the
    shape and is remembered with it, but for what is `Typed`. The question is built with stand-ins: it puts its values into
    the query as they are. So is `clock.today()`.
    """
    return Kept(question)


def slim(rows: QuerySet[Any, Row], *names: str) -> QuerySet[Any, Row]:
    """Rows with all their own columns, and of the related records only those that are named (`office__name`)."""
    return rows.only(*(column.name for column in rows.model._meta.concrete_fields), *names)


class Listed(Generic[Row]):
    """Rows of a kept question that are read in parts; a paginator takes it as it takes a query."""

    ordered = True

    def __init__(self, question: Kept[Any, Row], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        self._question, self._args, self._kwargs = question, args, kwargs

    def count(self) -> int:
        """How many rows there are; asked of the database."""
        return int(next(iter(self._question.answer(_Part(is_count=True), self._args, self._kwargs)), 0))

    def __len__(self) -> int:
        return self.count()

    def __iter__(self) -> Iterator[Row]:
        return iter(self._question.answer(_Part(), self._args, self._kwargs))

    @overload
    def __getitem__(self, part: int) -> Row: ...

    @overload
    def __getitem__(self, part: slice) -> list[Row]: ...

    def __getitem__(self, part: int | slice) -> Row | list[Row]:
        if isinstance(part, int):
            return self[part : part + 1][0]
        return self._question.answer(_Part(part.start, part.stop), self._args, self._kwargs)


@dataclass(frozen=True, slots=True)
class _Part:
    start: int | None = None
    stop: int | None = None
    is_count: bool = False

    def of(self, rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
        if not self.is_count:
            return rows if self.start is self.stop is None else rows[self.start : self.stop]
        all_as_one = rows.order_by().annotate(all_as_one=Const(1)).values("all_as_one")
        number: QuerySet[Any, int] = all_as_one.annotate(number=Count("*")).values_list("number", flat=True)
        return number


_VALUES = (uuid.UUID, date, Word)


class _Given:
    """The arguments of one call: what belongs to the shape of the statement, and which values go into it."""

    def __init__(self) -> None:
        self.shape: list[Hashable] = []
        self.values: list[Value] = []
        self.needed: list[int] = []  # which values must be found again in the statement
        self.is_typed = False

    def take(self, argument: Any) -> None:
        if isinstance(argument, Actor):
            self.shape.append((Actor, argument.role, argument.second_factor, argument.organisation_kind))
            self.values += [argument.user_key, argument.membership_key, argument.organisation_key]
        elif isinstance(argument, _VALUES):
            self.needed.append(len(self.values))
            self.shape.append(type(argument).__name__)
            self.values.append(argument)
        elif _is_row_of_values(argument):
            self.shape.append((tuple, type(argument[0]), len(argument)))
            self.values += argument
        else:
            self.is_typed = self.is_typed or (isinstance(argument, Typed) and bool(argument))
            self.shape.append((type(argument), argument))


def _is_row_of_values(argument: Any) -> bool:
    return isinstance(argument, tuple) and bool(argument) and all(isinstance(each, _VALUES) for each in argument)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value goes: the number of the argument, or the clock's day or moment."""

    of: int | str


# What of a query set says how its rows are made.
_MANNER = ("_iterable_class", "_fields", "_prefetch_related_lookups", "_known_related_objects")


class _Lent:
    """A query that hands out a compiler of this moment; everything else is as the query that was built once says."""

    def __init__(self, query: Any, compiler: Any) -> None:
        self._query, self._compiler = query, compiler

    def get_compiler(self, *_args: Any, **_kwargs: Any) -> Any:
        return self._compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)


class _Statement:
    """A compiled query. It belongs to no connection: every thread lends it its own."""

    def __init__(self, rows: QuerySet[Any, Any], compiler: Any, sql: str, params: Sequence[Any]) -> None:
        self._queryset, self._compiler, self._sql, self._params = rows, compiler, sql, params
        self._found: dict[str, Any] = {}
        self._manner = {name: rows.__dict__[name] for name in _MANNER}

    def said(self, values: list[Value]) -> tuple[str, tuple[Any, ...]]:
        ready = _all_adapted(values)
        return self._sql, tuple(_put_in(each, ready) if type(each) is _Place else each for each in self._params)

    def rows(self, values: list[Value]) -> list[Any]:
        if not self._sql:
            return []
        mold = self._queryset
        compiler = copy.copy(self._compiler)
        compiler.connection = connections[mold.db]  # of this thread, looked up once
        said = self.said(values)
        compiler.as_sql = lambda *_args, **_kwargs: said
        compiler.get_converters = self._once(compiler.get_converters)
        compiler.has_composite_fields = self._once(compiler.has_composite_fields)
        lent: Any = _Lent(mold.query, compiler)
        asked = type(mold)(mold.model, lent, mold.db)
        asked.__dict__.update(self._manner)
        return list(asked)

    def _once(self, find: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """What is said of the columns of an answer is the same each time: it is found out with the first answer."""

        def known(expressions: Any) -> Any:
            if find.__name__ not in self._found:
                self._found[find.__name__] = find(expressions)
            return self._found[find.__name__]

        return known


def _put_in(place: _Place, ready: list[Any]) -> Any:
    if place.of == "today":
        return _adapted(clock.today())
    if place.of == "now":
        return _adapted(clock.now())
    assert isinstance(place.of, int)
    return ready[place.of]


def _all_adapted(values: list[Value]) -> list[Any]:
    """As `_adapted`; most values are keys, and the database is asked once how it takes them."""
    is_native = connection.features.has_native_uuid_field
    return [(each if is_native else each.hex) if isinstance(each, uuid.UUID) else _adapted(each) for each in values]


def _adapted(value: Value) -> Any:
    """The value as the database takes it."""
    if isinstance(value, uuid.UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, str):
        return str(value)
    return connection.ops.adapt_datefield_value(value)


# Building


def _built(
    question: Callable[..., QuerySet[Any, Any]], part: _Part, args: Any, kwargs: Any, given: _Given
) -> _Statement:
    stand_ins = _StandIns(given.values)
    with clock.set_to(stand_ins.now), _nothing_is_asked():
        rows = question(
            *(stand_ins.instead_of(each) for each in args),
            **{name: stand_ins.instead_of(each) for name, each in kwargs.items()},
        )
        rows = part.of(rows)
        compiler = rows.query.get_compiler(rows.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return _Statement(rows, compiler, "", ())
    places = [stand_ins.place_of(each) for each in params]
    missing = set(given.needed) - {each.of for each in places if isinstance(each, _Place)}
    if missing:
        raise CannotBeKept(f"{question.__qualname__}: a value does not go into the query as it is.")
    return _Statement(rows, compiler, sql, places)


class _StandIns:
    """Values that are like nothing else, so that they are found again in the parameters of the statement."""

    def __init__(self, values: list[Value]) -> None:
        self.now = datetime.combine(_FIRST_DAY - timedelta(days=30), time(12), tzinfo=UTC)
        self._values = [_like(value, number) for number, value in enumerate(values)]
        self._next = 0
        self._places = {_adapted(value): _Place(number) for number, value in enumerate(self._values)}
        self._places[_adapted(self.now)] = _Place("now")
        self._places[_adapted(clock.day_of(self.now))] = _Place("today")

    def instead_of(self, argument: Any) -> Any:
        if isinstance(argument, Actor):
            user, membership, organisation = self._taken(), self._taken(), self._taken()
            keys = {"user_key": user, "membership_key": membership, "organisation_key": organisation}
            return replace(argument, **keys)
        if isinstance(argument, _VALUES):
            return self._taken()
        if _is_row_of_values(argument):
            return tuple(self._taken() for _each in argument)
        return argument

    def _taken(self) -> Any:
        self._next += 1
        return self._values[self._next - 1]

    def place_of(self, param: Any) -> Any:
        place = self._places.get(param) if isinstance(param, Hashable) else None
        if place is None and _is_of_a_far_year(param):
            raise CannotBeKept("A day was counted from a value; count it first and hand it in.")
        return place or param


def _like(value: Value, number: int) -> Value:
    if isinstance(value, uuid.UUID):
        return uuid.UUID(int=_FIRST_KEY + number)
    if isinstance(value, str):
        return Word(f"in the place of a word {number}")
    day = _FIRST_DAY + timedelta(days=number)
    return datetime.combine(day, time(1), tzinfo=UTC) if isinstance(value, datetime) else day


def _is_of_a_far_year(param: Any) -> bool:
    """No question of ours has a day after the year 8000 of its own."""
    if isinstance(param, date):
        return param.year > 8000
    return isinstance(param, str) and param[:2] in ("89", "90") and param[4:5] == "-"


@contextmanager
def _nothing_is_asked() -> Iterator[None]:
    """While it is built, a question that asks the database would ask for the stand-ins."""

    def refuse(_execute: Any, sql: str, *_rest: Any) -> NoReturn:
        raise CannotBeKept(f"A question under @kept asked the database while it was built: {sql[:60]}")

    with connection.execute_wrapper(refuse):
        yield
