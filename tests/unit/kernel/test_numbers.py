"""Numbers read as people write them, and what a field shows can be sent back as it is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from khetene.kernel import numbers
from khetene.web.components.forms import AmountField

AMOUNTS = st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2, allow_nan=False)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("lv", ["1453", "14\xa0536", "1,5", "0,05", "64\xa0952,21\xa0€", "1453,20\xa0€", "33,333\xa0%"]),
        ("en", ["1453", "14,536", "1.5", "0.05", "64,952.21\xa0€", "1453.20\xa0€", "33.333\xa0%"]),
    ],
)
def test_numbers_are_written_in_the_readers_language_and_grouped_from_five_digits(
    language: str, said: list[str]
) -> None:
    with translation.override(language):
        assert [
            *(numbers.amount(Decimal(text)) for text in ("1453", "14536.00", "1.50", "0.05")),
            *(numbers.euros(Decimal(text)) for text in ("64952.21", "1453.2")),
            numbers.per_cent(Decimal("33.333")),
        ] == said


@pytest.mark.parametrize("language", ["lv", "en"])
@given(number=AMOUNTS)
def test_what_a_field_shows_can_be_sent_back_as_it_is(language: str, number: Decimal) -> None:
    field = AmountField()

    with translation.override(language):
        assert field.clean(field.prepare_value(number)) == number
        assert not field.has_changed(number, field.prepare_value(number))


@pytest.mark.parametrize("written", ["1 453,20 €", "1\xa0453.20", "1453,2", " 1453.20€"])
def test_spaces_and_the_sign_of_the_euro_do_not_matter(written: str) -> None:
    assert AmountField().clean(written) == Decimal("1453.20")


@pytest.mark.parametrize("written", ["1,500.50", "1.453,20", "1,555", "-1", "viens", "1e3", "²"])
def test_what_could_be_read_in_two_ways_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValidationError, match="1453,20"):
        AmountField().clean(written)


@pytest.mark.parametrize("written", ["€", ",", "-", "–", " ", "\xa0", ". €"])
def test_a_sign_without_a_number_is_nothing_written(written: str) -> None:
    assert AmountField(required=False).clean(written) is None
    with pytest.raises(ValidationError) as refused:
        AmountField().clean(written)
    assert refused.value.code == "required"
