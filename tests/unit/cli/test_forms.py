"""A questionnaire is checked and printed from the command line."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.factories.instruments import ROWS
from tests.factories.workbooks import xlsform


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "anketa.xlsx"
    path.write_bytes(xlsform(ROWS))
    return path


def test_a_checked_form_says_what_it_asks_of_whom(khetene, file):
    said = khetene("form", "check", str(file))

    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[:3] == ["anketa.xlsx: Anketa 1", "  education: 3", "  police: 1"]


def test_a_refused_form_names_file_sheet_and_cell(khetene, tmp_path):
    bad = tmp_path / "slikta.xlsx"
    bad.write_bytes(xlsform([["rank yn", "r", "Kas svarīgāk?"]]))

    said = khetene("form", "check", str(bad))

    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("khetene form: slikta.xlsx: survey!A2: ")


def test_a_blank_form_is_a_page_that_stands_alone(khetene, file, tmp_path):
    target = tmp_path / "form.html"
    said = khetene("form", "blank", str(file), "--field", "education", "--out", str(target))

    page = BeautifulSoup(target.read_text(encoding="utf-8"), "html.parser")
    assert (said.code, page.title.text, page.find_all(["script", "link", "img"])) == (0, "Anketa", [])
    assert "Vai strādājāt kopā?" in page.text
    assert "policijai" not in page.text


def test_a_blank_form_is_a_tagged_pdf_when_the_name_says_so(khetene, file, tmp_path):
    target = tmp_path / "form.pdf"
    said = khetene("form", "blank", str(file), "--out", str(target))

    made = target.read_bytes()
    assert (said.code, made[:5], b"/StructTreeRoot" in made, b"pdfuaid" in made) == (0, b"%PDF-", True, True)
