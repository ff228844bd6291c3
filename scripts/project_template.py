"""Writes the Word template of applications and reports anew: `python scripts/project_template.py`. Word changes it later."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from report_template import _page

TEMPLATE = Path(__file__).resolve().parents[1] / "country" / "lv" / "templates" / "project.docx"


def main() -> None:
    word = Document()
    _page(word)
    word.sections[0].footer.paragraphs[0].clear()  # an application has no statement about the funding yet
    word.add_paragraph("{{ kind }}", style="Subtitle")
    word.add_paragraph("{{ title }}", style="Title")
    _facts(word, "facts")
    _part(word, "gaps", "List Bullet")
    _sections(word)
    _part(word, "sources", "Normal")
    word.save(str(TEMPLATE))


def _part(word: Word, rows: str, style: str) -> None:
    word.add_paragraph(f"{{%p if {rows} %}}")
    word.add_paragraph(f"{{{{ labels.{rows} }}}}", style="Heading 1")
    _lines(word, rows, style)
    word.add_paragraph("{%p endif %}")


def _lines(word: Word, rows: str, style: str) -> None:
    word.add_paragraph(f"{{%p for words in {rows} %}}")
    word.add_paragraph("{{ words }}", style=style)
    word.add_paragraph("{%p endfor %}")


def _facts(word: Word, rows: str) -> None:
    word.add_paragraph(f"{{%p for fact in {rows} %}}")
    line = word.add_paragraph()
    line.add_run("{{ fact[0] }}: ").bold = True
    line.add_run("{{ fact[1] }}")
    word.add_paragraph("{%p endfor %}")


def _sections(word: Word) -> None:
    word.add_paragraph("{%p for part in sections %}")
    word.add_paragraph("{{ part.heading }}", style="Heading 1")
    _lines(word, "part.paragraphs", "Normal")
    _lines(word, "part.notes", "List Bullet")
    word.add_paragraph("{%p for item in part['items'] %}")  # a dictionary has a method of that name
    word.add_paragraph("{{ item.heading }}", style="Heading 2")
    _facts(word, "item.facts")
    _lines(word, "item.notes", "List Bullet")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p for one in part.pictures %}")
    word.add_paragraph("{{ one.drawn }}").paragraph_format.keep_with_next = True
    word.add_paragraph("{{ one.question }}", style="Caption")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p for table in part.tables %}")
    _table(word)
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p endfor %}")


def _table(word: Word) -> None:
    """As many columns as the table has heads; the heading row is repeated on every page."""
    table = word.add_table(rows=4, cols=3, style="Table Grid")
    for row, cells in ((0, ("for head in table.heads", "{{ head }}")), (2, ("for cell in row", "{{ cell }}"))):
        table.cell(row, 0).text = f"{{%tc {cells[0]} %}}"
        table.cell(row, 1).paragraphs[0].add_run(cells[1]).bold = row == 0
        table.cell(row, 2).text = "{%tc endfor %}"
    table.cell(1, 0).text = "{%tr for row in table.rows %}"
    table.cell(3, 0).text = "{%tr endfor %}"
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  python-docx has no other way


if __name__ == "__main__":
    main()
