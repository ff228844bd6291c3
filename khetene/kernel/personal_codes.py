"""Personal codes are refused by their shape wherever people write for others to read."""

from __future__ import annotations

import re

# Both forms of the Latvian personal code: with the date of birth, and the newer one that begins with 32.
_PERSONAL_CODE = re.compile(r"(?<![\d-])(?:[0-3]\d[01]\d\d\d|32\d{4})-?\d{5}(?![\d-])")


def holds_a_personal_code(words: str) -> bool:
    """Whether something in the words looks like one."""
    return _PERSONAL_CODE.search(words) is not None
