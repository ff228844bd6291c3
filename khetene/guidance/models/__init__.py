"""Tables of what was said of what is done about it, and of practices that spread."""

from khetene.guidance.models.earlier import EarlierWords
from khetene.guidance.models.following import Following
from khetene.guidance.models.ideas import Idea, IdeaPartner, IdeaStep
from khetene.guidance.models.practices import Adoption, Practice, PracticeChange, PracticePicture
from khetene.guidance.models.reading import ReadDocument
from khetene.guidance.models.statements import Addressing, SourceDocument, Statement, StatementTheme, Step
from khetene.guidance.models.work import Action, ActionNote, Reminder

__all__ = [
    "Action",
    "ActionNote",
    "Addressing",
    "Adoption",
    "EarlierWords",
    "Following",
    "Idea",
    "IdeaPartner",
    "IdeaStep",
    "Practice",
    "PracticeChange",
    "PracticePicture",
    "ReadDocument",
    "Reminder",
    "SourceDocument",
    "Statement",
    "StatementTheme",
    "Step",
]
