"""Spreadsheets that would harm are refused before they are unpacked."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khetene.kernel.workbooks import BadWorkbook, cell_name, first_sheet
from tests.factories.workbooks import workbook


def test_the_first_sheet_is_read_row_by_row():
    cells = first_sheet(workbook([["D-26-0001", "group", date(2026, 11, 20), 1.5]], header=["a", "b", "c", "d"]))

    assert cells == [["a", "b", "c", "d"], ["D-26-0001", "group", date(2026, 11, 20), 1.5]]


def test_a_formula_is_refused_with_its_cell():
    with pytest.raises(BadWorkbook) as refused:
        first_sheet(workbook([["x"]], formula='=HYPERLINK("http://example.org","x")'))

    assert "H2" in str(refused.value.message)


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken", workbook([["x"]])[:-40]])
def test_what_is_no_workbook_is_refused(content):
    with pytest.raises(BadWorkbook):
        first_sheet(content)


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def test_a_workbook_that_unpacks_to_gigabytes_is_refused():
    bomb = zipped([(f"xl/worksheets/sheet{number}.xml", bytes(16 * 1024 * 1024)) for number in range(26)])
    assert len(bomb) < 1024 * 1024

    with pytest.raises(BadWorkbook, match="BadWorkbook"):
        first_sheet(bomb)


def test_a_size_that_lies_is_found():
    honest = zipped([("xl/sharedStrings.xml", bytes(1024 * 1024))])
    size = (1024 * 1024).to_bytes(4, "little")
    assert honest.count(size) >= 1

    with pytest.raises(BadWorkbook):
        first_sheet(honest.replace(size, (1024).to_bytes(4, "little")))


def test_macros_and_thousands_of_parts_are_refused():
    with pytest.raises(BadWorkbook):
        first_sheet(zipped([("xl/vbaProject.bin", b"x")]))
    with pytest.raises(BadWorkbook):
        first_sheet(zipped([(f"part{number}", b"") for number in range(600)]))


@given(st.integers(1, 16_000))
def test_a_column_is_named_as_in_a_spreadsheet(column):
    number = 0
    for letter in cell_name(7, column).removesuffix("7"):
        number = number * 26 + ord(letter) - ord("A") + 1

    assert number == column
