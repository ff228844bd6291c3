"""What opens behind a personal link: one part, while its evaluation is open."""

from __future__ import annotations

from khetene.instruments.errors import LinkIsOver
from khetene.instruments.models import Part
from khetene.instruments.rules import answers_come
from khetene.kernel.links import digest_of

BEHIND_A_LINK = ("evaluation__version", "evaluation__territory", "evaluation__organisation", "evaluation__post__user")


def part_of(token: str, *, to_write: bool = False) -> Part:
    """The part behind a token, locked when it is to be written. Raises LinkIsOver."""
    rows = Part.objects.select_related(*BEHIND_A_LINK)
    rows = rows.select_for_update(of=("self",)) if to_write else rows
    part = rows.filter(links__digest=digest_of(token)).first()
    if part is None or not answers_come(part.evaluation):
        raise LinkIsOver
    return part
