"""Writes the Word template of the mediators' papers anew: `python scripts/mediation_template.py`. Word changes it later."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.document import Document as Word
from project_template import _facts, _lines, _sections
from report_template import _page, _table

TEMPLATE = Path(__file__).resolve().parents[1] / "country" / "lv" / "templates" / "mediation.docx"


def main() -> None:
    word = Document()
    _page(word)
    word.sections[0].footer.paragraphs[0].clear()  # no phase pays for the paper
    word.add_paragraph("{{ kind }}", style="Subtitle")
    word.add_paragraph("{{ title }}", style="Title")
    _facts(word, "facts")
    _lines(word, "notes", "Normal")
    _sections(word)
    _signatures(word)
    word.save(str(TEMPLATE))


def _signatures(word: Word) -> None:
    word.add_paragraph("{%p if signatures %}")
    word.add_paragraph("{{ labels.signatures }}", style="Heading 1")
    heads = ["{{ labels.who }}", "{{ labels.recorded }}", "{{ labels.hand }}"]
    _table(word, "signatures", heads, ["{{ row.who }}", "{{ row.said }}", ""])
    word.add_paragraph("{%p endif %}")


if __name__ == "__main__":
    main()
