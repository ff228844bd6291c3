"""What people say in a room, whom it is asked of, what they answered, and how far a practice has spread."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khetene.accounts.enums import Role

ANSWER_FOR_AN_ORGANISATION = frozenset(
    {
        Role.SUPERVISOR,
        Role.REGIONAL_EXPERT,
        Role.PROGRAMME_COORDINATOR,
        Role.PROGRAMME_HOLDER,
        Role.NATIONAL_COORDINATOR,
        Role.ORGANISATION_ADMINISTRATOR,
    }
)


class StatementKind(TextChoices):
    RECOMMENDATION = "recommendation", _("recommendation")
    INITIATIVE = "initiative", _("initiative")
    PROPOSAL = "proposal", _("proposal")
    AGREEMENT = "agreement", pgettext_lazy("statement", "agreement")
    PLAN = "plan", pgettext_lazy("statement", "intention")
    NEED = "need", pgettext_lazy("statement", "need")
    CHALLENGE = "challenge", _("challenge")
    GAIN = "gain", _("gain")
    GOOD_PRACTICE = "good_practice", _("good practice")
    PARTICIPANT = "participant", _("statement of a participant")


IN_PLURAL = {
    StatementKind.RECOMMENDATION: _("Recommendations"),
    StatementKind.INITIATIVE: _("Initiatives"),
    StatementKind.PROPOSAL: _("Proposals"),
    StatementKind.AGREEMENT: pgettext_lazy("statements", "Agreements"),
    StatementKind.PLAN: pgettext_lazy("statements", "Intentions"),
    StatementKind.NEED: pgettext_lazy("statements", "Needs"),
    StatementKind.CHALLENGE: _("Challenges"),
    StatementKind.GAIN: _("Gains"),
    StatementKind.GOOD_PRACTICE: _("Good practices"),
    StatementKind.PARTICIPANT: _("Statements of participants"),
}

# These ask somebody to do something; the others only say how things are.
ASKING = frozenset(
    {
        StatementKind.RECOMMENDATION,
        StatementKind.INITIATIVE,
        StatementKind.PROPOSAL,
        StatementKind.AGREEMENT,
        StatementKind.PLAN,
        StatementKind.NEED,
    }
)


class SourceKind(TextChoices):
    """Where something stands: in a paper of the platform, in somebody else's report, or in a plan that binds institutions."""

    PLATFORM = "platform", _("document of the platform")
    EXTERNAL = "external", _("report of others")
    GUIDELINE = "guideline", _("guidelines or plan")


class Theme(TextChoices):
    EDUCATION = "education", pgettext_lazy("theme", "education")
    EARLY_CHILDHOOD = "early_childhood", pgettext_lazy("theme", "early childhood")
    SCHOOL_ATTENDANCE = "school_attendance", pgettext_lazy("theme", "school attendance")
    TEACHER_ASSISTANT = "teacher_assistant", pgettext_lazy("theme", "teacher's assistants")
    EMPLOYMENT = "employment", pgettext_lazy("theme", "employment")
    HEALTH = "health", pgettext_lazy("theme", "health")
    HOUSING = "housing", pgettext_lazy("theme", "housing")
    SOCIAL_SUPPORT = "social_support", pgettext_lazy("theme", "social support")
    MEDIATION = "mediation", pgettext_lazy("theme", "mediation")
    CULTURE = "culture", pgettext_lazy("theme", "culture")
    STEREOTYPES = "stereotypes", pgettext_lazy("theme", "stereotypes")
    CIVIC_PARTICIPATION = "civic_participation", pgettext_lazy("theme", "participation")
    YOUTH = "youth", pgettext_lazy("theme", "youth")
    WOMEN = "women", pgettext_lazy("theme", "women")
    DISCRIMINATION = "discrimination", pgettext_lazy("theme", "discrimination")
    DATA = "data", pgettext_lazy("theme", "data")
    COORDINATION = "coordination", pgettext_lazy("theme", "coordination")
    FUNDING = "funding", pgettext_lazy("theme", "funding")
    LANGUAGE = "language", pgettext_lazy("theme", "language")
    LITERACY = "literacy", pgettext_lazy("theme", "literacy")
    INFORMATION = "information", pgettext_lazy("theme", "information")
    NETWORK = "network", pgettext_lazy("theme", "expert network")
    CROSS_BORDER = "cross_border", pgettext_lazy("theme", "cross-border cooperation")
    NGO_CAPACITY = "ngo_capacity", pgettext_lazy("theme", "strength of associations")
    FINANCE_LITERACY = "finance_literacy", pgettext_lazy("theme", "managing money")
    VOLUNTEERING = "volunteering", pgettext_lazy("theme", "volunteering")
    REFORM = "reform", pgettext_lazy("theme", "territorial reform")


class AddresseeGroup(TextChoices):
    """Whom a document addresses without naming an organisation; nobody answers for a group until organisations are asked."""

    MUNICIPALITIES = "municipalities", _("all municipalities")
    ROMA_NGOS = "roma-ngos", _("Roma associations")
    MEDIATORS = "mediators", _("Roma mediators")
    FAMILIES = "families", _("families")
    UNIVERSITIES = "universities", _("universities")
    LINE_MINISTRIES = "line-ministries", _("line ministries")


class Recorded(TextChoices):
    """What later documents prove about a statement; not an answer of anybody."""

    NOT_SAID = "", _("the documents do not say")
    UNKNOWN = "unknown", _("not known")
    OPEN = "open", pgettext_lazy("statement", "open")
    PLANNED = "planned", pgettext_lazy("statement", "planned")
    UNDER_WAY = "under_way", pgettext_lazy("statement", "under way")
    PARTLY_DONE = "partly_done", pgettext_lazy("statement", "partly done")
    DONE = "done", pgettext_lazy("statement", "done")


class Answer(TextChoices):
    """Where one addressee stands. `done` is the addressee's word, `confirmed` is the coordinator's (peers-platform 3)."""

    ASKED = "asked", _("asked, no answer yet")
    ACCEPTED = "accepted", pgettext_lazy("addressee", "accepted")
    NOTED = "noted", _("noted")
    REFUSED = "refused", pgettext_lazy("addressee", "refused")
    OUTSIDE = "outside", _("outside our competence")
    UNDER_WAY = "under_way", pgettext_lazy("addressee", "under way")
    PARTLY_DONE = "partly_done", pgettext_lazy("addressee", "partly done")
    DONE = "done", _("done, says the addressee")
    CONFIRMED = "confirmed", _("done and confirmed")
    SUPERSEDED = "superseded", _("replaced by another one")


# D 8: nothing closes because time passed. From each answer, the ones that may follow it.
ADDRESSEE_NEXT: dict[Answer, set[Answer]] = {
    Answer.ASKED: {Answer.ACCEPTED, Answer.NOTED, Answer.REFUSED, Answer.OUTSIDE},
    Answer.NOTED: {Answer.ACCEPTED, Answer.REFUSED, Answer.OUTSIDE},
    Answer.REFUSED: {Answer.ACCEPTED},
    Answer.OUTSIDE: {Answer.ACCEPTED},
    Answer.ACCEPTED: {Answer.UNDER_WAY, Answer.PARTLY_DONE, Answer.DONE, Answer.REFUSED},
    Answer.UNDER_WAY: {Answer.PARTLY_DONE, Answer.DONE, Answer.REFUSED},
    Answer.PARTLY_DONE: {Answer.UNDER_WAY, Answer.DONE, Answer.REFUSED},
    Answer.DONE: {Answer.UNDER_WAY},
    Answer.CONFIRMED: set(),
    Answer.SUPERSEDED: set(),
}
COORDINATOR_NEXT: dict[Answer, set[Answer]] = {
    **{answer: {Answer.SUPERSEDED} for answer in Answer if answer not in (Answer.CONFIRMED, Answer.SUPERSEDED)},
    Answer.DONE: {Answer.CONFIRMED, Answer.UNDER_WAY, Answer.SUPERSEDED},
    Answer.CONFIRMED: {Answer.UNDER_WAY},
    Answer.SUPERSEDED: set(),
}
WANTS_WORDS = frozenset({Answer.REFUSED, Answer.OUTSIDE, Answer.DONE, Answer.PARTLY_DONE, Answer.SUPERSEDED})
FINISHED = frozenset({Answer.CONFIRMED, Answer.REFUSED, Answer.OUTSIDE, Answer.NOTED, Answer.SUPERSEDED})


class AdoptionState(TextChoices):
    INTERESTED = "interested", pgettext_lazy("adoption", "interested")
    VISITED = "visited", pgettext_lazy("adoption", "went to see it")
    ADAPTING = "adapting", pgettext_lazy("adoption", "adapting it")
    RUNNING = "running", pgettext_lazy("adoption", "runs it")
    STOPPED = "stopped", pgettext_lazy("adoption", "stopped")


class PracticeState(TextChoices):
    DRAFT = "draft", pgettext_lazy("practice", "draft")
    PROPOSED = "proposed", pgettext_lazy("practice", "proposed")
    PUBLISHED = "published", pgettext_lazy("practice", "published")


# Who writes a practice proposes it; the coordinator publishes it or gives it back, and says why.
PRACTICE_OWNER_NEXT: dict[PracticeState, set[PracticeState]] = {
    PracticeState.DRAFT: {PracticeState.PROPOSED},
    PracticeState.PROPOSED: {PracticeState.DRAFT},
    PracticeState.PUBLISHED: set(),
}
PRACTICE_COORDINATOR_NEXT: dict[PracticeState, set[PracticeState]] = {
    PracticeState.DRAFT: set(),
    PracticeState.PROPOSED: {PracticeState.PUBLISHED, PracticeState.DRAFT},
    PracticeState.PUBLISHED: {PracticeState.DRAFT},
}


class ActionState(TextChoices):
    """Where an action stands. `done` is the word of its organisation, `confirmed` is the coordinator's."""

    PLANNED = "planned", pgettext_lazy("action", "planned")
    UNDER_WAY = "under_way", pgettext_lazy("action", "under way")
    DONE = "done", pgettext_lazy("action", "done, says the organisation")
    CONFIRMED = "confirmed", _("done and confirmed")
    DROPPED = "dropped", pgettext_lazy("action", "given up")


# Nothing closes because time passed, and what was confirmed may turn out not to be (D 8).
ACTION_OWNER_NEXT: dict[ActionState, set[ActionState]] = {
    ActionState.PLANNED: {ActionState.UNDER_WAY, ActionState.DONE, ActionState.DROPPED},
    ActionState.UNDER_WAY: {ActionState.DONE, ActionState.DROPPED},
    ActionState.DONE: {ActionState.UNDER_WAY},
    ActionState.CONFIRMED: set(),
    ActionState.DROPPED: {ActionState.PLANNED},
}
ACTION_COORDINATOR_NEXT: dict[ActionState, set[ActionState]] = {
    ActionState.PLANNED: set(),
    ActionState.UNDER_WAY: set(),
    ActionState.DONE: {ActionState.CONFIRMED, ActionState.UNDER_WAY},
    ActionState.CONFIRMED: {ActionState.UNDER_WAY},
    ActionState.DROPPED: set(),
}
ACTION_CLOSED = frozenset({ActionState.CONFIRMED, ActionState.DROPPED})
# Who says that it is done says what was done; who gives it up or opens it again says why.
ACTION_WANTS_WORDS = frozenset({ActionState.DONE, ActionState.DROPPED})


class ReminderKind(TextChoices):
    OWNER = "owner", _("the responsible organisation was reminded")
    ESCALATED = "escalated", _("the coordinator was told")


class IdeaState(TextChoices):
    IDEA = "idea", pgettext_lazy("idea", "idea")
    PLANNED = "planned", pgettext_lazy("idea", "plan")
    DONE = "done", pgettext_lazy("idea", "done")
    DROPPED = "dropped", pgettext_lazy("idea", "given up")


IDEA_NEXT: dict[IdeaState, set[IdeaState]] = {
    IdeaState.IDEA: {IdeaState.PLANNED, IdeaState.DROPPED},
    IdeaState.PLANNED: {IdeaState.DONE, IdeaState.DROPPED},
    IdeaState.DONE: set(),
    IdeaState.DROPPED: {IdeaState.IDEA},
}
