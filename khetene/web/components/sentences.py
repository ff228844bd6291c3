"""Sentences of templates with values in them: what Django's `blocktranslate` says, looked up once (`quick.py`)."""

from __future__ import annotations

from typing import Any

from django.template import Context
from django.template.base import Node, render_value_in_context
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from khetene.web.components.escaping import text_in_html

MOST_FORMS = 256  # of one sentence: languages and numbers; then it begins anew


def language_of(context: Any) -> str | None:
    """The language of a page; no template of the house changes it half way."""
    known: str | None = context.__dict__.get("_language")
    if known is None:
        known = context._language = get_language()  # noqa: SLF001  a note of ours on the page's context
    return known


class Sentence(Node):
    """A sentence with values in it. Its form is looked up once for each language, and for each number that it counts."""

    child_nodelists = ()

    def __init__(self, node: Any) -> None:
        self._node = node
        self._one, names = node.render_token_list(node.singular)
        self._many, more = node.render_token_list(node.plural or ())
        self._counts = bool(node.plural and node.countervar and node.counter)
        self._names: tuple[str, ...] = tuple(dict.fromkeys([*names, *more]))
        self._kept: dict[tuple[str | None, Any], str] = {}

    def render(self, context: Any) -> str:
        node = self._node
        values = {name: value.resolve(context) for name, value in node.extra_context.items()}
        count = None
        if self._counts:
            with context.push(**values):
                count = values[node.countervar] = node.counter.resolve(context)
            if type(count) is not int:
                return str(node.render(context))
        missing = [name for name in self._names if name not in values]
        if any(name not in context for name in missing):
            return str(node.render(context))
        values.update((name, context[name]) for name in missing)
        try:
            said = self._form(language_of(context), count) % {
                name: _as_text(values[name], context) for name in self._names
            }
        except (KeyError, ValueError):
            return str(node.render(context))
        if node.asvar:
            context[node.asvar] = SafeString(said)
            return ""
        return said

    def _form(self, language: str | None, count: int | None) -> str:
        known = self._kept.get((language, count))
        if known is None:
            if len(self._kept) >= MOST_FORMS:
                self._kept.clear()
            known = gettext(self._one) if count is None else ngettext(self._one, self._many, count)
            self._kept[language, count] = known
        return known


def _as_text(value: Any, context: Context) -> str:
    return text_in_html(value) if type(value) is str and context.autoescape else render_value_in_context(value, context)
