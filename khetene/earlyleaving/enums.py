"""The words of the early-leaving register (D 3.2). Risk families, criteria and supports are country data, not words here."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SchoolKind(TextChoices):
    """Which way a plan goes: vocational schools skip the municipality."""

    GENERAL = "general", _("general education")
    VOCATIONAL = "vocational", _("vocational education")


class State(TextChoices):
    """Projekts → Saskaņošanā → Apstiprināts → Īstenošanā; Pārskatīšanā, Apturēts, Neaktīvs; and taken out."""

    DRAFT = "draft", pgettext_lazy("support plan", "draft")
    APPROVAL = "approval", pgettext_lazy("support plan", "being approved")
    APPROVED = "approved", pgettext_lazy("support plan", "approved")
    UNDER_WAY = "under_way", pgettext_lazy("support plan", "under way")
    REVIEW = "review", pgettext_lazy("support plan", "being revised")
    STOPPED = "stopped", pgettext_lazy("support plan", "stopped")
    INACTIVE = "inactive", pgettext_lazy("support plan", "inactive")
    DELETED = "deleted", pgettext_lazy("support plan", "deleted")


EDITABLE = (State.DRAFT, State.REVIEW)


class Level(TextChoices):
    """With whom a plan lies while it is being approved."""

    DIRECTOR = "director", _("the head of the school")
    MUNICIPALITY = "municipality", _("the coordinator of the municipality")
    HOLDER = "holder", _("the State Education Quality Service")


class Part(TextChoices):
    """In which part somebody takes a step."""

    AUTHOR = "author", _("those who work with the pupil")
    DIRECTOR = "director", _("the head of the school")
    MUNICIPALITY = "municipality", _("the coordinator of the municipality")
    HOLDER = "holder", _("the State Education Quality Service")


class Verb(TextChoices):
    """What can be done with a plan as a whole."""

    SUBMIT = "submit", _("Give to be approved")
    APPROVE = "approve", _("Approve the plan")
    RETURN = "return", _("Give the plan back to be mended")
    REJECT = "reject", _("Refuse the plan")
    START = "start", _("Begin the support")
    REVISE = "revise", _("Revise the plan")
    INTERRUPT = "interrupt", _("Interrupt the plan")
    RESUME = "resume", _("Take the plan up again")
    EVALUATE = "evaluate", _("Evaluate and end the plan")
    LAPSE = "lapse", _("Put the plan away")
    DELETE = "delete", _("Delete the plan")


# The same steps when they were taken.
TAKEN = {
    Verb.SUBMIT: pgettext_lazy("step of a plan", "given to be approved"),
    Verb.APPROVE: pgettext_lazy("step of a plan", "approved"),
    Verb.RETURN: pgettext_lazy("step of a plan", "given back to be mended"),
    Verb.REJECT: pgettext_lazy("step of a plan", "refused"),
    Verb.START: pgettext_lazy("step of a plan", "support begun"),
    Verb.REVISE: pgettext_lazy("step of a plan", "taken to be revised"),
    Verb.INTERRUPT: pgettext_lazy("step of a plan", "interrupted"),
    Verb.RESUME: pgettext_lazy("step of a plan", "taken up again"),
    Verb.EVALUATE: pgettext_lazy("step of a plan", "evaluated and ended"),
    Verb.LAPSE: pgettext_lazy("step of a plan", "put away"),
    Verb.DELETE: pgettext_lazy("step of a plan", "deleted"),
}
BEGUN = pgettext_lazy("step of a plan", "begun")


class Need(TextChoices):
    """What must be there before a step; the sentence says what to do."""

    APPLICATION = "application", _("Write down the signed application and that the family was informed about the data.")
    GOAL = "goal", _("Write the goal for this semester.")
    RISK = "risk", _("Name at least one risk with its justification.")
    MEASURE = "measure", _("Plan a support for every risk.")
    NO_OVERLAP = "no_overlap", _("State that nothing in the plan is paid from elsewhere.")
    NOT_PAID_TWICE = "not_paid_twice", _("Remove what the school, the municipality or another project already pays.")
    SEMESTER_BEGUN = "semester_begun", _("The semester has not begun yet.")
    SEMESTER_GOES_ON = "semester_goes_on", _("The semester of this plan is over. A new semester needs a new plan.")
    SEMESTER_OVER = "semester_over", _("The semester of this plan is not over yet.")
    EVALUATED = "evaluated", _("Say for every risk what became of it.")
    EMPTY = "empty", _("First remove the supports, then the risks with their justifications.")
    NOTHING_GIVEN = "nothing_given", _("Support was already given under this plan, so it cannot be deleted.")


class SignedBy(TextChoices):
    """Who signed the application. A grown-up pupil signs alone."""

    REPRESENTATIVE = "representative", _("the pupil's lawful representative")
    PUPIL = "pupil", _("the pupil, who is of age")


class Seriousness(TextChoices):
    """How strong a risk is when the plan begins: words of the author, no score."""

    SLIGHT = "slight", pgettext_lazy("risk", "slight")
    MARKED = "marked", pgettext_lazy("risk", "marked")
    STRONG = "strong", pgettext_lazy("risk", "strong")


class Change(TextChoices):
    """What became of a risk by the end of the semester."""

    GONE = "gone", pgettext_lazy("risk", "gone")
    REDUCED = "reduced", pgettext_lazy("risk", "smaller")
    SAME = "same", pgettext_lazy("risk", "the same")
    GROWN = "grown", pgettext_lazy("risk", "larger")


class Result(TextChoices):
    """How the semester ended for the pupil."""

    RISKS_GONE = "risks_gone", _("The risks are gone.")
    CONTINUES = "continues", _("The pupil needs support in the next semester too.")
    TRANSFERRED = "transferred", _("The pupil moved to another school.")
    LEFT = "left", _("The pupil left school.")


class EndedAs(TextChoices):
    """Why a plan is inactive."""

    EVALUATED = "evaluated", pgettext_lazy("support plan", "evaluated")
    REJECTED = "rejected", pgettext_lazy("support plan", "refused")
    LAPSED = "lapsed", pgettext_lazy("support plan", "put away after the semester")


class Group(TextChoices):
    """The two kinds of support; which supports there are is country data."""

    CONSULTATIVE = "consultative", _("consultations")
    ECONOMIC = "economic", _("economic support")


class Unit(TextChoices):
    HOURS = "hours", pgettext_lazy("unit", "hours")
    MONTHS = "months", pgettext_lazy("unit", "months")
    NIGHTS = "nights", pgettext_lazy("unit", "nights")
    PIECES = "pieces", pgettext_lazy("unit", "pieces")


class Meeting(TextChoices):
    INDIVIDUAL = "individual", _("with the pupil alone")
    IN_GROUP = "in_group", _("in a group")


class Signature(TextChoices):
    """How the pupil confirmed a consultation."""

    PAPER = "paper", _("signed on paper")
    SCREEN = "screen", _("confirmed on screen")


class Aim(TextChoices):
    """What a measure of the plan for reducing early leaving changes; a school's environment is one of them (source 003)."""

    ENVIRONMENT = "environment", _("a safe and kind environment at school")
    TEACHING = "teaching", _("teaching and support in lessons")
    STAFF = "staff", _("what staff know and can do")
    FAMILIES = "families", _("work with families")
    SERVICES = "services", _("work with other services")


class Progress(TextChoices):
    """Where a measure of that plan stands."""

    PLANNED = "planned", pgettext_lazy("measure", "planned")
    UNDER_WAY = "under_way", pgettext_lazy("measure", "under way")
    DONE = "done", pgettext_lazy("measure", "done")
    NOT_DONE = "not_done", pgettext_lazy("measure", "not done")


ENDED = (Progress.DONE, Progress.NOT_DONE)


class Offered(TextChoices):
    """What was offered to a pupil who left, or that somebody spoke with them."""

    TALK = "talk", _("a talk")
    SCHOOL = "school", _("to come back to school")
    OTHER_SCHOOL = "other_school", _("another school or evening school")
    VOCATIONAL = "vocational", _("vocational education")
    COURSE = "course", _("a course")
    YOUTH = "youth", _("a programme for young people")
    WORK = "work", _("work")
    COUNSEL = "counsel", _("career counselling or a psychologist")


class Said(TextChoices):
    """What came of an offer."""

    WAITING = "waiting", pgettext_lazy("offer", "no answer yet")
    ACCEPTED = "accepted", pgettext_lazy("offer", "taken up")
    DECLINED = "declined", pgettext_lazy("offer", "not wanted")


class Placed(TextChoices):
    """Where the pupil learns or works now."""

    SAME_SCHOOL = "same_school", _("at this school again")
    OTHER_SCHOOL = "other_school", _("at another school")
    VOCATIONAL = "vocational", _("in vocational education")
    COURSE = "course", _("on a course")
    YOUTH = "youth", _("in a programme for young people")
    WORK = "work", _("at work")
    ABROAD = "abroad", _("at school abroad")


class FollowEnd(TextChoices):
    """Why nobody follows any more."""

    PLACED = "placed", _("The pupil has a place.")
    WITHDRAWN = "withdrawn", _("The family or the learner does not want it any more.")
    OVER = "over", _("The agreement is over.")
    NO_CONTACT = "no_contact", _("There is no contact any more.")
