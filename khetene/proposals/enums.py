"""Parts of an application and of its report, how far an application is, and what stands behind a citation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khetene.accounts.enums import Role

# In these roles people of an organisation write its applications and reports together.
WRITERS = frozenset(
    {
        Role.PROJECT_WRITER,
        Role.MEDIATOR,
        Role.SUPERVISOR,
        Role.REGIONAL_EXPERT,
        Role.PROGRAMME_COORDINATOR,
        Role.NATIONAL_COORDINATOR,
    }
)


class Part(TextChoices):
    """In the order in which one writes. The last four grow during the project."""

    TITLE = "title", pgettext_lazy("part", "Title")
    TIME = "time", pgettext_lazy("part", "Time of the project")
    NEED = "need", pgettext_lazy("part", "Need")
    AIM = "aim", pgettext_lazy("part", "Aim")
    TARGET = "target", pgettext_lazy("part", "Target group")
    ACTIVITY = "activity", pgettext_lazy("part", "Activities")
    TEAM = "team", pgettext_lazy("part", "People and roles")
    PARTNER = "partner", pgettext_lazy("part", "Partners")
    RESULT = "result", pgettext_lazy("part", "Results")
    LINE = "line", pgettext_lazy("part", "Money")
    AFTER = "after", pgettext_lazy("part", "After the project")
    DONE = "done", pgettext_lazy("part", "What was done")
    SPENT = "spent", pgettext_lazy("part", "What was paid")
    REACHED = "reached", pgettext_lazy("part", "What was reached")
    PICTURE = "picture", pgettext_lazy("part", "Pictures")


# Parts that are there once; of all others there are as many rows as somebody writes.
SINGLE = (Part.TITLE, Part.TIME, Part.NEED, Part.AIM, Part.TARGET, Part.TEAM, Part.AFTER)
ROWS = (Part.ACTIVITY, Part.PARTNER, Part.RESULT, Part.LINE)
PLAN = tuple(part for part in Part if part in (*SINGLE, *ROWS))
# What a part of the report is about: a row of the plan.
ABOUT = {
    Part.DONE: Part.ACTIVITY,
    Part.PICTURE: Part.ACTIVITY,
    Part.REACHED: Part.RESULT,
    Part.SPENT: Part.LINE,
}
CITED_IN = (Part.NEED, Part.AIM, Part.TARGET)


class State(TextChoices):
    DRAFT = "draft", pgettext_lazy("application", "being written")
    SENT = "sent", pgettext_lazy("application", "sent")
    GRANTED = "granted", pgettext_lazy("application", "granted: the project runs")
    REFUSED = "refused", pgettext_lazy("application", "not granted")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "given up")
    CLOSED = "closed", pgettext_lazy("application", "report sent, closed")


NEXT = {
    State.DRAFT: (State.SENT, State.WITHDRAWN),
    State.SENT: (State.DRAFT, State.GRANTED, State.REFUSED, State.WITHDRAWN),
    State.GRANTED: (State.CLOSED,),
    State.REFUSED: (),
    State.WITHDRAWN: (),
    State.CLOSED: (),
}
ENDED = (State.REFUSED, State.WITHDRAWN, State.CLOSED)


class Behind(TextChoices):
    """What a citation points at."""

    FIGURE = "figure", pgettext_lazy("citation", "figure of a source")
    COMPUTED = "computed", pgettext_lazy("citation", "figure counted in Khetene")
    QUOTATION = "quotation", pgettext_lazy("citation", "quotation")


class Release(TextChoices):
    """Whether people in a picture agreed that it is shown."""

    NOBODY = "nobody", _("nobody can be recognised in it")
    THERE = "there", _("everybody in it agreed in writing, and the papers are kept")
    MISSING = "missing", _("not everybody has agreed yet")
