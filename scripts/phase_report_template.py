"""Writes the Word template of the report of a phase anew: `python scripts/phase_report_template.py`. Word changes it later."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from report_template import _page, _table

TEMPLATE = Path(__file__).resolve().parents[1] / "country" / "lv" / "templates" / "phase-report.docx"


def main() -> None:
    word = Document()
    _page(word)
    _cover(word)
    _list(word, "gaps")
    _when(word, "task", ["{{ task }}"])
    _list(word, "goals")
    _activities(word)
    for name in ("results", "remarks", "indicators"):
        _list(word, name)
    _when(word, "then", ["{{ places }}"], heading="municipalities", rows="then")
    _said(word)
    for name in ("deliverables", "amendments"):
        _list(word, name)
    _amended(word)
    _money(word)
    _list(word, "sources")
    word.save(str(TEMPLATE))


def _cover(word: Word) -> None:
    for _line in range(6):
        word.add_paragraph()
    word.add_paragraph("{{ labels.report }}", style="Subtitle")
    word.add_paragraph("{{ title }}", style="Title")
    word.add_paragraph("{{ phase }}")
    for name in ("agreement", "when", "beneficiary", "programme", "ratio"):
        _fact(word, name, name)
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _fact(word: Word, label: str, value: str) -> None:
    word.add_paragraph(f"{{%p if {value} %}}")
    line = word.add_paragraph()
    line.add_run(f"{{{{ labels.{label} }}}}: ").bold = True
    line.add_run(f"{{{{ {value} }}}}")
    word.add_paragraph("{%p endif %}")


def _list(word: Word, rows: str) -> None:
    _when(word, rows, [], rows=rows)


def _when(word: Word, name: str, paragraphs: list[str], heading: str = "", rows: str = "") -> None:
    """A heading with paragraphs and a list, left out when `name` is empty."""
    word.add_paragraph(f"{{%p if {name} %}}")
    word.add_paragraph(f"{{{{ labels.{heading or name} }}}}", style="Heading 1")
    for text in paragraphs:
        word.add_paragraph(text)
    if rows:
        _bullets(word, rows)
    word.add_paragraph("{%p endif %}")


def _bullets(word: Word, rows: str) -> None:
    word.add_paragraph(f"{{%p for words in {rows} %}}")
    word.add_paragraph("{{ words }}", style="List Bullet")
    word.add_paragraph("{%p endfor %}")


def _activities(word: Word) -> None:
    word.add_paragraph("{%p if activities %}")
    word.add_paragraph("{{ labels.activities }}", style="Heading 1")
    word.add_paragraph("{%p for one in activities %}")
    word.add_paragraph("{{ one.heading }}", style="Heading 2")
    for name in ("state", "when", "places", "actual", "deviation"):
        _fact(word, name, f"one.{name}")
    _bullets(word, "one.gatherings")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p endif %}")


def _said(word: Word) -> None:
    word.add_paragraph("{%p if said %}")
    word.add_paragraph("{{ labels.said }}", style="Heading 1")
    word.add_paragraph("{%p for group in said %}")
    word.add_paragraph("{{ group.heading }}", style="Heading 2")
    _bullets(word, "group.words")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p endif %}")


def _amended(word: Word) -> None:
    word.add_paragraph("{%p if amended %}")
    word.add_paragraph("{{ labels.amended }}", style="Heading 1")
    heading = [f"{{{{ labels.{name} }}}}" for name in ("what", "first", "now")]
    _table(word, "amended", heading, [f"{{{{ row[{number}] }}}}" for number in range(3)])
    word.add_paragraph("{%p endif %}")


def _money(word: Word) -> None:
    word.add_paragraph("{%p if shares or lines %}")
    word.add_paragraph("{{ labels.money }}", style="Heading 1")
    for rows, columns in (
        ("shares", ["source", "computed", "stated", "paid"]),
        ("lines", ["line", "planned", "committed", "paid", "left"]),
    ):
        word.add_paragraph(f"{{%p if {rows} %}}")
        heading = [f"{{{{ labels.{name} }}}}" for name in columns]
        _table(word, rows, heading, [f"{{{{ row[{number}] }}}}" for number in range(len(columns))])
        word.add_paragraph("{%p endif %}")
    word.add_paragraph("{{ shares_said }}")
    word.add_paragraph("{%p endif %}")


if __name__ == "__main__":
    main()
