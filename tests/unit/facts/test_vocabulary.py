"""The vocabulary of the country pack: every question can be asked, in Latvian and in English."""

from __future__ import annotations

import pytest
from django.utils import translation

from khetene.facts import reads

FACTS = list(reads.vocabulary().facts.values())
FORBIDDEN = ("roma", "romi", "romu", "čigān", "ethnic", "etnisk", "tautīb", "diagnoz")


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_every_question_option_and_help_stands_in_latvian_and_english(fact):
    texts = [fact.question, *fact.options.values(), *(text for text in (fact.help, fact.proof) if text)]

    assert [text for text in texts if not (text.get("lv") and text.get("en"))] == []


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_no_question_asks_for_ethnicity_or_a_diagnosis(fact):
    asked = " ".join(fact.question.values()).lower()

    assert [word for word in FORBIDDEN if word in asked] == []


def test_a_number_has_bounds_that_an_error_can_name():
    numbers = [fact for fact in FACTS if fact.type in ("integer", "decimal")]

    assert [fact.id for fact in numbers if fact.low is None or fact.high is None] == []


def test_what_would_tell_of_origin_or_of_danger_is_used_once_and_never_kept():
    assert [fact.id for fact in FACTS if fact.keep == "once"] == ["meets_barrier", "needs_safe_place"]


def test_the_vocabulary_is_read_once_while_the_file_stays_the_same():
    assert reads.vocabulary() is reads.vocabulary()


def test_a_question_is_asked_in_the_language_of_the_reader():
    with translation.override("en"):
        english = reads.question("employed")

    assert (english, reads.question("employed")) == ("Does the person work now?", "Vai cilvēks šobrīd strādā?")


def test_a_language_without_a_text_falls_back_to_latvian():
    with translation.override("de"):
        assert reads.words({"lv": "jā", "en": "yes"}) == "jā"
