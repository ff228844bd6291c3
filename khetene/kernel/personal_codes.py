"""Personal codes are refused by their shape wherever people write for others to read, or send in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError

# Between the two parts people write nothing, spaces, some dash, also as a word processor turns it and breaks the line, or
# another sign. Spaces are of one line: two numbers in neighbouring cells of a pasted table are no code.
_UNSEEN = "\u200b-\u200d\u2060\ufeff"
_SPACES = rf"[ \u00a0\u2000-\u200a\u202f{_UNSEEN}]{{0,3}}"
_DASH = rf"[\s{_UNSEEN}]{{0,2}}[\-/._\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d][\s{_UNSEEN}]{{0,2}}"
BETWEEN = rf"(?:{_DASH}|{_SPACES})"
# Both forms of the Latvian personal code: with the date of birth, and the newer one that begins with 32. The first six
# digits must be a day, so that telephone numbers (371…, +32…) and numbers of enterprises (4000…) are none. A digit stands on
# neither side. No check digit is asked for: a mistyped code names somebody too.
_DAY = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d"
_DAY_WITH_DOTS = r"(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d\d[\-\u2010-\u2015]"
_PERSONAL_CODE = re.compile(rf"(?<!\d)(?:(?:{_DAY}|(?<!\+)32\d{{4}}){BETWEEN}|{_DAY_WITH_DOTS})\d{{5}}(?!\d)")
# Keys of records and digests of files are digits and letters by chance.
_KEY = re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}|[0-9A-Fa-f]{32,}")
SHORTEST = 11
WITHOUT_ITS_ZERO = 10
SMALLEST = 10 ** (WITHOUT_ITS_ZERO - 1)


class PersonalCodeFound(DomainError):
    message = _("This looks like a personal code. No text here holds one: take it out.")


def holds_a_personal_code(words: str) -> bool:
    """Whether something in the words looks like one."""
    return len(words) >= SHORTEST and _PERSONAL_CODE.search(_KEY.sub(" ", words)) is not None


def is_a_personal_code(cell: Any) -> bool:
    """Whether a cell of a spreadsheet holds one; as a number it has lost its dash, and often the zero in front.

    Saved as text (CSV) it is such a number too.
    """
    if isinstance(cell, str):
        if len(cell) < WITHOUT_ITS_ZERO:
            return False
        number = cell.strip()
        if len(number) == WITHOUT_ITS_ZERO and number.isdecimal():
            return holds_a_personal_code(number.zfill(SHORTEST))
        return holds_a_personal_code(cell)
    if not isinstance(cell, int | float) or not abs(cell) >= SMALLEST or cell != cell // 1:
        return False
    return holds_a_personal_code(str(int(cell)).zfill(SHORTEST))


def refuse_personal_codes(*texts: str, field: str | None = None) -> None:
    """Raises PersonalCodeFound."""
    if any(holds_a_personal_code(words) for words in texts):
        raise PersonalCodeFound(field=field)


def first_in(rows: Sequence[Sequence[Any]]) -> tuple[int, int] | None:
    """Row and column of the first cell that holds one; both count from 1."""
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            if is_a_personal_code(cell):
                return number, column
    return None
