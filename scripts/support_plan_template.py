"""Writes the Word template of the support plan anew: `python scripts/support_plan_template.py`. Word changes it later."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.shared import Cm
from report_template import _page

TEMPLATE = Path(__file__).resolve().parents[1] / "country" / "lv" / "templates" / "support-plan.docx"


def main() -> None:
    word = Document()
    _page(word)
    section = word.sections[0]
    section.left_margin = section.right_margin = Cm(2)
    section.footer.paragraphs[0].clear()
    word.add_paragraph("{{ kind }}", style="Subtitle")
    word.add_paragraph("{{ title }}", style="Title")
    word.add_paragraph("{%p for part in parts %}")
    word.add_paragraph("{{ part.heading }}", style="Heading 1")
    word.add_paragraph("{%p for words in part.paragraphs %}")
    word.add_paragraph("{{ words }}")
    word.add_paragraph("{%p endfor %}")
    _facts(word, "part.facts")
    _tables(word, "part.tables")
    word.add_paragraph("{%p for item in part['items'] %}")  # a dictionary has a method of that name
    word.add_paragraph("{{ item.heading }}", style="Heading 2")
    _facts(word, "item.facts")
    _tables(word, "item.tables")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p endfor %}")
    word.save(str(TEMPLATE))


def _facts(word: Word, rows: str) -> None:
    word.add_paragraph(f"{{%p for fact in {rows} %}}")
    line = word.add_paragraph()
    line.add_run("{{ fact[0] }}{{ ' ' if fact[0] == '–' else ': ' }}").bold = True
    line.add_run("{{ fact[1] }}")
    word.add_paragraph("{%p endfor %}")


def _tables(word: Word, tables: str) -> None:
    """As many columns as the table has heads; the heading row is repeated on every page."""
    word.add_paragraph(f"{{%p for table in {tables} %}}")
    table = word.add_table(rows=4, cols=3, style="Table Grid")
    for row, cells in ((0, ("for head in table.heads", "{{ head }}")), (2, ("for cell in row", "{{ cell }}"))):
        table.cell(row, 0).text = f"{{%tc {cells[0]} %}}"
        table.cell(row, 1).paragraphs[0].add_run(cells[1]).bold = row == 0
        table.cell(row, 2).text = "{%tc endfor %}"
    table.cell(1, 0).text = "{%tr for row in table.rows %}"
    table.cell(3, 0).text = "{%tr endfor %}"
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  python-docx has no other way
    word.add_paragraph()
    word.add_paragraph("{%p endfor %}")


if __name__ == "__main__":
    main()
