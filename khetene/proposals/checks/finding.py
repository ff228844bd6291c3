"""One question, and where rules come from."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from khetene.proposals.enums import Part


class Rule(StrEnum):
    """Where a rule is written."""

    TRAINING = "training"
    CALL = "call"
    USUAL = "usual"

    @property
    def source(self) -> str:
        return {
            # Slides "Platformas pasākumu ieguvumi, izaicinājumi un ieteikumi": training of representatives of Roma NGOs.
            Rule.TRAINING: _("Training of Roma NGOs in project writing, slides of the platform, 2019"),
            Rule.CALL: _("the text of the call"),
            Rule.USUAL: _("a usual question of funds; no document of the platform says it"),
        }[self]


@dataclass(frozen=True, slots=True)
class Finding:
    """A question to one part, or to one row of it."""

    part: str
    code: str
    words: str
    rule: Rule = Rule.USUAL
    piece: uuid.UUID | None = None

    @property
    def source(self) -> str:
        return self.rule.source

    @property
    def part_label(self) -> str:
        return str(Part(self.part).label)
