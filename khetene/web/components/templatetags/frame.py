"""What the frame of every page and the templates of fields are drawn with."""

from __future__ import annotations

import functools
from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language_info

from khetene.web.components.escaping import escaped

register = template.Library()


@register.simple_tag
@functools.cache
def languages_of_the_house() -> list[tuple[str, str]]:
    """Each language with its own name for itself."""
    return [(code, capfirst(get_language_info(code)["name_local"])) for code, _name in settings.LANGUAGES]


@register.simple_tag
def attributes(given: dict[str, Any]) -> SafeString:
    """The attributes of a field, as Django's `attrs.html` draws them."""
    return SafeString("".join(_attribute(name, value) for name, value in given.items() if value is not False))


def _attribute(name: str, value: Any) -> str:
    return f" {name}" if value is True else f' {name}="{escaped(value)}"'
