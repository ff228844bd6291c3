"""Writes the Word template of the yearly overview: `python scripts/overview_template.py`. Then people change it in Word."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

TEMPLATE = Path(__file__).resolve().parents[1] / "country" / "lv" / "templates" / "yearly-overview.docx"
STYLES = {"heading": "Heading 2", "bullet": "List Bullet", "number": "List Number", "paragraph": "Normal"}


def main() -> None:
    word = Document()
    _page(word)
    for _line in range(6):
        word.add_paragraph()
    word.add_paragraph("{{ title }}", style="Title")
    word.add_paragraph("{{ as_of }}", style="Subtitle").add_run().add_break(WD_BREAK.PAGE)
    word.add_paragraph("{%p for part in parts %}")
    word.add_paragraph("{{ part.heading }}", style="Heading 1")
    _text(word)
    _figures(word)
    word.add_paragraph("{%p endfor %}")
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


def _text(word: Word) -> None:
    _when(word, "part.kept", lambda: _italic(word, "{{ part.kept }}"))
    _when(word, "not part.blocks", lambda: _italic(word, "{{ labels.no_text }}"))
    word.add_paragraph("{%p for block in part.blocks %}")
    for kind, style in STYLES.items():
        _when(
            word, f"block.kind == '{kind}'", lambda style=style: word.add_paragraph("{{r block.words }}", style=style)
        )
    word.add_paragraph("{%p endfor %}")


def _figures(word: Word) -> None:
    def counted() -> None:
        word.add_paragraph("{%p for row in part.counted %}")
        _named(word, "{{ row.name }}", ": {{ row.shown }}")
        _italic(word, "{{ row.rule }}")
        _each(word, "more", "row.more")
        word.add_paragraph("{%p endfor %}")

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
        word.add_paragraph(f"{{%p if part.{name} %}}")
        word.add_paragraph(f"{{{{ labels.{name} }}}}", style="Heading 2")
        write()
        word.add_paragraph("{%p endif %}")


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
