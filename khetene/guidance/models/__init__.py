"""Tables of what was said and of practices that spread."""

from khetene.guidance.models.practices import Adoption, Practice, PracticeChange
from khetene.guidance.models.statements import Addressing, SourceDocument, Statement, StatementTheme, Step

__all__ = [
    "Addressing",
    "Adoption",
    "Practice",
    "PracticeChange",
    "SourceDocument",
    "Statement",
    "StatementTheme",
    "Step",
]
