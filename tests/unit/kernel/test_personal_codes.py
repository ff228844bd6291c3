"""What has the shape of a personal code, however it is written, and what only looks a little like one."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from khetene.kernel.personal_codes import PersonalCodeFound, first_in, holds_a_personal_code, refuse_personal_codes
from khetene.kernel.workbooks import BadWorkbook, refuse_codes_in

ROOT = Path(__file__).resolve().parents[3]
DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\ufe63/_."
SPACES = " \u00a0\u2009\u200b\u202f\u2060"


@pytest.mark.parametrize("first", ["010190", "311299", "320000", "329999"])
@pytest.mark.parametrize(
    "between", ["", *DASHES, *SPACES, " - ", " – ", "   ", "-\n", "  -  ", "\u2060-", "\u200b-\u200b"]
)
def test_a_code_is_seen_whatever_stands_between_its_parts(first, between):
    assert holds_a_personal_code(f"Viņa kods: {first}{between}12345.")


@pytest.mark.parametrize(
    "words",
    [
        "PNOLV-010190-12345", "p.k.010190-12345", "(010190-12345)", "010190-12345–", "PK01019012345",
        "ID120385-12345", "a120385-12345", "120385-12345ara", "12.03.85-12345",
        "2-120385-12345", "120385-12345-1", "321990-12345-6",
    ],
)  # fmt: skip
def test_a_code_is_seen_beside_other_signs(words):
    assert holds_a_personal_code(words)


@pytest.mark.parametrize(
    "words",
    [
        "+37129123456", "37129123456", "+371 29 123 456", "29123456, 67123456", "+32470123456",  # telephones
        "40003032949", "LV80BANK0000435195001", "1234567890123456",  # enterprise, account, card
        "2024-12345", "JUST/2015/RDIS/AG/NRP2/8793", "Nr. 1-14/00123", "9.2.1.1/15/I/001-23",  # papers
        "01.01.1990. 12345", "2026-01-31 12345", "150 000 12 345", "123456,78 12345,67",  # days and amounts
        "311299\t45000", "010190\n12345", "991390-12345", "003290-12345",
    ],
)  # fmt: skip
def test_other_numbers_are_none(words):
    assert not holds_a_personal_code(words)


def test_keys_of_records_are_none():
    assert not any(
        holds_a_personal_code(str(uuid.UUID(int=number * 0x6A09E667F3BCC908B2FB1366EA957D3E % 2**128)))
        for number in range(20_000)
    )
    assert not holds_a_personal_code("00310190-1234-4000-8000-010190123456")
    assert not holds_a_personal_code("sha256: ab01019012345" + 43 * "c")


def test_a_cell_holds_one_also_as_a_number_that_lost_its_zero():
    cells = [["vārds", "kods"], ["A", 5], ["B", 1019012345.0]]

    assert (first_in(cells), first_in(cells[:2]), first_in([[True, None, 0.5, float("nan")]])) == ((3, 2), None, None)
    assert (first_in([["1019012345 "]]), first_in([["9919012345", "2912345678"]])) == ((1, 1), None)
    with pytest.raises(BadWorkbook) as refused:
        refuse_codes_in(cells)
    assert "B3" in str(refused.value.message)


def test_the_refusal_is_one_and_names_the_field():
    with pytest.raises(PersonalCodeFound) as refused:
        refuse_personal_codes("x", "320000 12345", field="shows")
    assert refused.value.field == "shows"
    assert refuse_personal_codes("x", "y") is None


def test_no_text_of_the_country_or_of_the_demonstration_is_refused():
    texts = [path for folder in ("country", "demo") for path in (ROOT / folder).rglob("*") if path.suffix in TEXTS]

    assert [path.name for path in texts if holds_a_personal_code(path.read_text(encoding="utf-8"))] == []
    assert len(texts) > 30


TEXTS = {".yaml", ".json", ".md", ".csv", ".txt"}
