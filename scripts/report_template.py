"""Writes the Word template of the report anew: `python scripts/report_template.py`. Afterwards people change it in Word."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

TEMPLATE = Path(__file__).resolve().parents[1] / "country" / "lv" / "templates" / "gathering-report.docx"


def main() -> None:
    word = Document()
    _page(word)
    _cover(word)
    _body(word)
    _annexes(word)
    word.save(str(TEMPLATE))


def _page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "lv-LV")
    normal.element.get_or_add_rPr().append(language)
    footer = section.footer.paragraphs[0]
    footer.add_run("{{ funding }}").italic = True
    footer.runs[0].font.size = Pt(8)


def _cover(word: Word) -> None:
    for _line in range(6):
        word.add_paragraph()
    word.add_paragraph("{{ labels.report }}", style="Subtitle")
    word.add_paragraph("{{ title }}", style="Title")
    word.add_paragraph("{{ kind }}")
    for name in ("when", "place", "organiser", "purpose"):
        word.add_paragraph(f"{{%p if {name} %}}")
        line = word.add_paragraph()
        line.add_run(f"{{{{ labels.{name} }}}}: ").bold = True
        line.add_run(f"{{{{ {name} }}}}")
        word.add_paragraph("{%p endif %}")
    word.add_paragraph("{{ phase }}")
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _body(word: Word) -> None:
    word.add_paragraph("{%p for part in parts %}")
    word.add_paragraph("{{ part.heading }}", style="Heading 1")
    word.add_paragraph("{%p if part.by %}")
    word.add_paragraph().add_run("{{ part.by }}").italic = True
    word.add_paragraph("{%p endif %}")
    word.add_paragraph("{%p for block in part.blocks %}")
    styles = {"heading": "Heading 2", "bullet": "List Bullet", "number": "List Number", "paragraph": "Normal"}
    for kind, style in styles.items():
        word.add_paragraph(f"{{%p if block.kind == '{kind}' %}}")
        word.add_paragraph("{{r block.words }}", style=style)
        word.add_paragraph("{%p endif %}")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p if said %}")
    word.add_paragraph("{{ labels.said }}", style="Heading 1")
    word.add_paragraph("{%p for group in said %}")
    word.add_paragraph("{{ group.heading }}", style="Heading 2")
    word.add_paragraph("{%p for words in group.words %}")
    word.add_paragraph("{{ words }}", style="List Bullet")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p endif %}")
    _surveys(word)
    word.add_paragraph("{%p if figures or stated %}")
    word.add_paragraph("{{ labels.counted }}", style="Heading 1")
    for rows, label, style in (("figures", "", "Normal"), ("stated", "stated", "List Bullet")):
        word.add_paragraph(f"{{%p if {rows} %}}")
        if label:
            word.add_paragraph(f"{{{{ labels.{label} }}}}", style="Heading 2")
        word.add_paragraph(f"{{%p for words in {rows} %}}")
        word.add_paragraph("{{ words }}", style=style)
        word.add_paragraph("{%p endfor %}")
        word.add_paragraph("{%p endif %}")
    _table(word, "by_sector", ["{{ labels.by_sector }}", ""], ["{{ row[0] }}", "{{ row[1] }}"])
    word.add_paragraph("{%p endif %}")


def _surveys(word: Word) -> None:
    word.add_paragraph("{%p if surveys %}")
    word.add_paragraph("{{ labels.survey }}", style="Heading 1")
    word.add_paragraph("{%p for survey in surveys %}")
    word.add_paragraph("{{ survey.heading }}", style="Heading 2")
    word.add_paragraph("{%p for sentence in survey.sentences %}")
    word.add_paragraph("{{ sentence }}")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p for question in survey.questions %}")
    word.add_paragraph("{{ question.label }}", style="Heading 3")
    word.add_paragraph("{%p for line in question.lines %}")
    word.add_paragraph("{{ line }}", style="List Bullet")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p endif %}")


def _annexes(word: Word) -> None:
    word.add_paragraph("{%p if agenda %}")
    word.add_paragraph("{{ labels.agenda }}", style="Heading 1").paragraph_format.page_break_before = True
    item = "{{ row.title }}{% for who in row.speakers %}\n{{ who }}{% endfor %}"
    _table(word, "agenda", ["{{ labels.time }}", "{{ labels.item }}"], ["{{ row.time }}", item])
    word.add_paragraph("{%p endif %}")
    word.add_paragraph("{%p if participants %}")
    word.add_paragraph("{{ labels.participants }}", style="Heading 1").paragraph_format.page_break_before = True
    who = "{{ row.who }}{% if row.described %}\n{{ row.described }}{% endif %}"
    _table(word, "participants", ["Nr.", "{{ labels.who }}"], ["{{ loop.index }}", who])
    word.add_paragraph("{%p endif %}")
    word.add_paragraph("{%p if sources %}")
    word.add_paragraph("{{ labels.sources }}", style="Heading 1")
    word.add_paragraph("{%p for words in sources %}")
    word.add_paragraph("{{ words }}", style="List Bullet")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p endif %}")


def _table(word: Word, rows: str, heading: list[str], cells: list[str]) -> None:
    """A heading row that is repeated on every page, and one row for each of `rows`."""
    table = word.add_table(rows=4, cols=len(heading), style="Table Grid")
    for number, text in enumerate(heading):
        table.cell(0, number).paragraphs[0].add_run(text).bold = True
        table.cell(2, number).text = cells[number]
    table.cell(1, 0).text = f"{{%tr for row in {rows} %}}"
    table.cell(3, 0).text = "{%tr endfor %}"
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001  python-docx has no other way


if __name__ == "__main__":
    main()
