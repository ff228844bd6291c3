"""Writes the Word templates of the yearly overview and of the report to the Commission: `python scripts/overview_template.py`.

Then people change them in Word.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

TEMPLATES = Path(__file__).resolve().parents[1] / "country" / "lv" / "templates"
YEARS = 2
STYLES = {"heading": "Heading 2", "bullet": "List Bullet", "number": "List Number", "paragraph": "Normal"}


def main() -> None:
    _yearly().save(str(TEMPLATES / "yearly-overview.docx"))
    _of_two_years().save(str(TEMPLATES / "eu-report.docx"))


def _yearly() -> Word:
    word = _begun()
    word.add_paragraph("{%p for part in parts %}")
    word.add_paragraph("{{ part.heading }}", style="Heading 1")
    _text(word, "part")
    _when(word, "part.contributed", lambda: _contributed(word))
    _figures(word, lambda: _counted(word))
    word.add_paragraph("{%p endfor %}")
    return word


def _of_two_years() -> Word:
    word = _begun()
    word.add_paragraph("{{ labels.country }}", style="Heading 1")
    _answers(word, "general")
    word.add_paragraph("{%p for part in parts %}")
    word.add_paragraph("{{ part.heading }}", style="Heading 1")
    _answers(word, "part.answers")
    word.add_paragraph("{%p for year in part.contributed %}")
    word.add_paragraph("{{ year.heading }}", style="Heading 2")
    _fields(word, "year.fields")
    word.add_paragraph("{%p endfor %}")
    _figures(word, lambda: _table(word))
    word.add_paragraph("{%p endfor %}")
    return word


def _begun() -> Word:
    word = Document()
    _page(word)
    for _line in range(6):
        word.add_paragraph()
    word.add_paragraph("{{ title }}", style="Title")
    word.add_paragraph("{{ as_of }}", style="Subtitle").add_run().add_break(WD_BREAK.PAGE)
    return word


def _answers(word: Word, answers: str) -> None:
    word.add_paragraph(f"{{%p for answer in {answers} %}}")
    word.add_paragraph("{{ answer.heading }}", style="Heading 2")
    _text(word, "answer", heading="Heading 3")

    def changed() -> None:
        _italic(word, "{{ answer.changed }}")
        _each(word, "line", "answer.removed", "{{ labels.removed }} {{ line }}")
        _each(word, "line", "answer.added", "{{ labels.added }} {{ line }}")

    _when(word, "answer.changed", changed)
    word.add_paragraph("{%p endfor %}")


def _table(word: Word) -> None:
    """A row for each figure, a column for each year; the columns are written out, so a period of one year leaves one empty."""
    table = word.add_table(rows=4, cols=1 + YEARS, style="Table Grid")
    header, opening, row, closing = (one.cells for one in table.rows)
    header[0].text = "{{ labels.figure }}"
    opening[0].text, closing[0].text = "{%tr for row in part.counted %}", "{%tr endfor %}"
    row[0].paragraphs[0].add_run("{{ row.name }}").bold = True
    row[0].add_paragraph("{{ row.rule }}")
    row[0].add_paragraph("{%p for more in row.more %}")
    row[0].add_paragraph("{{ more }}")
    row[0].add_paragraph("{%p endfor %}")
    for place in range(YEARS):
        header[1 + place].text = f"{{{{ years[{place}] }}}}"
        row[1 + place].text = f"{{{{ row.cells[{place}] }}}}"
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:tblHeader"))
    table.rows[0].cells[0].paragraphs[0].part.element.xpath(".//w:tr")[0].insert(0, properties)
    for one in table.rows:
        for place, width in enumerate((Cm(10), Cm(3), Cm(3))):
            one.cells[place].width = width


def _page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "lv-LV")
    normal.element.get_or_add_rPr().append(language)


def _text(word: Word, of: str, heading: str = "Heading 2") -> None:
    _when(word, f"{of}.kept", lambda: _italic(word, f"{{{{ {of}.kept }}}}"))
    _when(word, f"not {of}.blocks", lambda: _italic(word, "{{ labels.no_text }}"))
    word.add_paragraph(f"{{%p for block in {of}.blocks %}}")
    for kind, style in (STYLES | {"heading": heading}).items():
        _when(
            word, f"block.kind == '{kind}'", lambda style=style: word.add_paragraph("{{r block.words }}", style=style)
        )
    word.add_paragraph("{%p endfor %}")


def _contributed(word: Word) -> None:
    word.add_paragraph("{{ labels.contributed }}", style="Heading 2")
    _fields(word, "part.contributed")


def _fields(word: Word, fields: str) -> None:
    word.add_paragraph(f"{{%p for field in {fields} %}}")
    word.add_paragraph("{{ field.name }}", style="Heading 3")
    word.add_paragraph("{{ field.answered }} {{ field.silent }}")
    _each(word, "line", "field.counts", "{{ line[0] }} {{ line[1] }}")
    word.add_paragraph("{%p for one in field.said %}")
    _named(word, "{{ one[0] }}", "")
    _each(word, "line", "one[1]", "{{ line[0] }} {{ line[1] }}")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p endfor %}")


def _counted(word: Word) -> None:
    word.add_paragraph("{%p for row in part.counted %}")
    _named(word, "{{ row.name }}", ": {{ row.shown }}")
    _italic(word, "{{ row.rule }}")
    _each(word, "more", "row.more")
    word.add_paragraph("{%p endfor %}")


def _figures(word: Word, counted: Callable[[], None]) -> None:
    def stated() -> None:
        word.add_paragraph("{%p for row in part.stated %}")
        _named(word, "{{ row.name }}", "")
        _each(word, "line", "row.lines", "{{ line[0] }} – {{ line[1] }}")
        _when(word, "row.difference", lambda: _italic(word, "{{ row.difference }}"))
        word.add_paragraph("{%p endfor %}")

    def missing() -> None:
        word.add_paragraph("{%p for row in part.missing %}")
        _named(word, "{{ row.name }}", ". {{ row.why }}", style="List Bullet")
        word.add_paragraph("{%p endfor %}")

    parts = {
        "counted": counted,
        "stated": stated,
        "missing": missing,
        "sources": lambda: _each(word, "one", "part.sources"),
    }
    for name, write in parts.items():
        if name == "missing":
            _pictures(word)
        word.add_paragraph(f"{{%p if part.{name} %}}")
        word.add_paragraph(f"{{{{ labels.{name} }}}}", style="Heading 2")
        write()
        word.add_paragraph("{%p endif %}")


def _pictures(word: Word) -> None:
    word.add_paragraph("{%p for picture in part.pictures %}")
    word.add_paragraph("{{ picture.question }}", style="Caption").paragraph_format.keep_with_next = True
    word.add_paragraph("{{ picture.drawn }}")
    word.add_paragraph("{%p endfor %}")


def _named(word: Word, name: str, rest: str, style: str = "Normal") -> None:
    line = word.add_paragraph(style=style)
    line.add_run(name).bold = True
    line.add_run(rest)


def _each(word: Word, name: str, rows: str, words: str = "") -> None:
    word.add_paragraph(f"{{%p for {name} in {rows} %}}")
    word.add_paragraph(words or f"{{{{ {name} }}}}", style="List Bullet")
    word.add_paragraph("{%p endfor %}")


def _italic(word: Word, words: str) -> None:
    word.add_paragraph().add_run(words).italic = True


def _when(word: Word, condition: str, write) -> None:
    word.add_paragraph(f"{{%p if {condition} %}}")
    write()
    word.add_paragraph("{%p endif %}")


if __name__ == "__main__":
    main()
