"""What stands in a taking of answers: the shape of its entries, and words taken out of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]


def lines_of(content: list[Entry], part_id: uuid.UUID) -> Iterator[Entry]:
    """The answers of one part, question by question."""
    said = (one for entry in content for one in entry["said"] if one["part"] == str(part_id))
    return (line for one in said for line in one["lines"])


def typed_line(content: list[Entry], part_id: uuid.UUID, question: str) -> Entry | None:
    """What was typed as the answer to one question; None where nothing is, or not any more."""
    found = (line for line in lines_of(content, part_id) if line["name"] == question)
    return next((line for line in found if line["is_typed"] and not line["is_wiped"]), None)


def without_words(content: list[Entry], part_id: uuid.UUID, question: str) -> bool:
    """Take the words of one answer out of the content; False where there were none."""
    line = typed_line(content, part_id, question)
    if line is None:
        return False
    line.update(words={}, is_wiped=True)
    return True
