"""Text for HTML: what Django's `escape` says, without looking for lazy arguments first."""

from __future__ import annotations

import html
import re
from typing import Any

from django.utils.safestring import SafeString

_TO_ESCAPE = re.compile("[&<>\"']")


def escaped(value: Any) -> SafeString:
    """A value as it stands in HTML; what is safe already stays."""
    if isinstance(value, SafeString):
        return value
    return SafeString(text_in_html(str(value)))


def text_in_html(text: str) -> str:
    """A plain text as it stands in HTML. Most of what people write holds nothing to escape."""
    return html.escape(text) if _TO_ESCAPE.search(text) else text
