"""What a Word template may do: show a field, go through a list, ask whether. Nothing is called, and nothing else is reached.

People who run no code replace templates, so a template is treated as hostile: it sees the report's own words by name and position
alone. A loop inside of another goes through a part of what the outer one stands at, so that no template makes more lines than
the report has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = ("upper", "lower", "capitalize", "length", "first", "last", "join", "default", "trim")
TESTS = ("defined", "undefined", "none")
OF_A_LOOP = ("index", "index0", "first", "last", "length")
DEEPEST = 8
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.For,
    nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter, nodes.Test,
)  # fmt: skip


class Forbidden(TemplateSyntaxError):
    """Something that a template may not do; `what` is a code, `name` the word that stands there."""

    def __init__(self, what: str, name: str, lineno: int) -> None:
        super().__init__(f"{what}: {name}", lineno)
        self.what = what
        self.name_there = name


class Sandbox(ImmutableSandboxedEnvironment):
    """Every template is looked through when it is read, before anything of it runs."""

    def __init__(self) -> None:
        super().__init__(autoescape=True)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        look_through(tree)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The part of a report by its name; of a loop where it stands. No attribute of any other object."""
        if isinstance(obj, LoopContext) and attribute in OF_A_LOOP:
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        is_named = isinstance(obj, dict) and isinstance(argument, str)
        if is_named or (isinstance(obj, list | tuple) and isinstance(argument, int)):
            try:
                return obj[argument]
            except LookupError:
                return self.undefined(obj=obj, name=argument)
        return self.undefined(obj=obj, name=str(argument))


def look_through(tree: nodes.Template) -> None:
    """Raises Forbidden."""
    for node in _all(tree):
        if not isinstance(node, ALLOWED):
            raise Forbidden("not_allowed", type(node).__name__.lower(), node.lineno)
        if isinstance(node, nodes.Filter) and (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs):
            _only_words(node)
        if isinstance(node, nodes.Getattr | nodes.Getitem) and path_of(node) is None:
            raise Forbidden("not_allowed", getattr(node, "attr", "[]"), node.lineno)
    _loops(tree, inner="", depth=0)


def path_of(node: nodes.Node) -> list[str | int] | None:
    """`part.blocks` → ["part", "blocks"]; None for anything but names and positions."""
    if isinstance(node, nodes.Name):
        return [node.name]
    if isinstance(node, nodes.Getattr) and (before := path_of(node.node)):
        return [*before, node.attr]
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and (before := path_of(node.node)):
        return [*before, node.arg.value]
    return None


def _only_words(node: nodes.Filter) -> None:
    """`join(", ")` and `default("–")`: what stands in brackets is a word of the template."""
    given = [*node.args, *(pair.value for pair in node.kwargs)]
    if node.dyn_args or node.dyn_kwargs or not all(isinstance(one, nodes.Const) for one in given) or node.kwargs:
        raise Forbidden("not_allowed", node.name, node.lineno)


def _loops(node: nodes.Node, *, inner: str, depth: int) -> None:
    for child in node.iter_child_nodes():
        if not isinstance(child, nodes.For):
            _loops(child, inner=inner, depth=depth)
            continue
        path = path_of(child.iter)
        if path is None or child.recursive or not isinstance(child.target, nodes.Name):
            raise Forbidden("loop", "for", child.lineno)
        if (depth and path[0] != inner) or depth >= DEEPEST:
            raise Forbidden("loop_in_loop", ".".join(map(str, path)), child.lineno)
        _loops(child, inner=child.target.name, depth=depth + 1)


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all(child)
