"""What surveys add to the report of a gathering: counts for everybody, words for the organiser, nobody's name."""

from __future__ import annotations

import uuid

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.gatherings.reports import SurveyPart, SurveyQuestion
from khetene.surveys.reads import QuestionResult, Results, results_of_gathering


def parts_of_the_report(gathering_id: uuid.UUID, *, words: bool) -> list[SurveyPart]:
    """`words`: with what people wrote, for the organiser's copy, to be looked through before it is passed on."""
    return [_part(one, words=words) for one in results_of_gathering(gathering_id)]


def _part(one: Results, *, words: bool) -> SurveyPart:
    row = one.row
    sentences = [
        ngettext(
            "%(answered)s of %(asked)s answered; %(number)s is silent.",
            "%(answered)s of %(asked)s answered; %(number)s are silent.",
            row.silent,
        )
        % {"answered": row.answered, "asked": row.asked, "number": row.silent}
    ]
    if row.on_paper:
        sentence = ngettext("%(number)s of them on paper.", "%(number)s of them on paper.", row.on_paper)
        sentences.append(sentence % {"number": row.on_paper})
    if not one.questions and row.answered >= one.minimum:
        sentences.append(_("Too few answered by link: whoever typed the sheets in would know what they said."))
    elif not one.questions:
        sentences.append(
            _("Fewer than %(number)s people answered: their answers are not shown.") % {"number": one.minimum}
        )
    return SurveyPart(row.title, sentences, [_question(each, words=words) for each in one.questions])


def _question(one: QuestionResult, *, words: bool) -> SurveyQuestion:
    lines = [f"{capfirst(line.label)}: {line.number}" for line in one.lines]
    if one.texts and words:
        lines += [text.words for text in one.texts]
    elif one.texts:
        sentence = ngettext(
            "%(number)s person answered in their own words; the organiser reads them.",
            "%(number)s people answered in their own words; the organiser reads them.",
            len(one.texts),
        )
        lines.append(sentence % {"number": len(one.texts)})
    if one.not_asked.number:
        lines.append(_("Not asked, because of an earlier answer: %(number)s") % {"number": one.not_asked.number})
    if one.silent.number:
        lines.append(_("No answer to this question: %(number)s") % {"number": one.silent.number})
    return SurveyQuestion(one.label, lines)
