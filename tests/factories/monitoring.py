"""Indicators, and figures of sources that are entered through the actions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import factory

from khetene.accounts.models import Membership
from khetene.monitoring import actions
from khetene.monitoring.models import Indicator, Value
from tests.factories.accounts import actor_of


class IndicatorFactory(factory.django.DjangoModelFactory[Indicator]):
    class Meta:
        model = Indicator

    code = factory.Sequence(lambda number: f"o2-indicator-{number}")
    objective = "O2"
    name = factory.LazyFunction(lambda: {"lv": "Cik iedzīvotāju", "en": "How many inhabitants"})
    definition = factory.LazyFunction(lambda: {"lv": "Cik to ir.", "en": "How many there are."})
    kind = "structure"
    unit = "persons"
    source_kind = "register"


def entered(indicator: Indicator, by: Membership, number: str | None = "4784", **more: Any) -> Value:
    """A figure of the statistical bureau for 2022, unless something else is named."""
    fields = {"year": 2022, "source": "CSP", "source_kind": "register", "document": "CSP tabula", **more}
    said = actions.Said(number=Decimal(number) if number is not None else None, **fields)
    return actions.enter_value(indicator.pk, said, actor=actor_of(by))
