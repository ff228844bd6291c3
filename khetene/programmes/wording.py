"""A condition in words, as exact as the rule itself: for everybody who wants to check it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from khetene.eligibility.conditions import All, AnyOf, Condition, Leaf, Not
from khetene.eligibility.vocabulary import Fact, Vocabulary
from khetene.facts.reads import words


def in_words(condition: Condition, vocabulary: Vocabulary, *, inside: bool = False) -> str:
    """In the reader's language; groups inside groups stand in brackets."""
    match condition:
        case Leaf():
            return _leaf(condition, vocabulary[condition.fact])
        case Not(part):
            return _("not: %(condition)s") % {"condition": in_words(part, vocabulary, inside=True)}
        case All(parts) | AnyOf(parts):
            joiner = _("and") if isinstance(condition, All) else _("or")
            text = f" {joiner} ".join(in_words(part, vocabulary, inside=True) for part in parts)
            return f"({text})" if inside and len(parts) > 1 else text


def _leaf(leaf: Leaf, fact: Fact) -> str:
    return f"{words(fact.question)} – {_wanted(leaf, fact)}"


def _wanted(leaf: Leaf, fact: Fact) -> str:
    said = [_value(operand, fact) for operand in leaf.operands]
    match leaf.comparison:
        case ">=":
            return _("at least %(number)s") % {"number": said[0]}
        case "<=":
            return _("at most %(number)s") % {"number": said[0]}
        case "between":
            return _("from %(low)s to %(high)s") % {"low": said[0], "high": said[1]}
        case _:
            return f" {_('or')} ".join(said)


def _value(operand: Any, fact: Fact) -> str:
    if isinstance(operand, bool):
        return _("yes") if operand else _("no")
    return words(fact.options[operand]) if fact.type == "word" else str(operand)
