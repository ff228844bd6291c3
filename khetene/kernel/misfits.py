"""Where plain data does not fit a schema of the country's files, said in the reader's language."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

_SCHEMAS = settings.ROOT / "country" / "schema"
_TOO_SHORT, _TOO_LONG = gettext_lazy("is empty or too short"), gettext_lazy("is too long")
_ONE_OF = gettext_lazy("must be one of these: %(wanted)s")
_WHY = {
    "required": gettext_lazy("is missing"),
    "additionalProperties": gettext_lazy("there is no such field"),
    "type": gettext_lazy("must be %(wanted)s"),
    "enum": _ONE_OF,
    "const": _ONE_OF,
    "pattern": gettext_lazy("“%(value)s” is not written as it must be: %(wanted)s"),
    "minimum": gettext_lazy("must be at least %(wanted)s"),
    "maximum": gettext_lazy("must be at most %(wanted)s"),
    "minLength": _TOO_SHORT,
    "minItems": _TOO_SHORT,
    "minProperties": _TOO_SHORT,
    "maxLength": _TOO_LONG,
    "maxItems": _TOO_LONG,
    "maxProperties": _TOO_LONG,
}
_KINDS = {
    "object": pgettext_lazy("kind of value", "fields with their values"),
    "array": pgettext_lazy("kind of value", "a list"),
    "string": pgettext_lazy("kind of value", "text"),
    "integer": pgettext_lazy("kind of value", "a whole number"),
    "number": pgettext_lazy("kind of value", "a number"),
    "boolean": pgettext_lazy("kind of value", "true or false"),
    "null": pgettext_lazy("kind of value", "empty"),
}
_LONGEST = 300


def schema_text(name: str) -> str:
    """What an editor reads too: `country/schema/<name>.schema.json`."""
    return (_SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")


def schema_names() -> list[str]:
    return sorted(path.name.removesuffix(".schema.json") for path in _SCHEMAS.glob("*.schema.json"))


def misfit(content: Any, schema: str) -> tuple[list[Any], str] | None:
    """The first place where plain data does not fit a schema, and why; None where all fits."""
    validator = jsonschema.Draft202012Validator(json.loads(schema_text(schema)))
    problems: list[Any] = sorted(validator.iter_errors(content), key=lambda found: list(map(str, found.path)))
    return (_place(problems[0]), _reason(problems[0])[:_LONGEST]) if problems else None


def _place(problem: Any) -> list[Any]:
    """The field itself, also where the schema speaks of what holds it: one that is missing, or one too many."""
    place, held = list(problem.absolute_path), problem.instance
    if problem.validator == "required":
        place.append(next(name for name in problem.validator_value if name not in held))
    elif problem.validator == "additionalProperties":
        place.append(next(name for name in held if name not in problem.schema["properties"]))
    return place


def _reason(problem: Any) -> str:
    why = _WHY.get(problem.validator)
    if why is None:
        return _("does not fit the schema: %(problem)s") % {"problem": problem.message}
    return str(why) % {"value": problem.instance, "wanted": _wanted(problem)}


def _wanted(problem: Any) -> str:
    wanted = problem.validator_value
    each = wanted if isinstance(wanted, list) else [wanted]
    if problem.validator == "type":
        return _(" or ").join(str(_KINDS[kind]) for kind in each)
    return ", ".join(map(str, each))
