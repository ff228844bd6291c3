"""A questionnaire as it stands on paper: numbered questions, boxes to tick, and conditions in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khetene.instruments.enums import Kind
from khetene.instruments.expressions import Node, parse
from khetene.instruments.questionnaire import Item, Questionnaire
from khetene.kernel import documents

TYPST = "blank-form.typ"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A heading, a note, or a question with its number; `lines` says how much room an answer gets."""

    kind: str
    number: int | None
    label: str
    hint: str
    only_if: str
    choices: list[str] = field(default_factory=list)
    several: bool = False
    lines: range = range(0)


def paper_lines(asked: Questionnaire) -> list[PaperLine]:
    """Every line of the blank form, in the reader's language."""
    known: dict[str, tuple[int, Item]] = {}
    return [line for item in asked.items for line in _lines(item, known)]


def paper_pdf(asked: Questionnaire, *, before: Sequence[str] = (), after: Sequence[PaperLine] = ()) -> bytes:
    """The blank form as a tagged PDF (PDF/UA-1), set by Typst from the country pack; with what is told above the questions.

    Raises DomainError for a broken template.
    """
    only_if = _("Answer only if: %(condition)s")
    lines = [
        asdict(line) | {"lines": len(line.lines), "only_if": line.only_if and only_if % {"condition": line.only_if}}
        for line in (*paper_lines(asked), *after)
    ]
    labels = {"several": _("Several answers are possible.")}
    language = (get_language() or "lv").split("-")[0]
    shown = {"title": str(asked.title), "version": asked.version, "language": language, "lines": lines}
    shown |= {"before": list(before)}
    return documents.pdf(TYPST, shown | {"labels": labels})


def _lines(item: Item, known: dict[str, tuple[int, Item]]) -> list[PaperLine]:
    only_if = _words(parse(item.relevant), known) if item.relevant else ""
    number = None
    if item.is_question:
        number = len(known) + 1
        known[item.name] = (number, item)
    choices = [str(choice.label) for choice in item.choices] or ([_("yes")] if item.kind == Kind.ACKNOWLEDGE else [])
    room = {Kind.TEXT: 3, Kind.INTEGER: 1, Kind.DECIMAL: 1, Kind.DATE: 1}.get(Kind(item.kind), 0)
    several = item.kind == Kind.SELECT_MULTIPLE
    line = PaperLine(item.kind, number, str(item.label), str(item.hint), only_if, choices, several, range(room))
    return [line, *(part for inner in item.items for part in _lines(inner, known))]


def _words(node: Node, known: dict[str, tuple[int, Item]]) -> str:
    """`${met} != 'never'` → `question 1: not “never”`. What has no plain words keeps its signs."""
    match node.kind, node.parts:
        case "and" | "or", parts:
            joint = _(" and ") if node.kind == "and" else _(" or ")
            return joint.join(_words(part, known) for part in parts)
        case "not", (inner,):
            return _("not: %(words)s") % {"words": _words(inner, known)}
        case "=" | "!=" as sign, (Node("name", (name,)), Node("value", (value,))):
            return _said(name, value, known, is_not=sign == "!=")
        case "selected", (Node("name", (name,)), Node("value", (value,))):
            return _said(name, value, known, is_not=False)
        case "name", (name,):
            return _("question %(number)s") % {"number": known[name][0]}
        case "value", (value,):
            return f"{value:g}" if isinstance(value, float) else f"“{value}”"
        case sign, (left, right):
            return f"{_words(left, known)} {sign} {_words(right, known)}"
        case word, parts:
            return f"{word}({', '.join(_words(part, known) for part in parts)})"


def _said(name: str, value: str | float, known: dict[str, tuple[int, Item]], *, is_not: bool) -> str:
    number, item = known[name]
    if value == "":
        words = _("question %(number)s is answered") if is_not else _("question %(number)s is not answered")
        return words % {"number": number}
    plain = f"{value:g}" if isinstance(value, float) else item.label_of(value)
    words = _("in question %(number)s not “%(answer)s”") if is_not else _("in question %(number)s “%(answer)s”")
    return words % {"number": number, "answer": plain}
