"""Templates as Django's, prepared once more when they are loaded: what does not change from page to page is worked out once.

Django looks every sentence up in the catalogue, every address in the routes and every file in the manifest each time it
draws them, and tries three ways to find `row.name`. Here a sentence is kept for each language, an address for each name,
and a plain attribute is taken straight away; whatever is not plain goes Django's own way (`docs/speed.md`).
"""

from __future__ import annotations

import functools
import itertools
import uuid
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.template import Context, Origin, Template, TemplateDoesNotExist
from django.template.base import (
    DebugLexer,
    FilterExpression,
    Lexer,
    Node,
    NodeList,
    Parser,
    TextNode,
    Token,
    Variable,
    VariableDoesNotExist,
    VariableNode,
    render_value_in_context,
)
from django.template.defaultfilters import date as date_filter
from django.template.defaultfilters import join as join_filter
from django.template.defaulttags import LoadNode, URLNode
from django.template.loaders import cached
from django.template.loaders.base import Loader as BaseLoader
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch
from django.utils.formats import get_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from khetene.web.components.addresses import address
from khetene.web.components.escaping import escaped, text_in_html
from khetene.web.components.sentences import Sentence, language_of

_NOTHING = object()
_FORMS_OF_DAYS = ("SHORT_DATE_FORMAT", "DATE_FORMAT")
_SHORT, _HOURS = "SHORT_DATETIME_FORMAT", " H:i"


class _Making(BaseLoader):
    """Makes `Quick` templates where Django makes its own."""

    def get_template(self, template_name: str, skip: Iterable[Origin] | None = None) -> Template:
        tried = []
        for origin in self.get_template_sources(template_name):
            if skip is not None and origin in skip:
                tried.append((origin, "Skipped to avoid recursion"))
                continue
            try:
                contents: Any = origin.loader.get_contents(origin)  # type: ignore[union-attr]  # a source has a loader
            except TemplateDoesNotExist:
                tried.append((origin, "Source does not exist"))
                continue
            return Quick(contents, origin, str(origin.template_name), self.engine)
        raise TemplateDoesNotExist(template_name, tried=tried)


class Loader(cached.Loader, _Making):
    """Django's loader that keeps what it loaded, for `Quick` templates."""


class Quick(Template):
    """A template whose plain pieces are drawn straight away."""

    def compile_nodelist(self) -> NodeList:
        engine = self.engine
        lexer = (DebugLexer if engine.debug else Lexer)(self.source)
        parser = _Parser(lexer.tokenize(), engine.template_libraries, engine.template_builtins, self.origin)
        try:
            nodes = parser.parse()
        except Exception as problem:
            if engine.debug:
                told: Any = problem
                told.template_debug = self.get_exception_info(problem, told.token)
            raise
        self.extra_data = parser.extra_data
        return nodes


class _Parser(Parser):
    def parse(self, parse_until: Iterable[str] | None = None) -> NodeList:
        return _folded(super().parse(parse_until))

    def compile_filter(self, token: str) -> FilterExpression:
        found = FilterExpression(token, self)
        if found.is_var and found.var.lookups and not found.var.translate:
            found.var = _Name(found.var.var)
        found.filters = [(_OURS.get(how, how), given) for how, given in found.filters]
        return found

    def extend_nodelist(self, nodelist: NodeList, node: Node, token: Token) -> None:
        super().extend_nodelist(nodelist, _quick(node), token)


def _quick(node: Any) -> Node:
    kind = type(node)
    if kind is VariableNode:
        return _Value(node.filter_expression)
    if kind is TranslateNode and _is_plain(node.filter_expression) and _is_plain(node.message_context):
        return _Kept(node) if node.asvar else _Still(node)
    if kind is URLNode and not node.kwargs:
        is_still = _is_plain(node.view_name) and not node.args and not node.asvar
        return _Still(_Address(node)) if is_still else _Address(node)
    if kind is StaticNode and _is_plain(node.path) and node.varname is None:
        return _Still(node)
    if kind is BlockTranslateNode and not node.message_context:
        return Sentence(node)
    plain: Node = node
    return plain


def _is_plain(part: FilterExpression | None) -> bool:
    """Whether it is a text in the template itself, without a filter. `TranslateNode` makes a variable of its text."""
    return part is None or (not part.filters and getattr(part.var, "lookups", None) is None)


class _Name(Variable):
    """`row.name`, taken as an attribute or from a dictionary where it is one; Django's own way for everything else."""

    __slots__ = ()

    def resolve(self, context: Any) -> Any:
        names: tuple[str, ...] = self.lookups  # type: ignore[assignment]  # the parser makes none without
        first, *rest = names
        found: Any = _NOTHING
        for layer in reversed(context.dicts):
            if first in layer:
                found = layer[first]
                break
        for name in rest:
            kind = type(found)
            if kind in _PLAIN_KINDS or _is_plain_thing(found):
                found = getattr(found, name, _NOTHING)
            elif kind is dict:
                found = found.get(name, _NOTHING)
            else:
                return super().resolve(context)
        if type(found) in _DATA:
            return found
        if found is _NOTHING or callable(found):
            return super().resolve(context)
        return found


_DATA = frozenset({str, SafeString, int, bool, type(None), uuid.UUID, date, datetime, Decimal, list, tuple, dict})
_PLAIN_KINDS: set[type] = set()


def _is_plain_thing(thing: Any) -> bool:
    """Whether a name after it can only be an attribute; it is remembered of all things of this kind."""
    if callable(thing) or hasattr(type(thing), "__getitem__"):
        return False
    _PLAIN_KINDS.add(type(thing))
    return True


class _Value(VariableNode):
    def __init__(self, filter_expression: FilterExpression) -> None:
        super().__init__(filter_expression)
        is_name = isinstance(filter_expression.var, _Name) and not filter_expression.filters
        self._name = filter_expression.var if is_name else None

    def render(self, context: Context) -> Any:
        try:
            value = self._name.resolve(context) if self._name else self.filter_expression.resolve(context)
        except VariableDoesNotExist:
            value = self.filter_expression.resolve(context)
        kind = type(value)
        if kind is str and context.autoescape:
            return text_in_html(value)
        return value if kind is SafeString else render_value_in_context(value, context)


def _day(value: Any, form: Any = None) -> Any:
    """Django's filter `date`, which writes each day once for each language."""
    if isinstance(value, datetime):
        if form == "c":
            return value.isoformat()
        if form in _FORMS_OF_DAYS:
            return _written(value.date(), form, get_language())
        if form == _SHORT and (of_day := _before_the_hour(get_language())):
            return f"{_written(value.date(), of_day, get_language())} {value:%H:%M}"
    return _written(value, form, get_language()) if type(value) is date else date_filter(value, form)


@functools.lru_cache(maxsize=4096)
def _written(day: date, form: str | None, _language: str | None) -> Any:
    return date_filter(day, form)


@functools.cache
def _before_the_hour(language: str | None) -> str:
    """How a day is written in front of hours and minutes; empty where they are written otherwise."""
    form = str(get_format(_SHORT, language))
    return form.removesuffix(_HOURS) if form.endswith(_HOURS) else ""


def _joined(value: Any, by: Any, autoescape: bool = True) -> Any:
    """Django's filter `join`, for plain texts."""
    if autoescape and type(value) in (list, tuple) and all(type(each) is str for each in value):
        return SafeString((by if isinstance(by, SafeString) else escaped(str(by))).join(map(escaped, value)))
    return join_filter(value, by, autoescape=autoescape)


for _how, _ours in ((date_filter, _day), (join_filter, _joined)):
    for _mark in ("expects_localtime", "is_safe", "needs_autoescape"):
        setattr(_ours, _mark, getattr(_how, _mark, False))
_OURS: dict[Any, Any] = {date_filter: _day, join_filter: _joined}


# Pieces that are the same on every page in one language


class _Still(Node):
    """A piece of a template into which nothing flows from the page; kept for each language."""

    child_nodelists = ()

    def __init__(self, *nodes: Node) -> None:
        self._nodes = nodes
        self._kept: dict[str | None, str] = {}

    @property
    def nodes(self) -> tuple[Node, ...]:
        return self._nodes

    def render(self, context: Context) -> str:
        language = language_of(context)
        said = self._kept.get(language)
        if said is None:
            said = self._kept[language] = "".join(node.render(context) for node in self._nodes)
        return said


def _folded(nodes: NodeList) -> NodeList:
    """Still pieces and text that stand side by side become one."""
    found = NodeList()
    found.contains_nontext = nodes.contains_nontext
    for still, run in itertools.groupby(nodes, lambda node: isinstance(node, (_Still, TextNode, LoadNode))):
        several = list(run)
        if not still or all(type(node) is TextNode for node in several):
            found.extend(several)
            continue
        one = _Still(*(part for node in several for part in (node.nodes if type(node) is _Still else (node,))))
        one.token, one.origin = several[0].token, several[0].origin
        found.append(one)
    return found


class _Kept(Node):
    """A sentence that the template keeps under a name."""

    child_nodelists = ()

    def __init__(self, node: TranslateNode) -> None:
        self._node, self._name = node, str(node.asvar)
        self._kept: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = language_of(context)
        if language not in self._kept:
            self._node.render(context)
            self._kept[language] = context[self._name]
        context[self._name] = self._kept[language]
        return ""


class _Address(Node):
    """The address of a page that the template names."""

    child_nodelists = ()

    def __init__(self, node: URLNode) -> None:
        self._node = node

    def render(self, context: Context) -> str:
        node = self._node
        try:
            found = address(str(node.view_name.resolve(context)), [key.resolve(context) for key in node.args])
        except NoReverseMatch:
            return node.render(context)
        if node.asvar:
            context[node.asvar] = found
            return ""
        return escaped(found) if context.autoescape else found
