"""What is asked of the database about a record before it is saved, in as few statements as will do.

Django asks the database about each check constraint by itself, inside a savepoint of its own: three statements for each of up to
eight. Here all of them are asked together. Whatever does not simply hold is left to Django, which says which one and in
which words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress
from typing import Any

from django.core.exceptions import FieldError
from django.db import DatabaseError, connections, models, router, transaction
from django.db.models import CheckConstraint, Q, Value
from django.db.models.constraints import BaseConstraint
from django.db.models.functions import Coalesce
from django.db.models.sql import Query
from django.db.models.sql.constants import SINGLE

Constraints = list[tuple[type[models.Model], Sequence[BaseConstraint]]]


def held(record: models.Model) -> Iterator[str]:
    """Links to records in hand as they were read. That none of them goes away meanwhile is the rule of the foreign key."""
    for field in record._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.is_cached(record) and not field.get_limit_choices_to():
            other = field.get_cached_value(record)
            if other and not other._state.adding and _key(other, field.target_field) == _key(record, field):  # noqa: SLF001  says whether it was read
                yield field.name


def _key(record: models.Model, field: models.Field[Any, Any]) -> object:
    return field.value_from_object(record)


def still_to_ask(record: models.Model, constraints: Constraints, exclude: set[str]) -> Constraints:
    """What Django has to ask by itself: without the checks that hold, or everything if one of them does not."""
    using = router.db_for_write(type(record), instance=record)
    left: Constraints = []
    for model, of_model in constraints:
        checks = [constraint for constraint in of_model if type(constraint) is CheckConstraint]
        held_already = checks if len(checks) > 1 and _hold(record, model, checks, exclude, using) else []
        left.append((model, [constraint for constraint in of_model if constraint not in held_already]))
    return left


def _hold(
    record: models.Model, model: type[models.Model], checks: list[CheckConstraint], exclude: set[str], using: str
) -> bool:
    """As `Q.check` asks, and as a database understands a check: what is unknown is not refused."""
    against = record._get_field_expression_map(meta=model._meta, exclude=exclude)  # type: ignore[attr-defined]  # noqa: SLF001  as Django's checks do
    question = Query(None)
    for name, value in against.items():
        question.add_annotation(value, name, select=False)
    question.add_annotation(Value(1), "_check")
    for check in checks:
        with suppress(FieldError):  # it looks at what is left out
            question.add_q(Q(Coalesce(check.condition, True, output_field=models.BooleanField())))
    inside = transaction.atomic(using=using) if connections[using].in_atomic_block else nullcontext()
    try:
        with inside:
            return question.get_compiler(using=using).execute_sql(SINGLE) is not None
    except DatabaseError:
        return False
